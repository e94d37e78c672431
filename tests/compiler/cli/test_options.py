from __future__ import annotations

from pathlib import Path

import pytest

from reasonbook.compiler.cli.options import find_project, has_settings

TABLE = '[tool.reasonbook]\nbundle = "a"\n'


@pytest.mark.usefixtures("folder")
def test_a_folder_that_is_given_is_taken():
    assert find_project(Path("elsewhere")) == Path("elsewhere")


def test_a_project_is_found_from_below(project, monkeypatch):
    below = project.root / "reasons" / "deep"
    below.mkdir()
    monkeypatch.chdir(below)

    assert find_project(None) == project.root


def test_the_nearest_project_is_taken(project, monkeypatch):
    project.write("inner/pyproject.toml", TABLE)
    monkeypatch.chdir(project.root / "inner")

    assert find_project(None) == project.root / "inner"


def test_settings_of_other_tools_are_passed_over(project, monkeypatch):
    project.write("inner/pyproject.toml", '[project]\ndependencies = ["reasonbook"]\n')
    monkeypatch.chdir(project.root / "inner")

    assert find_project(None) == project.root


def test_where_no_project_is_the_current_folder_is_meant(folder):
    assert find_project(None) == folder.root


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        'tool.reasonbook.bundle = "a"\n',
        '[tool]\nreasonbook = {bundle = "a"}\n',
        "[tool.reasonbook]\nbundel = 1\n",
        "[tool.reasonbook]\nbundle = 1\n",
        "[tool.reasonbook]\nbundle = \n",
        b"[tool.reasonbook]\nbundle = '\xff'\n",
        "[tool.reasonbook.limits]\noperator_label = 10\n",
    ],
)
def test_these_are_settings_right_or_wrong(folder, text):
    folder.write("pyproject.toml", text)

    assert has_settings(folder.root)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# reasonbook\n",
        '[project]\nname = "reasonbook"\n',
        "[tool]\nreasonbook = 3\n",
        "[tool.ruff]\n",
        "[project\n",
        "tool = 1\n",
        "a = " + "[" * 5000,
    ],
)
def test_these_are_none(folder, text):
    folder.write("pyproject.toml", text)

    assert not has_settings(folder.root)


def test_a_folder_without_the_file_has_none(folder):
    assert not has_settings(folder.root)


def test_a_file_that_is_a_link_has_none(folder, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(TABLE, encoding="utf-8")
    (folder.root / "pyproject.toml").symlink_to(other)

    assert not has_settings(folder.root)
