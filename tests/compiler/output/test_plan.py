from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reasonbook.compiler.diagnostics import WorkspaceError
from reasonbook.compiler.output import Change, Conflict, Plan, plan_changes, write, write_new
from reasonbook.compiler.source import digest

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or modes of POSIX")


def mode_of(place):
    return stat.S_IMODE(place.stat().st_mode)


# What changes


def test_files_are_created_updated_and_deleted(tmp_path, fill, tree):
    fill({"b": b"old", "c": b"same", "d/e": b"orphan"})
    plan = Plan({"c": b"same", "b": b"new", "x/y/z": b"\x00\r\n\xff"}, ["d/e", "gone"])

    planned = plan_changes(tmp_path, plan)
    before = tree()
    written = write(tmp_path, plan)

    assert written == planned
    assert written == (Change("b", "update"), Change("d/e", "delete"), Change("x/y/z", "create"))
    assert before == {"b": b"old", "c": b"same", "d": None, "d/e": b"orphan"}
    assert tree() == {
        "b": b"new",
        "c": b"same",
        "x": None,
        "x/y": None,
        "x/y/z": b"\x00\r\n\xff",
    }


def test_a_second_run_touches_nothing(tmp_path, fill):
    plan = Plan({"a/b": b"1", "c": b""}, ["d"])
    fill({"d": b""})
    write(tmp_path, plan)
    before = {place: place.stat() for place in (tmp_path, *tmp_path.rglob("*"))}

    changes = write(tmp_path, plan)

    assert changes == plan_changes(tmp_path, plan) == ()
    assert {place: place.stat() for place in (tmp_path, *tmp_path.rglob("*"))} == before


def test_a_file_of_the_same_length_is_compared_byte_for_byte(tmp_path, fill):
    fill({"a": b"abc", "b": b"abc"})

    assert plan_changes(tmp_path, Plan({"a": b"abd", "b": b"abc"})) == (Change("a", "update"),)


def test_an_empty_plan_does_nothing(tmp_path, tree):
    assert write(tmp_path, Plan({})) == ()
    assert tree() == {}


def test_files_are_put_in_place_in_the_order_of_the_plan(tmp_path, fill, tree, monkeypatch):
    fill({"b": b"old", "a": b"old"})
    names, real_replace = [], os.replace
    monkeypatch.setattr(
        os,
        "replace",
        lambda old, new: (names.append(Path(new).name), real_replace(old, new)),
    )

    write(tmp_path, Plan({"c": b"1", "a": b"2", "b": b"3"}))

    assert names == ["c", "a", "b"]
    assert tree() == {"a": b"2", "b": b"3", "c": b"1"}


# Permissions


@posix
def test_a_file_keeps_its_permissions(tmp_path, fill):
    fill({"a": b"", "b": b"", "c": b""})
    modes = {"a": 0o640, "b": 0o755, "c": 0o444}
    for name, mode in modes.items():
        (tmp_path / name).chmod(mode)

    write(tmp_path, Plan(dict.fromkeys(modes, b"new")))

    assert {name: mode_of(tmp_path / name) for name in modes} == modes


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path, umask, mode):
    previous = os.umask(umask)
    try:
        write(tmp_path, Plan({"a": b""}))
    finally:
        os.umask(previous)

    assert mode_of(tmp_path / "a") == mode


@posix
def test_bytes_for_a_private_file_are_never_in_a_readable_one(tmp_path, fill, monkeypatch):
    fill({"a": b"old"})
    (tmp_path / "a").chmod(0o600)
    modes = []

    def watch(real):
        def act(descriptor, argument):
            modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return real(descriptor, argument)

        return act

    monkeypatch.setattr(os, "fchmod", watch(os.fchmod))
    monkeypatch.setattr(os, "write", watch(os.write))
    write(tmp_path, Plan({"a": b"secret"}))

    assert modes == [0o600, 0o600]


# Orphans


def test_folders_that_orphans_leave_empty_are_removed_up_to_the_root(tmp_path, fill, tree):
    fill({"locale/de/LC_MESSAGES/x.mo": b"", "locale/fr/x.mo": b"", "locale/fr/kept": b""})
    (tmp_path / "locale/empty").mkdir()

    write(tmp_path, Plan({}, ["locale/de/LC_MESSAGES/x.mo", "locale/fr/x.mo"]))

    assert tree() == {
        "locale": None,
        "locale/empty": None,
        "locale/fr": None,
        "locale/fr/kept": b"",
    }


def test_the_root_stays_when_its_last_file_goes(tmp_path, fill):
    fill({"a/b": b""})

    changes = write(tmp_path, Plan({}, ["a/b", "a/b"]))

    assert changes == (Change("a/b", "delete"),)
    assert tmp_path.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_an_orphan_that_is_a_file_of_the_plan_stays(tmp_path, fill, tree):
    fill({"a": b"1"})

    changes = write(tmp_path, Plan({"a": b"1"}, ["a"]))

    assert changes == ()
    assert tree() == {"a": b"1"}


def test_an_orphan_that_is_a_new_file_in_other_letters_stays(tmp_path, fill, tree):
    # A hard link is what a file system that ignores case shows: two names, one file.
    fill({"Run.py": b"1", "other.py": b"2"})
    (tmp_path / "run.py").hardlink_to(tmp_path / "Run.py")
    (tmp_path / "link.py").hardlink_to(tmp_path / "other.py")
    plan = Plan({"run.py": b"1", "other.py": b"2", "new.py": b"3"}, ["Run.py", "link.py"])

    changes = write(tmp_path, plan)

    assert changes == (Change("link.py", "delete"), Change("new.py", "create"))
    assert tree() == {"Run.py": b"1", "run.py": b"1", "other.py": b"2", "new.py": b"3"}


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems ignore case")
def test_an_orphan_whose_name_differs_in_case_alone_is_another_file(tmp_path, fill, tree):
    fill({"Run.py": b"1", "run.py": b"1"})

    write(tmp_path, Plan({"run.py": b"1"}, ["Run.py"]))

    assert tree() == {"run.py": b"1"}


# Compare and swap


def test_a_file_that_changed_since_it_was_read_stops_everything(tmp_path, fill, tree):
    fill({"de.po": b"edited", "fr.po": b"same", "new.po": b"not there before"})
    before = tree()
    seen = {
        "new.po": None,
        "gone.po": digest(b"there before"),
        "de.po": digest(b"read"),
        "fr.po": digest(b"same"),
        "never.po": None,
    }

    with pytest.raises(Conflict) as caught:
        write(tmp_path, Plan({"de.po": b"1", "x/fr.po": b"2"}, ["new.po"], seen))

    assert isinstance(caught.value, WorkspaceError)
    assert caught.value.paths == ("de.po", "gone.po", "new.po")
    assert str(caught.value) == "de.po: was changed by someone else in the meantime"
    assert tree() == before


def test_files_that_are_as_they_were_read_are_written(tmp_path, fill, tree):
    fill({"de.po": b"read"})

    write(
        tmp_path,
        Plan({"de.po": b"1", "fr.po": b"2"}, (), {"de.po": digest(b"read"), "fr.po": None}),
    )

    assert tree() == {"de.po": b"1", "fr.po": b"2"}


def test_a_change_while_the_files_are_staged_is_noticed(tmp_path, fill, tree, monkeypatch):
    fill({"de.po": b"read"})
    real_fsync = os.fsync

    def save_in_an_editor(descriptor):
        (tmp_path / "de.po").write_bytes(b"edited")
        real_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", save_in_an_editor)

    with pytest.raises(Conflict):
        write(tmp_path, Plan({"de.po": b"1"}, (), {"de.po": digest(b"read")}))
    assert tree() == {"de.po": b"edited"}


def test_a_project_that_does_not_exist_yet_is_made(tmp_path):
    root = tmp_path / "new" / "project"

    assert write_new(root, {"a/b": b"1"}) == ()
    assert (root / "a" / "b").read_bytes() == b"1"


def test_a_module_of_the_same_size_and_second_is_seen(tmp_path, fill):
    fill({"pack/a.py": b"VALUE = 1\n", "pack/b.py": b"VALUE = 1\n"})
    command = [
        sys.executable,
        "-c",
        "from a import VALUE as a; from b import VALUE; print(a, VALUE)",
    ]
    env = {key: each for key, each in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def act():
        os.utime(tmp_path / "pack" / "a.py", (1_000_000_000, 1_000_000_000))
        done = subprocess.run(
            command, cwd=tmp_path / "pack", env=env, capture_output=True, check=True, text=True
        )
        return done.stdout

    assert act() == "1 1\n"
    compiled = sorted((tmp_path / "pack" / "__pycache__").iterdir())
    assert [each.name.partition(".")[0] for each in compiled] == ["a", "b"]
    write(tmp_path, Plan({"pack/a.py": b"VALUE = 2\n"}))

    assert sorted((tmp_path / "pack" / "__pycache__").iterdir()) == compiled[1:]
    assert act() == "2 1\n"


def test_a_module_that_goes_leaves_nothing_behind(tmp_path, fill, tree):
    fill(
        {
            "keep.txt": b"x",
            "pack/a.py": b"",
            "pack/__pycache__/a.cpython-311.pyc": b"x",
            "pack/__pycache__/a.cpython-312.opt-1.pyc": b"x",
        }
    )

    write(tmp_path, Plan({}, orphans=["pack/a.py"]))

    assert tree() == {"keep.txt": b"x"}


@posix
def test_only_what_was_compiled_from_a_module_is_removed(tmp_path, fill, tree):
    others = {
        "elsewhere/a.cpython-311.pyc": b"x",
        "pack/__pycache__/ab.cpython-311.pyc": b"x",
        "pack/__pycache__/a.txt": b"x",
        "pack/__pycache__/a.folder.pyc/x": b"x",
        "data/__pycache__/a.cpython-311.pyc": b"x",
    }
    fill({**others, "pack/a.py": b"", "data/a.json": b"", "linked/a.py": b""})
    (tmp_path / "linked" / "__pycache__").symlink_to(tmp_path / "elsewhere")

    write(tmp_path, Plan({"pack/a.py": b"1", "data/a.json": b"1", "linked/a.py": b"1"}))

    assert {path: each for path, each in tree().items() if path in others} == others
