from __future__ import annotations

import codecs
import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.diagnostics import Severity, WorkspaceError
from reasonbook.compiler.inputs import (
    InputError,
    decode,
    read_bytes,
    read_optional,
    read_stamp,
)
from reasonbook.compiler.output import store_stamp
from reasonbook.compiler.source import Span, digest

LIMIT = 2**24

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or modes of POSIX")


def fill(root, *paths):
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.encode())


def reason_of(root, path, limit=LIMIT):
    with pytest.raises(InputError) as caught:
        read_bytes(root, path, limit=limit)
    assert isinstance(caught.value, WorkspaceError)
    return caught.value.reason


# read_bytes, read_optional


def test_a_file_is_read_byte_for_byte(tmp_path):
    data = bytes(range(256)) + b"\r\n\x1a\n"
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.po").write_bytes(data)

    assert read_bytes(tmp_path, "a/b.po", limit=LIMIT) == data
    assert read_optional(tmp_path, "a/b.po", limit=LIMIT) == data


def test_the_root_may_be_relative_or_a_link(tmp_path, monkeypatch):
    fill(tmp_path / "real", "a.po")
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)

    assert read_bytes(Path("link"), "a.po", limit=LIMIT) == b"a.po"


def test_a_missing_file_is_an_error_or_none(tmp_path):
    assert reason_of(tmp_path, "a/b.po") == "No such file"
    assert read_optional(tmp_path, "a/b.po", limit=LIMIT) is None


def test_a_file_of_just_the_limit_is_read_and_a_larger_one_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 2048)

    assert len(read_bytes(tmp_path, "a", limit=2048)) == 2048
    assert reason_of(tmp_path, "a", limit=2047) == "is larger than 2047 bytes"
    assert reason_of(tmp_path, "a", limit=1024) == "is larger than 1 KiB"


def test_a_huge_file_is_refused(tmp_path):
    with (tmp_path / "a").open("wb") as file:
        file.truncate(10 * 2**30)

    assert reason_of(tmp_path, "a") == "is larger than 16 MiB"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's /proc")
def test_a_file_that_claims_to_be_empty_is_cut_at_the_limit_too():
    assert reason_of(Path("/proc/self"), "maps", limit=10) == "is larger than 10 bytes"


@pytest.mark.parametrize(
    "path",
    ["..", "../x", "a/../../x", "a/../x", "/x", "//x/y", "C:x", "C:/x", "c:\\x", "\\x", "", "."],
)
def test_a_path_that_means_another_place_is_refused(tmp_path, path):
    fill(tmp_path, "x", "a/x")

    assert reason_of(tmp_path, path) == "leads outside the project"


def test_a_backslash_and_a_nul_are_refused(tmp_path):
    assert reason_of(tmp_path, "a\\b") == "has a backslash where folders are separated with `/`"
    assert reason_of(tmp_path, "a\0b") == "has a NUL character in its name"


@given(path=st.text())
def test_any_path_is_missing_or_an_error_that_can_be_printed(tmp_path_factory, path):
    root = tmp_path_factory.getbasetemp()

    try:
        outcome = str(read_optional(root, path, limit=10))
    except InputError as problem:
        outcome = str(problem)

    assert outcome.encode()


@posix
def test_a_link_to_a_file_is_not_followed(tmp_path):
    fill(tmp_path, "a")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "dangling").symlink_to("nowhere")

    assert reason_of(tmp_path, "b") == "is a symbolic link"
    assert reason_of(tmp_path, "dangling") == "is a symbolic link"


@posix
def test_a_link_that_is_planted_while_the_file_is_opened_is_not_followed(tmp_path, monkeypatch):
    fill(tmp_path, "project/a", "secret")
    real_open = os.open

    def plant(place, flags):
        (tmp_path / "project/a").unlink()
        (tmp_path / "project/a").symlink_to("../secret")
        return real_open(place, flags)

    monkeypatch.setattr(os, "open", plant)

    assert reason_of(tmp_path / "project", "a") == "is a symbolic link"


@posix
def test_a_linked_folder_is_followed_inside_the_project_only(tmp_path):
    fill(tmp_path, "project/real/a", "secret/a")
    (tmp_path / "project/inside").symlink_to("real")
    (tmp_path / "project/outside").symlink_to("../secret")
    (tmp_path / "project/loop").symlink_to("loop")

    assert read_bytes(tmp_path / "project", "inside/a", limit=LIMIT) == b"project/real/a"
    assert reason_of(tmp_path / "project", "outside/a") == "leads outside the project"
    assert reason_of(tmp_path / "project", "loop/a") == "is a symbolic link"


@posix
def test_a_folder_a_pipe_a_socket_and_a_device_are_no_regular_files(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")

    for path in ("folder", "pipe", "socket"):
        assert reason_of(tmp_path, path) == "is not a regular file"
    assert reason_of(Path("/dev"), "zero") == "is not a regular file"


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path):
    fill(tmp_path, "a")

    assert reason_of(tmp_path, "a/b") == "Not a directory"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    fill(tmp_path, "a")
    (tmp_path / "a").chmod(0)

    assert reason_of(tmp_path, "a") == "Permission denied"


def test_a_stamp_is_what_the_last_run_stored(tmp_path):
    before = read_stamp(tmp_path)
    store_stamp(tmp_path, b'{"a": 1}')

    assert before is None
    assert read_stamp(tmp_path) == b'{"a": 1}'


def test_a_stamp_that_cannot_be_read_counts_as_none(tmp_path):
    (tmp_path / ".reasonbook/stamp.json").mkdir(parents=True)

    assert read_stamp(tmp_path) is None


def test_a_digest_is_the_sha_256():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


# decode


def test_a_text_is_decoded_and_its_byte_order_mark_left_out():
    assert decode("a", "größe\n".encode())[0].text == "größe\n"
    assert decode("a", codecs.BOM_UTF8 + b"a: 1\n")[0].text == "a: 1\n"
    assert decode("a", codecs.BOM_UTF8 * 2)[0].text == "\ufeff"
    assert decode("a", b"")[1] == ()


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_byte_that_is_not_utf_8_is_found_where_it_stands(mark):
    data = mark + "é: 1\r\nüü😀".encode() + b"\xe4\xff\n"

    source, findings = decode("a.yaml", data)

    assert source.text == "é: 1\r\nüü😀\ufffd\ufffd\n"
    assert [(each.code, each.severity) for each in findings] == [("RB101", Severity.ERROR)]
    assert findings[0].span == Span("a.yaml", 2, 4, 2, 5)
    assert findings[0].message == "the byte 0xE4 is not UTF-8"
    assert findings[0].help


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32"),
    ],
)
def test_a_file_of_another_encoding_is_named_at_its_start(codec, mark, name):
    findings = decode("a.yaml", mark + "a: 1".encode(codec))[1]

    assert [each.message for each in findings] == [f"the file is {name}, not UTF-8"]
    assert findings[0].span == Span("a.yaml", 1, 1, 1, 2)
    assert "PowerShell" in findings[0].help


@given(text=st.text())
def test_every_text_comes_back_from_utf_8(text):
    source, findings = decode("a", codecs.BOM_UTF8 + text.encode())

    assert source.text == text
    assert findings == ()


@given(data=st.binary())
def test_bytes_give_a_finding_exactly_where_python_finds_them_not_to_be_utf_8(data):
    source, findings = decode("a", data)

    assert bool(findings) == ("\ufffd" in source.text and not _is_utf_8(data))
    for each in findings:
        assert source.line(each.span.line)[each.span.column - 1 :]


def _is_utf_8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
