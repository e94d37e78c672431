from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path

import pytest

from reasonbook.compiler.output import OutputError, Plan, staging, sweep, write, write_new

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links or folders of POSIX")

TEMPORARY = ".reasonbook-0123456789abcdef.tmp"


# Writing and reading back


def test_a_file_that_holds_what_was_written_passes(tmp_path):
    (tmp_path / "a").write_bytes(b"written")

    staging.verify(tmp_path / "a", b"written")


@pytest.mark.parametrize("found", [b"", b"writ", b"writteN", b"written\0"])
def test_a_file_that_does_not_hold_what_was_written_is_refused(tmp_path, found):
    (tmp_path / "a").write_bytes(found)

    with pytest.raises(OSError, match="does not hold what was written to it"):
        staging.verify(tmp_path / "a", b"written")


def test_a_disk_that_loses_bytes_and_reports_success_is_caught(tmp_path, fill, tree, monkeypatch):
    fill({"a": b"old"})
    real_write = os.write

    def lie(descriptor, data):
        real_write(descriptor, data[: len(data) // 2])
        return len(data)

    monkeypatch.setattr(os, "write", lie)

    with pytest.raises(OutputError, match=r"^a: does not hold what was written to it$"):
        write(tmp_path, Plan({"a": b"new bytes"}))
    assert tree() == {"a": b"old"}


def test_short_writes_are_continued(tmp_path, tree, monkeypatch):
    real_write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real_write(descriptor, data[:3]))

    write(tmp_path, Plan({"a": bytes(range(100))}))

    assert tree() == {"a": bytes(range(100))}


def test_a_write_that_gets_nowhere_is_an_error(tmp_path, tree, monkeypatch):
    monkeypatch.setattr(os, "write", lambda _descriptor, _data: 0)

    with pytest.raises(OutputError, match=r"^a: No space left on device$"):
        write(tmp_path, Plan({"a": b"1"}))
    assert tree() == {}


def test_temporaries_lie_beside_their_files_under_names_that_no_one_can_guess(
    tmp_path, monkeypatch
):
    names, real_replace = [], os.replace
    monkeypatch.setattr(
        os, "replace", lambda old, new: (names.append(Path(old)), real_replace(old, new))
    )

    for number in range(20):
        write(tmp_path, Plan({"a/b": b"%d" % number}))

    assert len(set(names)) == 20
    assert {each.parent for each in names} == {tmp_path / "a"}
    assert all(re.fullmatch(r"\.reasonbook-[0-9a-f]{16}\.tmp", each.name) for each in names)


@posix
@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_planted_temporary_is_neither_followed_nor_overwritten(tmp_path, fill, monkeypatch, kind):
    fill({"victim": b"precious"})
    monkeypatch.setattr("secrets.token_hex", lambda _size: "0123456789abcdef")
    planted = tmp_path / "p" / TEMPORARY
    planted.parent.mkdir()
    if kind == "link":
        planted.symlink_to("../victim")
    else:
        planted.hardlink_to(tmp_path / "victim")

    with pytest.raises(OutputError, match=r"^p/a: File exists$"):
        write(tmp_path, Plan({"p/a": b"new"}))

    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert [place.name for place in planted.parent.iterdir()] == [TEMPORARY]


# Replacing


class Busy:
    """A rename that fails *times* times, as one does on Windows while someone reads the file."""

    def __init__(self, times):
        self.left = times
        self.calls = 0
        self.real = os.replace

    def __call__(self, old, new):
        self.calls += 1
        if self.left:
            self.left -= 1
            raise PermissionError(errno.EACCES, "Access is denied")
        self.real(old, new)


@pytest.mark.parametrize("times", [0, 1, 9])
def test_a_file_that_is_being_read_on_windows_is_replaced_a_little_later(
    tmp_path, fill, tree, monkeypatch, times
):
    fill({"a": b"old"})
    monkeypatch.setattr(staging, "_REPLACE_TRIES", 10)
    monkeypatch.setattr(staging, "_REPLACE_PAUSE", 0.001)
    monkeypatch.setattr(os, "replace", busy := Busy(times))

    write(tmp_path, Plan({"a": b"new"}))

    assert busy.calls == times + 1
    assert tree() == {"a": b"new"}


@pytest.mark.parametrize("tries", [1, 10])
def test_a_file_that_stays_busy_is_an_error_in_the_end(tmp_path, fill, tree, monkeypatch, tries):
    fill({"a": b"old"})
    monkeypatch.setattr(staging, "_REPLACE_TRIES", tries)
    monkeypatch.setattr(staging, "_REPLACE_PAUSE", 0.001)
    monkeypatch.setattr(os, "replace", busy := Busy(100))

    with pytest.raises(OutputError, match=r"^a: Access is denied$"):
        write(tmp_path, Plan({"a": b"new"}))
    assert busy.calls == tries
    assert tree() == {"a": b"old"}


# Folders


@pytest.fixture
def flushed(monkeypatch):
    """Return a function that tells whether exactly these places were flushed, each once."""
    inodes, real_fsync = [], os.fsync

    def watch(descriptor):
        inodes.append(os.fstat(descriptor).st_ino)
        real_fsync(descriptor)

    def are(*places):
        return sorted(inodes) == sorted(place.stat().st_ino for place in places)

    monkeypatch.setattr(os, "fsync", watch)
    return are


@posix
def test_every_file_and_every_folder_with_a_new_entry_is_flushed_once(tmp_path, fill, flushed):
    fill({"old/a": b"", "same/d": b"1"})

    write(tmp_path, Plan({"old/a": b"1", "new/x/y": b"", "new/x/z": b"", "same/d": b"1"}))

    folders = [tmp_path, tmp_path / "new", tmp_path / "new/x", tmp_path / "old"]
    assert flushed(*folders, tmp_path / "old/a", tmp_path / "new/x/y", tmp_path / "new/x/z")


@posix
def test_a_folder_that_lost_an_entry_is_flushed(tmp_path, fill, flushed):
    fill({"a/kept": b"", "a/b/c/d": b"", "e/kept": b"", "e/f": b""})

    write(tmp_path, Plan({}, ["a/b/c/d", "e/f"]))

    assert flushed(tmp_path / "a", tmp_path / "e")


@posix
def test_a_new_file_that_replaces_nothing_is_flushed_with_its_folders(tmp_path, flushed):
    write_new(tmp_path, {"a/b": b"1"})

    assert flushed(tmp_path, tmp_path / "a", tmp_path / "a/b")


@posix
@pytest.mark.parametrize("number", [errno.EBADF, errno.EINVAL, errno.EIO])
def test_a_file_system_that_cannot_flush_folders_will_do(tmp_path, tree, monkeypatch, number):
    real_fsync = os.fsync

    def refuse_folders(descriptor):
        if os.path.samestat(os.fstat(descriptor), tmp_path.stat()):
            raise OSError(number, os.strerror(number))
        real_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    outcome = None
    try:
        write(tmp_path, Plan({"a": b"1"}))
    except OutputError as problem:
        outcome = str(problem)

    assert outcome == (".: Input/output error" if number == errno.EIO else None)
    assert tree() == {"a": b"1"}


def test_a_folder_that_another_process_makes_meanwhile_is_used(tmp_path, tree, monkeypatch):
    real_mkdir = os.mkdir

    def be_late(place, mode=0o777):
        real_mkdir(place, mode)
        real_mkdir(place, mode)

    monkeypatch.setattr(os, "mkdir", be_late)
    write(tmp_path, Plan({"a/b/c": b"1"}))

    assert tree() == {"a": None, "a/b": None, "a/b/c": b"1"}


# Sweeping


def test_temporaries_are_swept_and_nothing_else(tmp_path, fill, tree):
    kept = [".reasonbook-0.tmp", "x" + TEMPORARY, TEMPORARY + "x", ".reasonbook-stamp.tmp"]
    fill(dict.fromkeys((TEMPORARY, "a/" + TEMPORARY, "b/" + TEMPORARY, *kept), b""))

    sweep(tmp_path, [".", "a", "nowhere"])

    assert {path for path, data in tree().items() if data is not None} == {
        "b/" + TEMPORARY,
        *kept,
    }


@posix
def test_folders_and_links_that_look_like_temporaries_stay(tmp_path):
    (tmp_path / TEMPORARY).mkdir()
    (tmp_path / TEMPORARY.replace("0", "f")).symlink_to("nowhere")

    sweep(tmp_path, ["."])

    assert len(list(tmp_path.iterdir())) == 2


def test_what_cannot_be_removed_does_not_stop_the_sweep(tmp_path, fill, tree, monkeypatch):
    names = [TEMPORARY.replace("0", digit) for digit in "abc"]
    fill(dict.fromkeys(names, b""))
    real_unlink = os.unlink

    def keep_one(place):
        if Path(place).name == names[1]:
            raise PermissionError(errno.EACCES, "Permission denied")
        real_unlink(place)

    monkeypatch.setattr(os, "unlink", keep_one)
    sweep(tmp_path, ["."])

    assert tree() == {names[1]: b""}


@posix
def test_a_sweep_stays_inside(tmp_path, fill):
    fill({"outside/" + TEMPORARY: b"", "project/a": b""})
    (tmp_path / "project/out").symlink_to("../outside")

    for path in ("out", "../outside"):
        with pytest.raises(OutputError):
            sweep(tmp_path / "project", [path])
    assert (tmp_path / "outside" / TEMPORARY).exists()
