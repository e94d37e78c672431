from __future__ import annotations

import errno
import os
import sys

import pytest

from reasonbook.compiler.output import OutputError, write_new

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links or modes of POSIX")


def refuse(*_args, **_options):
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_new_files_are_created_with_their_folders(tmp_path, tree):
    skipped = write_new(tmp_path, {"a/b/c": b"1", "d": b""})

    assert skipped == ()
    assert tree() == {"a": None, "a/b": None, "a/b/c": b"1", "d": b""}


@posix
def test_what_is_there_stays_whatever_it_is(tmp_path, fill):
    fill({"file": b"mine"})
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")

    skipped = write_new(tmp_path, dict.fromkeys(["new", "folder", "file", "dangling"], b"x"))

    assert skipped == ("dangling", "file", "folder")
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert (tmp_path / "new").read_bytes() == b"x"
    assert not (tmp_path / "nowhere").exists()
    assert len(list(tmp_path.iterdir())) == 4


@posix
def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path):
    previous = os.umask(0o027)
    try:
        write_new(tmp_path, {"a": b""})
    finally:
        os.umask(previous)

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "a").stat().st_nlink == 1


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_while_the_new_one_is_staged_stays(tmp_path, tree, monkeypatch, links):
    real_fsync = os.fsync

    def save_in_an_editor(descriptor):
        (tmp_path / "a").write_bytes(b"mine")
        real_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", save_in_an_editor)
    if not links:
        monkeypatch.setattr(os, "link", refuse)

    assert write_new(tmp_path, {"a": b"theirs"}) == ("a",)
    assert tree() == {"a": b"mine"}


def test_a_file_system_without_hard_links_will_do(tmp_path, tree, monkeypatch):
    monkeypatch.setattr(os, "link", refuse)

    skipped = write_new(tmp_path, {"a/b": b"1", "c": b"2"})

    assert skipped == ()
    assert tree() == {"a": None, "a/b": b"1", "c": b"2"}


def test_a_name_that_was_held_is_free_again_after_a_failure(tmp_path, tree, monkeypatch):
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "replace", refuse)

    with pytest.raises(OutputError, match=r"^a/b: Operation not permitted$"):
        write_new(tmp_path, {"a/b": b"1"})
    assert tree() == {}


def test_a_failure_leaves_nothing_behind(tmp_path, fill, tree):
    fill({"file": b""})

    with pytest.raises(OutputError, match=r"^file/b: Not a directory$"):
        write_new(tmp_path, {"a/b": b"1", "file/b": b"2"})
    with pytest.raises(OutputError, match="is not a plain path inside the project"):
        write_new(tmp_path, {"a/b": b"1", "../b": b"2"})
    assert tree() == {"file": b""}
