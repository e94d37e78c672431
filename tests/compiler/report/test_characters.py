from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.report.characters import columns, escaped, is_hidden


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\t",
        "\x1b",
        "\x7f",
        "\x9b",
        "\xad",
        "\u061c",
        "\u115f",
        "\u200b",
        "\u200e",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2060",
        "\u2069",
        "\u3164",
        "\ud800",
        "\ufeff",
        "\uffa0",
        "\uffff",
        "\U000e0041",
    ],
)
def test_what_cannot_be_seen_is_written_as_its_code_point(character):
    assert is_hidden(character)
    assert escaped(f"a{character}b") == f"a\\u{{{ord(character):x}}}b"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "naïve",
        "実行",
        "\u0633\u200c\u0645",
        "👩\u200d🔧",
        "e\u0301",
        "❤\ufe0f",
        "\xa0",
    ],
)
def test_what_a_language_needs_stays_as_it_is(text):
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("##[add-path]/x", "#\\u{23}[add-path]/x"),
        ("##vso[task.setvariable]x", "#\\u{23}vso[task.setvariable]x"),
        ("see ###[x]", "see ##\\u{23}[x]"),
        ("##[a]##[b]", "#\\u{23}[a]#\\u{23}[b]"),
    ],
)
def test_a_command_to_a_build_runner_is_none_any_more(text, expected):
    assert escaped(text) == expected


@pytest.mark.parametrize("text", ["## heading", "#[derive]", "a ## b [c]", "##", "##1[x]"])
def test_what_only_looks_a_bit_like_a_command_stays(text):
    assert escaped(text) == text


def test_line_ends_stay_where_the_format_writes_them_its_own_way():
    assert escaped("a\r\nb\x1b", keep="\r\n") == "a\r\nb\\u{1b}"


@given(st.text(st.characters()))
def test_escaped_text_is_one_printable_line_of_utf_8_and_stays_so(text):
    shown = escaped(text)

    assert not any(is_hidden(each) for each in shown)
    assert "##[" not in shown
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert escaped(shown) == shown


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("a", 1),
        ("é", 1),
        ("¡", 1),  # ambiguous (UAX #11): narrow outside East Asia
        ("\uff76", 1),  # half-width katakana
        ("界", 2),
        ("\uff21", 2),
        ("한", 2),
        ("😀", 2),
        ("\u1112", 2),  # an initial of decomposed Hangul
        ("\u1161", 0),  # its vowel
        ("\u11ab", 0),  # its final
        ("\ud7b0", 0),
        ("\u0301", 0),
        ("\u20dd", 0),  # an enclosing mark
        ("\u0903", 1),  # a combining mark that takes space
        ("\u3099", 0),  # combining, though East Asian Wide
        ("\ufe0f", 0),
        ("\u200c", 0),
        ("\u200d", 0),
    ],
)
def test_columns_are_those_of_a_terminal(character, expected):
    assert columns(character) == expected
