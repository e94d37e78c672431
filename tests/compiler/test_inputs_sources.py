from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reasonbook.compiler.inputs import InputError, find_sources, list_folders, read_bytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or modes of POSIX")


def fill(root, *paths):
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.encode())


def reason_of(root, path):
    with pytest.raises(InputError) as caught:
        read_bytes(root, path, limit=1)
    return caught.value.reason


def test_sources_are_sorted_by_code_point_and_listed_once(tmp_path):
    fill(tmp_path, "reasons/b.yaml", "reasons/Z.yaml", "reasons/ä.yaml", "reasons/a.yml", "x.yaml")

    found = find_sources(tmp_path, ["reasons/*.yaml", "reasons/[bZ].yaml", "./reasons//b.yaml"])

    assert found == ("reasons/Z.yaml", "reasons/b.yaml", "reasons/ä.yaml")


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.yaml", ("r.yaml",)),
        ("**/*.yaml", ("a/b/s.yaml", "a/s.yaml", "r.yaml")),
        ("**/**/*.yaml", ("a/b/s.yaml", "a/s.yaml", "r.yaml")),
        ("a/**", ("a/b/s.yaml", "a/s.yaml", "a/t.txt")),
        ("a/**/b/**/*.yaml", ("a/b/s.yaml",)),
        ("?/s.yaml", ("a/s.yaml",)),
        ("*/*/*.yaml", ("a/b/s.yaml",)),
        ("r.yaml", ("r.yaml",)),
        ("R.yaml", ()),
        ("r.yaml/x", ()),
        ("a", ()),
        ("nowhere/*.yaml", ()),
        ("", ()),
        (".", ()),
    ],
)
def test_a_pattern_selects(tmp_path, pattern, found):
    fill(tmp_path, "r.yaml", "a/s.yaml", "a/t.txt", "a/b/s.yaml")

    assert find_sources(tmp_path, [pattern]) == found


def test_no_folder_is_listed_more_often_than_the_pattern_has_parts(tmp_path, monkeypatch):
    fill(tmp_path, "a/b/c/d/e/f/g/h/i/j/s.yaml")
    listed, real = [], Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda place: (listed.append(place), real(place))[1])

    found = find_sources(tmp_path, ["**/**/**/**/**/**/*.yaml"])

    assert found == ("a/b/c/d/e/f/g/h/i/j/s.yaml",)
    assert len(listed) == 11 * 7


def test_hidden_and_installed_folders_are_left_out_unless_they_are_spelled(tmp_path):
    hidden = (".venv/a.yaml", ".git/x/a.yaml", "b/.#a.yaml", "node_modules/x/a.yaml")
    fill(tmp_path, "b/a.yaml", *hidden)

    assert find_sources(tmp_path, ["**/*.yaml", "*/*.yaml", "*/*/*.yaml"]) == ("b/a.yaml",)
    assert find_sources(tmp_path, [".venv/*.yaml"]) == (".venv/a.yaml",)
    assert find_sources(tmp_path, ["b/.*.yaml"]) == ("b/.#a.yaml",)
    assert find_sources(tmp_path, ["node_modules/**/*.yaml"]) == ("node_modules/x/a.yaml",)


@posix
def test_linked_folders_lead_neither_out_nor_in_circles(tmp_path):
    root = tmp_path / "project"
    fill(tmp_path, "project/a/s.yaml", "secret/t.yaml")
    (root / "a/self").symlink_to(".")
    (root / "b").symlink_to("a")
    (root / "out").symlink_to("../secret")

    assert find_sources(root, ["**/*.yaml"]) == ("a/s.yaml",)
    assert find_sources(root, ["*/*.yaml"]) == ("a/s.yaml", "b/s.yaml")
    with pytest.raises(InputError, match="out: leads outside the project"):
        find_sources(root, ["out/*.yaml"])


@posix
def test_a_link_or_a_pipe_that_matches_is_listed_so_that_reading_refuses_it(tmp_path):
    (tmp_path / "a.yaml").symlink_to("nowhere")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()

    found = find_sources(tmp_path, ["*.yaml"])

    assert found == ("a.yaml", "loop.yaml", "pipe.yaml")
    assert [reason_of(tmp_path, path) for path in found] == [
        "is a symbolic link",
        "is a symbolic link",
        "is not a regular file",
    ]


@pytest.mark.parametrize("pattern", ["../*.yaml", "a/../*.yaml", "/etc/*", "C:/*", "a\\*.yaml"])
def test_a_pattern_that_leads_outside_is_refused(tmp_path, pattern):
    with pytest.raises(InputError) as caught:
        find_sources(tmp_path, ["*.yaml", pattern])

    assert caught.value.path == pattern


def test_a_root_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"^\.: No such file$"):
        find_sources(tmp_path / "nowhere", ["*.yaml"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf_8_is_refused_where_it_matches(tmp_path):
    os.mkdir(os.fsencode(tmp_path) + b"/d\xe9")  # noqa: PTH102  pathlib cannot spell the name

    assert find_sources(tmp_path, ["*.yaml"]) == ()
    with pytest.raises(InputError, match=r"^d\\udce9: has a name that is not UTF-8$"):
        find_sources(tmp_path, ["*/*.yaml"])
    with pytest.raises(InputError, match=r"^d\\udce9: has a name that is not UTF-8$"):
        list_folders(tmp_path, ".")


def test_folders_are_listed_by_name_without_files_and_hidden_ones(tmp_path):
    fill(tmp_path, "locales/de/a", "locales/ar/a", "locales/.git/a", "locales/x.pot")

    assert list_folders(tmp_path, "locales") == ("ar", "de")
    assert list_folders(tmp_path, ".") == ("locales",)
    assert list_folders(tmp_path, "nowhere") == ()


@posix
def test_a_list_of_folders_needs_a_folder_inside(tmp_path):
    root = tmp_path / "project"
    fill(tmp_path, "project/a", "secret/de/a")
    (root / "locales").symlink_to("../secret")

    with pytest.raises(InputError, match="locales: leads outside the project"):
        list_folders(root, "locales")
    with pytest.raises(InputError, match="a: Not a directory"):
        list_folders(root, "a")
    with pytest.raises(InputError, match=r"\.\./x: leads outside the project"):
        list_folders(root, "../x")


@posix
def test_a_linked_folder_is_refused(tmp_path):
    fill(tmp_path, "locales/de/a")
    (tmp_path / "locales/de_AT").symlink_to("de")

    with pytest.raises(InputError, match="locales/de_AT: is a symbolic link"):
        list_folders(tmp_path, "locales")
