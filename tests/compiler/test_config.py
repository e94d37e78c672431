from __future__ import annotations

import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.config import (
    BUILT_IN_ACTIONABILITIES,
    Actionability,
    Limits,
    Settings,
    locate,
    read_settings,
)
from reasonbook.compiler.diagnostics import MAX_FINDINGS
from reasonbook.compiler.source import SourceFile

TABLE = "[tool.reasonbook]\n"
FRAGMENTS = st.sampled_from(
    [
        *(
            "[tool.reasonbook]",
            "[tool]",
            "[[a.b]]",
            "[a]",
            "reasonbook",
            "tool",
            "bundle",
            "limits",
        ),
        *(
            "sources",
            "actionability",
            "operator_label",
            "x",
            "=",
            " = ",
            "{",
            "}",
            "[",
            "]",
            ",",
            ".",
        ),
        *("\n", "\n", "\r\n", "\r", " ", "\t", "#", '"', "'", '"""', "'''", "\\", "\\u0041"),
        *("1", "true", "'a'", '"b"', "1979-05-27", "-inf", "9" * 20, "\x07", "é", "実", "\ud800"),
    ]
)


def source(text):
    return SourceFile("pyproject.toml", text)


def read(text):
    """Return the settings in *text*, the table that it is the content of."""
    found, findings = read_settings(source(TABLE + text))
    assert findings == ()
    return found


def faults(text):
    """Return what is wrong with *text*: line, column and message of each finding."""
    found, findings = read_settings(source(text))
    assert found is None
    return [(each.span.line, each.span.column, each.message) for each in findings]


def written(file, span):
    """Return what stands at *span*, which is in one line."""
    return file.line(span.line)[span.column - 1 : span.end_column - 1]


def test_an_empty_table_gives_the_defaults():
    assert read("") == Settings()
    assert Settings().sources == ("reasons/*.yaml",)


def test_every_setting_is_read():
    found = read(
        """
        bundle = "shop_reasons"
        version = "1.0.0+local"
        sources = ["a/*.yaml", "b.yaml"]
        locales = "translations"
        output = "build/python"
        templates = "my/templates"
        source_locale = "en_GB"
        surfaces = ["badge", "push_notification"]
        limits.operator_label = 30
        limits.short_explanation = 4096
        limits.operator_label_placeholders = true
        limits.operator_label_full_stop = true
        actionability.wait = {retryable = true, needs_human = false}
        """
    )

    assert found == Settings(
        bundle="shop_reasons",
        version="1.0.0+local",
        sources=("a/*.yaml", "b.yaml"),
        locales="translations",
        output="build/python",
        templates="my/templates",
        source_locale="en_GB",
        surfaces=("badge", "push_notification"),
        limits=Limits(30, 4096, operator_label_placeholders=True, operator_label_full_stop=True),
        actionability={"wait": Actionability(retryable=True, needs_human=False)},
    )


def test_a_project_knows_the_built_in_actionabilities_and_its_own():
    found = read("actionability.wait = {retryable = true, needs_human = false}")

    assert list(found.actionabilities) == [*BUILT_IN_ACTIONABILITIES, "wait"]
    assert Settings().actionabilities == BUILT_IN_ACTIONABILITIES


def test_paths_are_tidied_so_that_each_folder_has_one_name():
    found = read('locales = "./a//b/"\nsources = ["./reasons/*.yaml", "a/./b/**/*.yaml"]')

    assert found.locales == "a/b"
    assert found.sources == ("reasons/*.yaml", "a/b/**/*.yaml")


@pytest.mark.parametrize(
    "path", ["", ".", "/", "/etc", "..", "a/../..", "a\\b", "C:/a", "a\0b", "a\nb", "a\u202eb"]
)
def test_a_path_stays_inside_the_project(path):
    quoted = '"' + "".join(f"\\U{ord(each):08x}" for each in path) + '"'

    assert faults(f"{TABLE}output = {quoted}\n") == [
        (2, 1, "`output` must be a folder inside the project, with `/`")
    ]
    assert faults(f"{TABLE}sources = ['ok', {quoted}]\n") == [
        (2, 1, "`sources` must be a list of paths or patterns inside the project, with `/`")
    ]


@pytest.mark.parametrize("name", ["class", "json", "reasonbook"])
def test_a_bundle_is_not_called_like_something_that_it_would_hide(name):
    assert faults(f"{TABLE}bundle = '{name}'\n") == [
        (2, 1, f"`{name}` is the name of something else in Python")
    ]


@pytest.mark.parametrize("name", ["a", "shop_reasons", "a1_b2", "x" * 63])
def test_a_bundle_is_called_like_a_package(name):
    assert read(f"bundle = '{name}'").bundle == name


@pytest.mark.parametrize("name", ["", "A", "1a", "a-b", "a__b", "_a", "a_", "ä", "x" * 64, "a\\n"])
def test_a_bundle_is_not_called_like_no_package(name):
    (fault,) = faults(f'{TABLE}bundle = "{name}"\n')

    assert fault[:2] == (2, 1)
    assert fault[2].startswith("`bundle` must be made of lower case letters")


FORM = "`surfaces` must be a list of names made of lower case letters, digits and single `_`"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("'badge'", f"{FORM}, at most 63 characters"),
        ("{badge = 1}", f"{FORM}, at most 63 characters"),
        ("[1]", f"{FORM}, at most 63 characters"),
        ("['Badge']", f"{FORM}, at most 63 characters"),
        ("['a__b']", f"{FORM}, at most 63 characters"),
        ("['']", f"{FORM}, at most 63 characters"),
        (f"['{'x' * 64}']", f"{FORM}, at most 63 characters"),
        ("['badge', 'mail', 'badge']", "`surfaces` has `badge` twice"),
        ("['badge', 'detail']", "`detail` is there always and cannot be declared"),
        (f"{[f's{n}' for n in range(33)]}", "`surfaces` has 33 names, more than 32"),
    ],
)
def test_surfaces_are_names_each_once(value, message):
    assert faults(f"{TABLE}surfaces = {value}\n") == [(2, 1, message)]


@pytest.mark.parametrize("names", [[], ["a"], [f"s{n}" for n in range(32)]])
def test_a_project_declares_its_surfaces(names):
    assert read(f"surfaces = {names}").surfaces == tuple(names)


def test_a_file_that_is_not_toml_has_one_finding():
    assert faults(TABLE + "bundle = shop\n") == [(2, 10, "this is not TOML: Invalid value")]
    assert faults("") == [(1, 1, "there is no [tool.reasonbook] table")]


def test_a_file_that_python_cannot_read_has_one_finding():
    assert faults(f"{TABLE}sources = {'[' * 5000}") == [(1, 1, "the file is nested too deeply")]
    assert faults(f"x = {'9' * 5000}\n{TABLE}") == [(1, 5, "the number is too long")]


@pytest.mark.parametrize("statement", ["a = 1\na = 2", "[a]\n[a]", "a = {}\na.b = 1"])
def test_what_stands_twice_is_found_where_it_stands_again(statement):
    (fault,) = faults(statement)

    assert fault == (2, 1, "this key or table stands here a second time")


@pytest.mark.parametrize(
    ("text", "table", "key", "expected"),
    [
        ("[tool.reasonbook]\nbundle = 1", "tool.reasonbook", "bundle", (2, "bundle")),
        ("[ tool . reasonbook ]\n'bundle' = 1", "tool.reasonbook", "bundle", (2, "'bundle'")),
        ("tool.reasonbook.bundle = 1", "tool.reasonbook", "bundle", (1, "tool.reasonbook.bundle")),
        ("tool = {reasonbook = {a = [1, {b = 2}], c = 1}}", "tool.reasonbook", "c", (1, "c")),
        ("[[tool]]\nx = [[], {y = {}}]\n[[tool]]\n[tool.z]\n", "tool", "z", (4, "tool.z")),
        ("[a]\nx = '''\n[tool]\ny = 1\n'''\n[tool]\ny = 2", "tool", "y", (7, "y")),
        ('[a]\nx = """\\"""\ny = 1\n"""\ny = 2', "a", "y", (5, "y")),
        ("[a]\n# y = 1\ny = '#' # y", "a", "y", (3, "y")),
        ("[a]\r\nx = [\r\n  1, # y = 1\r\n]\r\ny = 2\r\n", "a", "y", (5, "y")),
        ('[a]\nb."c.d"."e" = 1', "a.b", "c.d", (2, 'b."c.d"."e"')),
        ("[a]\nb = 1", "a", "c", (1, "a")),
        ("[a]\nb = 1", "x.y", "c", (1, "")),
    ],
)
def test_a_key_is_found_however_it_is_written(text, table, key, expected):
    file = source(text)
    tomllib.loads(text)

    span = locate(file, table, key)

    assert (span.line, written(file, span)) == expected


@given(st.lists(FRAGMENTS, max_size=12).map("".join), st.booleans())
@settings(max_examples=settings.default.max_examples * 3)
def test_no_text_whatever_breaks_the_reading_of_settings(text, has_table):
    file = source(TABLE + text if has_table else text)

    found, findings = read_settings(file)

    assert (found is None) == bool(findings)
    for each in findings:
        assert 1 <= each.span.line <= each.span.end_line <= len(file.line_starts)
        assert 1 <= each.span.column <= len(file.line(each.span.line)) + 2


def test_thousands_of_unknown_settings_do_not_take_long():
    text = TABLE + "".join(f"setting_{number} = 1\n" for number in range(5_000))
    begin = time.perf_counter()

    findings = faults(text)

    assert findings[-1] == (5_001, 1, "the setting `setting_4999` is unknown in [tool.reasonbook]")
    # Looking each of them up from the start of the file takes a minute.
    assert time.perf_counter() - begin < 10


def test_a_file_has_only_so_many_findings():
    text = TABLE + "".join(f"a{number} = 1\n" for number in range(MAX_FINDINGS + 1))

    assert len(faults(text)) == MAX_FINDINGS
