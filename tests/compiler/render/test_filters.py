"""Values as source text."""

from __future__ import annotations

import ast
import sys
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.catalog.model import PlaceholderType
from reasonbook.compiler.catalog.resolved import EnumValue, Placeholder
from reasonbook.compiler.render.filters import (
    FILTERS,
    Source,
    annotation,
    comment,
    describe,
    dotted,
    name,
    names,
    py,
)

EVERYTHING = st.text(st.characters())
TYPES = {
    "string": "str",
    "integer": "int",
    "number": "float | Decimal",
    "percent": "float | Decimal",
    "currency": "Money",
    "date": "date",
    "time": "time",
    "datetime": "datetime",
    "duration": "timedelta",
    "list": "list[str] | tuple[str, ...]",
}
VALUES = st.recursive(
    EVERYTHING | st.integers() | st.booleans() | st.none(),
    lambda each: st.lists(each) | st.lists(each).map(tuple),
    max_leaves=10,
)


@given(VALUES)
def test_a_literal_gives_its_value_back_and_is_printable_ascii(value):
    literal = py(value)

    assert type(literal) is Source
    assert ast.literal_eval(literal) == value
    assert literal.isascii()
    assert literal.isprintable()


def test_every_character_survives_as_a_literal():
    for start in range(0, sys.maxunicode + 1, 0x8000):
        text = "".join(map(chr, range(start, start + 0x8000)))
        literal = py(text)
        assert ast.literal_eval(literal) == text
        assert literal.isascii()


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("", '""'),
        ("a", '"a"'),
        ("a'b", '''"a'b"'''),
        ('a"b', """'a"b'"""),
        ("'\"", "'\\'\"'"),
        ("a\\", '"a\\\\"'),
        ("é\u202e\n", r'"\xe9\u202e\n"'),
        ("\U0001f600", r'"\U0001f600"'),
        (True, "True"),
        (1, "1"),
        (None, "None"),
        ((), "()"),
        (("a",), '("a",)'),
        (("a", 1), '("a", 1)'),
        (["a"], '["a"]'),
        ([], "[]"),
        (Source("x"), '"x"'),
    ],
)
def test_a_literal_is_written_with_double_quotes_where_that_is_shorter(value, literal):
    assert py(value) == literal


@pytest.mark.parametrize("value", [0.5, b"a", {"a": 1}, {1}, 1j, object(), ..., ["a", 0.5]])
def test_a_value_without_a_literal_of_ours_is_refused(value):
    with pytest.raises(TypeError, match=r"`py` cannot write a value of type"):
        py(value)


@pytest.mark.parametrize("value", ["a", "_a", "A1", "match", "type", "__package__", Source("x")])
def test_a_name_is_itself(value):
    assert name(value) == value
    assert type(name(value)) is Source


@pytest.mark.parametrize(
    "value", ["", "1a", "a b", "a-b", "é", "ﬁ", "class", "None", "True", "a\n", 1, None, ("a",)]
)
def test_what_is_no_name_is_refused(value):
    with pytest.raises(ValueError, match="is no Python name"):
        name(value)


def test_names_have_commas_between_them():
    assert names(("a", "b")) == "a, b"
    assert names(iter(["a"])) == "a"
    with pytest.raises(ValueError, match="'b c' is no Python name"):
        names(["a", "b c"])
    with pytest.raises(TypeError, match="`names` takes a list"):
        names("abc")


@pytest.mark.parametrize("value", ["a", "a.b", "collections.abc", "_a._b.c", Source("x.y")])
def test_a_name_with_dots_is_itself(value):
    assert dotted(value) == value
    assert type(dotted(value)) is Source


@pytest.mark.parametrize(
    "value",
    ["", ".", "a.", ".a", "a..b", "a.class", "a b", "a.b c", "a.\u00e9", "a\n", 1, None, ("a",)],
)
def test_what_is_no_name_with_dots_is_refused(value):
    with pytest.raises(ValueError, match="is no Python name"):
        dotted(value)


@pytest.mark.parametrize("kind", TYPES)
def test_the_type_of_a_placeholder_is_written_as_python_has_it(kind):
    written = annotation(placeholder(kind))

    assert written == TYPES[kind]
    assert type(written) is Source
    assert annotation(placeholder(kind, required=False)) == f"{written} | None"


def test_every_type_of_the_language_can_be_written():
    def types(annotated):
        inner = get_args(annotated)
        return {each for part in inner for each in types(part)} if inner else {annotated}

    assert types(PlaceholderType) == {*TYPES, "enum"}


@given(st.lists(EVERYTHING, min_size=1))
def test_the_values_of_an_enum_come_back_from_its_type(texts):
    values = tuple(EnumValue(each, "x", "x") for each in texts)
    written = annotation(placeholder("enum", values=values))
    inside = ast.parse(written, mode="eval").body.slice

    assert written.isascii()
    assert written.startswith("Literal[")
    assert [ast.literal_eval(each) for each in getattr(inside, "elts", [inside])] == texts
    assert annotation(placeholder("enum", values=values, required=False)) == f"{written} | None"


@pytest.mark.parametrize("value", ["string", None, 1, EnumValue("a", "b", "c"), ("a",)])
def test_nothing_but_a_placeholder_has_a_type(value):
    with pytest.raises(TypeError, match="`annotation` knows placeholders, not "):
        annotation(value)


def placeholder(kind, **facts):
    return Placeholder("p", kind, None, "", **facts)


@given(EVERYTHING)
def test_a_comment_is_one_line_that_ends_nothing(text):
    try:
        line = comment(text)
    except ValueError:
        assert text.strip().startswith(("type:", "mypy:", "pyright:"))
        return

    assert len(line) <= len(text)
    assert ast.dump(ast.parse(f"# {line}\n")) == ast.dump(ast.parse(""))
    assert len(f"# {line}".splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("a\nb\tc\rd", "a b c d"),
        (" a ", "a"),
        ("a\x00\x0b\x0c\x1b\x85\u2028\u202e\u2066\ud800\uffffb", "a" + "\ufffd" * 10 + "b"),
        (
            "a\u200d\u200b\u00ad\u00a0\ue000\U0001fae8b",
            "a\u200d\u200b\u00ad\u00a0\ue000\U0001fae8b",
        ),
        (1, "1"),
        ("a type: b", "a type: b"),
        ("type of a thing", "type of a thing"),
    ],
)
def test_a_comment_keeps_what_can_do_no_harm(value, line):
    assert comment(value) == line


@pytest.mark.parametrize(
    "value", ["type: ignore", " type:x", "mypy: a", "pyright: basic", "\ntype: x"]
)
def test_a_comment_that_a_type_checker_obeys_is_refused(value):
    with pytest.raises(ValueError, match="type checkers obey a comment like"):
        comment(value)


def test_an_enum_and_a_reason_describe_themselves(whole):
    (enum,) = whole.catalogue.enums

    assert describe(enum) == 'Why a run "ended".'
    assert describe(enum.reasons[2]) == "Run lost\n\nNobody knows."
    assert describe(enum.reasons[3]) == "Run is slow\n\n{files} files are slow in {stage}."
    with pytest.raises(TypeError, match="knows enums and reasons, not str"):
        describe("x")


def test_an_enum_without_a_description_names_its_source(compile_):
    files = {"reasons/a.yaml": "format: reasonbook/1\ncatalog: {module: m, enum: E}\nreasons: {}\n"}

    assert describe(compile_(files).catalogue.enums[0]) == "The reasons of reasons/a.yaml."


def test_the_table_has_every_filter():
    assert {
        "annotation": annotation,
        "comment": comment,
        "describe": describe,
        "dotted": dotted,
        "name": name,
        "names": names,
        "py": py,
    } == FILTERS
