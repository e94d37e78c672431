from __future__ import annotations

import re
from string import hexdigits

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.source import SourceFile, Span, digest

TEXTS = st.text(st.sampled_from("ab\n\r\f\v\x85\u2028界"), max_size=40)


def source(text):
    return SourceFile("a.yaml", text)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("\n", (0, 1)),
        ("a\nb\n", (0, 2, 4)),
        ("a\r\nb\r\n", (0, 3, 6)),
        ("a\rb\r", (0, 2, 4)),
        ("a\n\r\nb\r\r\n", (0, 2, 4, 6, 8)),
    ],
)
def test_lines_end_at_line_feeds_and_carriage_returns(text, starts):
    assert source(text).line_starts == starts


def test_lines_end_nowhere_else():
    assert source("a\fb\vc\x85d\u2028e\u2029f\x1cg").line_starts == (0,)


def test_a_line_is_given_without_its_end():
    file = source("one\ntwo\r\n\rfour")

    assert [file.line(number) for number in range(6)] == ["", "one", "two", "", "four", ""]


def test_columns_count_characters_and_not_bytes_or_columns_of_a_terminal():
    file = source("a\n実行😀\t{x}")

    assert file.span(6, 9) == Span("a.yaml", 2, 5, 2, 8)


def test_a_span_may_be_empty_and_may_end_at_the_end_of_the_file():
    file = source("ab\n")

    assert file.span(1, 1) == Span("a.yaml", 1, 2, 1, 2)
    assert file.span(0, 3) == Span("a.yaml", 1, 1, 2, 1)


def test_spans_sort_by_file_and_place():
    spans = [Span("b"), Span("a", 2, 1), Span("a", 1, 9), Span("a", 1, 9, 1, 12), Span("a", 10, 1)]

    assert sorted(spans) == [spans[2], spans[3], spans[1], spans[4], spans[0]]


@given(text=TEXTS, data=st.data())
@settings(max_examples=settings.default.max_examples * 2)
def test_a_place_is_what_counting_gives(text, data):
    index = data.draw(st.integers(0, len(text)))
    before = re.split(r"\r\n|\r|\n", text[:index])
    # In the middle of a line end, the line has not ended yet.
    if text[index - 1 : index + 1] == "\r\n" and index:
        before = [*before[:-2], f"{before[-2]}\r"]

    place = source(text).span(index, index)

    assert (place.line, place.column) == (len(before), len(before[-1]) + 1)


@given(TEXTS)
@example("\r\n")
@settings(max_examples=settings.default.max_examples * 2)
def test_the_lines_are_those_of_the_text(text):
    file = source(text)

    lines = [file.line(number + 1) for number in range(len(file.line_starts))]

    assert lines == re.split(r"\r\n|\r|\n", text)


def test_a_digest_is_sha_256():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest(b"a") != digest(b"b")
    assert set(digest(b"a")) <= set(hexdigits.lower())
