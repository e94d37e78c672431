from __future__ import annotations

import os
import sys

import pytest

from reasonbook.compiler.diagnostics import WorkspaceError
from reasonbook.compiler.output import Conflict, OutputError, Plan, plan_changes, write
from reasonbook.compiler.source import digest

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or modes of POSIX")


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../x",
        "a/../x",
        "a//b",
        "./a",
        "a/",
        "/x",
        "//x",
        "C:x",
        "a:b",
        "a\\b",
        "a\0",
        "\ud800",
    ],
)
@pytest.mark.parametrize("kind", ["files", "orphans", "seen"])
def test_a_path_has_one_spelling_and_stays_inside(tmp_path, tree, kind, path):
    plans = {
        "files": Plan({path: b""}),
        "orphans": Plan({}, [path]),
        "seen": Plan({}, (), {path: None}),
    }

    with pytest.raises(OutputError) as caught:
        write(tmp_path, plans[kind])

    assert isinstance(caught.value, WorkspaceError)
    assert (caught.value.path, caught.value.reason) == (
        path,
        "is not a plain path inside the project",
    )
    assert tree() == {}


@posix
@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe"])
def test_what_is_no_regular_file_is_refused(tmp_path, fill, kind):
    fill({"victim": b"precious"})
    (tmp_path / "link").symlink_to("victim")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    reason = "is a symbolic link" if kind in {"link", "dangling"} else "is not a regular file"

    for plan in (Plan({"new": b"", kind: b"x"}), Plan({"new": b""}, [kind])):
        for act in (plan_changes, write):
            with pytest.raises(OutputError) as caught:
                act(tmp_path, plan)
            assert (caught.value.path, caught.value.reason) == (kind, reason)
    names = sorted(place.name for place in tmp_path.iterdir())
    assert names == ["dangling", "folder", "link", "pipe", "victim"]
    assert (tmp_path / "victim").read_bytes() == b"precious"


@posix
def test_a_linked_folder_may_not_lead_outside(tmp_path, fill):
    fill({"outside/a": b"precious", "project/real/a": b"old"})
    (tmp_path / "project/out").symlink_to("../outside")
    (tmp_path / "project/in").symlink_to("real")

    with pytest.raises(OutputError, match=r"^out/a: leads outside the project$"):
        write(tmp_path / "project", Plan({"in/a": b"new", "out/a": b"x"}))
    with pytest.raises(OutputError, match=r"^out/b/c: leads outside the project$"):
        write(tmp_path / "project", Plan({"out/b/c": b"x"}))
    write(tmp_path / "project", Plan({"in/a": b"new"}))

    assert (tmp_path / "project/real/a").read_bytes() == b"new"
    assert (tmp_path / "project/in").is_symlink()
    assert sorted(place.name for place in (tmp_path / "outside").iterdir()) == ["a"]
    assert (tmp_path / "outside/a").read_bytes() == b"precious"


@posix
def test_the_root_itself_may_be_a_link(tmp_path, fill):
    fill({"real/a/b": b"old"})
    (tmp_path / "root").symlink_to("real")

    write(tmp_path / "root", Plan({"c/d": b"new"}, ["a/b"]))

    assert sorted(place.name for place in (tmp_path / "real").iterdir()) == ["c"]


def test_a_file_in_the_way_of_a_folder_is_named_and_nothing_happens(tmp_path, fill, tree):
    fill({"a": b"old", "b": b"file"})

    for plan in (Plan({"a": b"new", "b/c": b""}), Plan({"a": b"new"}, ["b/c"])):
        with pytest.raises(OutputError) as caught:
            write(tmp_path, plan)
        assert (caught.value.path, caught.value.reason) == ("b/c", "Not a directory")
    assert tree() == {"a": b"old", "b": b"file"}


def test_a_plan_that_wants_a_file_and_a_folder_of_one_name_leaves_nothing_behind(tmp_path, tree):
    with pytest.raises(OutputError):
        write(tmp_path, Plan({"a": b"", "a/b": b""}))

    assert tree() == {}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named_and_nothing_happens(tmp_path, fill, tree):
    fill({"a": b"old", "b/c": b"old"})
    (tmp_path / "b").chmod(0o555)
    try:
        with pytest.raises(OutputError) as caught:
            write(tmp_path, Plan({"a": b"new", "b/c": b"new"}))
    finally:
        (tmp_path / "b").chmod(0o755)

    assert (caught.value.path, caught.value.reason) == ("b/c", "Permission denied")
    assert tree() == {"a": b"old", "b": None, "b/c": b"old"}


def test_a_file_that_is_gone_when_it_is_read_was_not_there(tmp_path, fill, tree, monkeypatch):
    fill({"seen": b"old"})
    real_open = os.open

    def be_late(place, flags, mode=0o777):
        (tmp_path / "seen").unlink(missing_ok=True)
        return real_open(place, flags, mode)

    monkeypatch.setattr(os, "open", be_late)
    write(tmp_path, Plan({}, (), {"seen": None}))

    assert tree() == {}


@posix
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_is_planted_while_a_file_is_opened_is_not_read(tmp_path, fill, monkeypatch, kind):
    fill({"project/a": b"old", "secret": b"new"})
    place = tmp_path / "project/a"
    real_open = os.open

    def plant(path, flags):
        place.unlink()
        place.symlink_to("../secret") if kind == "link" else os.mkfifo(place)
        return real_open(path, flags)

    monkeypatch.setattr(os, "open", plant)

    with pytest.raises(WorkspaceError) as caught:
        write(tmp_path / "project", Plan({}, (), {"a": digest(b"new")}))
    assert (type(caught.value), caught.value.path) == (
        (OutputError, "a") if kind == "link" else (Conflict, "a")
    )
