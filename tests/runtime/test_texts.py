from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime.texts import literal, parse, render

NAMES = ("run_id", "n", "x")
texts = st.lists(st.sampled_from(["{", "}", "{{", "}}", "{n}", "{run_id}", "{y}", "a", "ä\n", ""]))
GRAMMAR = re.compile(r"\{\{|\}\}|\{(?P<name>[^}]*)\}|[^{}]")


def reference(text, values):
    """Render *text* by the grammar alone; None if it is not of the grammar."""
    out, at = "", 0
    while at < len(text):
        match = GRAMMAR.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["name"] is None:
            out += match[0][0]
        elif match["name"] in NAMES:
            out += values.get(match["name"], match[0])
        else:
            return None
    return out


@given(texts.map("".join) | st.text(), st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_rendering_equals_the_reference(text, values):
    template = parse(text, NAMES)
    rendered = None if template is None else render(template, values.get)

    assert rendered == reference(text, values)


@given(st.lists(st.text(st.characters(exclude_characters="{}")) | st.sampled_from(NAMES)))
def test_a_text_without_doubled_braces_is_what_format_map_makes_of_it(pieces):
    text = "".join("{" + each + "}" if each in NAMES else each for each in pieces)
    values = {name: f"<{name}>" for name in NAMES}

    assert render(parse(text, NAMES), values.get) == text.format_map(values)


@given(st.text())
def test_a_literal_is_itself(text):
    assert render(literal(text), {}.get) == text


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("", ""),
        ("Run {run_id} failed.", "Run A failed."),
        ("{run_id}{n}{run_id}", "A1A"),
        ("{{run_id}}", "{run_id}"),
        ("{{{run_id}}}", "{A}"),
        ("{x}", "{x}"),
        ("100 %s %(n)s", "100 %s %(n)s"),
    ],
)
def test_a_text_is_rendered_with_its_values(text, rendered):
    assert render(parse(text, NAMES), {"run_id": "A", "n": "1"}.get) == rendered


def test_a_value_is_never_parsed():
    assert render(parse("{run_id} {n}", NAMES), {"run_id": "{n}", "n": "{{1}}"}.get) == "{n} {{1}}"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "}",
        "a { b",
        "{run_id",
        "{run_id}}",
        "{{run_id}",
        "{}",
        "{0}",
        "{y}",
        "{run_id.x}",
        "{run_id[0]}",
        "{run_id!r}",
        "{run_id:>9}",
        "{ run_id }",
        "{n{n}}",
        "{run_id\u200b}",
        "{RUN_ID}",
    ],
)
def test_what_is_not_of_the_grammar_does_not_parse(text):
    assert parse(text, NAMES) is None


def test_a_megabyte_of_braces_takes_no_time_to_speak_of():
    assert parse("{{" * 500_000, NAMES).literals == ("{" * 500_000,)
    assert parse("{n}" * 300_000 + "{", NAMES) is None
