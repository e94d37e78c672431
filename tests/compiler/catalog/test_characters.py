from __future__ import annotations

import unicodedata

import pytest

from reasonbook.compiler.catalog.characters import (
    BIDI,
    as_parsed,
    blank_forbidden,
    check_encoding,
    check_file_characters,
    find_forbidden,
)
from reasonbook.compiler.diagnostics import MAX_FINDINGS

FORBIDDEN = [
    *(chr(point) for point in range(0x20) if chr(point) not in "\t\n\r"),
    *(chr(point) for point in range(0x7F, 0xA0)),
    *("\u2028", "\u2029", "\ud800", "\udfff", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\ufeff"),
    *("\U0001fffe", "\U0001ffff", "\U0010fffe", "\U0010ffff", *BIDI),
]
# What languages and emoji need, however invisible it is.
ALLOWED = (
    "\n\r \xa0\xad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u3000\u00e9\U0001f469\ue000\ufffd"
)


def check(source, text, *, tabs=True):
    return list(check_file_characters(source(text), tabs=tabs))


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda each: f"U+{ord(each):04X}")
def test_a_forbidden_character_is_found_where_it_stands(character, source):
    (found,) = check(source, f"a\nb{character}c")

    assert (found.span.line, found.span.column, found.span.end_column) == (2, 2, 3)
    assert found.code == ("RB109" if character in BIDI else "RB108")
    assert f"U+{ord(character):04X}" in found.message
    assert find_forbidden(f"ab{character}") == {character: 2}


def test_bidirectional_controls_are_those_that_unicode_has():
    classes = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}

    assert {unicodedata.bidirectional(each) for each in BIDI} == classes
    assert len(BIDI) == len(classes)


def test_other_characters_are_allowed(source):
    assert check(source, ALLOWED) == []
    assert find_forbidden(ALLOWED.replace("\r", "")) == {}


def test_a_tab_is_found_in_a_source_unless_its_lines_have_been_refused(source):
    assert [each.span.column for each in check(source, "a\tb")] == [2]
    assert check(source, "a\tb", tabs=False) == []


def test_a_value_has_no_tabs_and_no_carriage_returns():
    assert find_forbidden("a\r\nb\tc\td\r") == {"\r": 1, "\t": 4}


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\0", "the control character U+0000 (null) is not allowed"),
        ("\x01", "the control character U+0001 is not allowed"),
        ("\u2028", "the character U+2028 (line separator) is not allowed"),
        ("\ud800", "the surrogate U+D800 is not allowed"),
        ("\uffff", "the noncharacter U+FFFF is not allowed"),
        ("\u202e", "the bidirectional control character U+202E (right-to-left override) is not"),
    ],
)
def test_a_character_is_named_as_people_know_it(character, words, source):
    (found,) = check(source, character)

    assert found.message.startswith(words)


def test_a_character_that_stands_everywhere_is_not_reported_everywhere(source):
    found = check(source, "\x07" * 1000 + "\x08")

    assert len(found) == 101
    assert found[-1].span.column == 1001


def test_looking_for_characters_ends_somewhere(source):
    found = check(source, "\x07" * MAX_FINDINGS + "\x08")

    assert len(found) == 100


def test_blanking_and_parsing_shift_no_place():
    text = "a\0b\u202ec\td"

    assert blank_forbidden(text) == "a\ufffdb\ufffdc\td"
    assert as_parsed(text) == "a\ufffdb\ufffdc d"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_other_encodings_are_known_by_their_zeros(encoding, name, source):
    text = "format: reasonbook/1\n# ä\n".encode(encoding).decode(errors="replace")

    found = check_encoding(source(text))

    assert found is not None
    assert found.message == f"the file is {name}, not UTF-8"


def test_a_file_with_some_zeros_is_utf_8(source):
    assert check_encoding(source("")) is None
    assert check_encoding(source("no zeros at all")) is None
    assert check_encoding(source("a\0b: some zeros\0")) is None
