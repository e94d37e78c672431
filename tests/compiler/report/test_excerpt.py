from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.report.excerpt import WIDTH, Excerpt, cut_excerpt
from reasonbook.compiler.source import SourceFile, Span

AWKWARD = st.sampled_from(
    "ab #[\t界한\uff21\u0301\u20dd\u1161\u115f\u200d\u200b\u202e\x1b\x85\ud800\udc00\u2028"
)
IN_LINE = st.characters(exclude_characters="\r\n")
LINES = st.text(AWKWARD | IN_LINE, max_size=60)


def excerpt(line, start, end):
    return cut_excerpt(SourceFile("a", line), Span("a", 1, start + 1, 1, end + 1))


def hidden(character):
    """Tell whether *character* is written as its code point: told anew, not as the code does."""
    if character in "\u115f\u1160\u3164\uffa0":
        return True
    if character in "\u200c\u200d":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"}


def width(character):
    jamo = "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    if unicodedata.category(character) in ("Mn", "Me") or character in "\u200c\u200d" or jamo:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_command(line, index):
    rest = line[index + 1 :].lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return line[max(0, index - 1) : index + 1] == "##" and rest.startswith("[")


def layout(line):
    """Return the column in which each character of *line* starts, and the columns of it all."""
    places, total = [], 0
    for index, character in enumerate(line):
        if character == "\t":
            taken = 4 - total % 4
        elif hidden(character) or is_command(line, index):
            taken = len(f"{ord(character):x}") + 4
        else:
            taken = width(character)
        # What has no column of its own stands over the character before it.
        places.append(total if taken or not places else places[-1])
        total += taken
    return places, total


@settings(max_examples=settings.default.max_examples * 3)
@given(LINES, st.data())
def test_the_first_caret_stands_under_the_first_character_of_the_span(line, data):
    places, total = layout(line)
    assume(total <= WIDTH)
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line) + 3))

    found = excerpt(line, start, end)

    assert found.column == [*places, total][start]
    assert found.column + found.carets <= max(total, found.column + 1)
    assert not any(hidden(each) for each in found.text)
    assert sum(map(width, found.text)) == total


@settings(max_examples=settings.default.max_examples)
@given(
    st.text(AWKWARD | IN_LINE, max_size=900),
    st.text(AWKWARD, max_size=3).map(lambda text: f"◆{text}"),
    st.text(AWKWARD | IN_LINE, max_size=900),
)
def test_a_long_line_is_cut_to_a_window_in_which_the_caret_still_points_at_the_span(
    before, marked, after
):
    assume("◆" not in before + after)

    found = excerpt(before + marked + after, len(before), len(before) + len(marked))

    assert sum(map(width, found.text)) <= WIDTH + 2
    assert sum(map(width, found.text.partition("◆")[0])) == found.column
    assert found.column + found.carets <= WIDTH + 2


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("", 0, 0, Excerpt("", 0, 1, 1)),
        ("abc", 0, 0, Excerpt("abc", 0, 1, 1)),
        ("abc", 1, 3, Excerpt("abc", 1, 2, 1)),
        ("abc", 3, 3, Excerpt("abc", 3, 1, 1)),
        ("abc", 9, 12, Excerpt("abc", 3, 1, 1)),
        ("abc", 2, 99, Excerpt("abc", 2, 1, 1)),
        ("界界x", 1, 2, Excerpt("界界x", 2, 2, 1)),
        ("e\u0301x", 1, 2, Excerpt("e\u0301x", 0, 1, 1)),
        ("\u0301x", 0, 1, Excerpt("\u0301x", 0, 1, 1)),
        ("\u0301", 1, 1, Excerpt("\u0301", 0, 1, 1)),
        ("a\tb\tc", 1, 2, Excerpt("a   b   c", 1, 3, 1)),
        ("abcd\te", 5, 6, Excerpt("abcd    e", 8, 1, 1)),
        ("\u202eab", 1, 2, Excerpt("\\u{202e}ab", 8, 1, 1)),
        ("\ud800ab", 0, 1, Excerpt("\\u{d800}ab", 0, 8, 1)),
        ("##[x]", 1, 3, Excerpt("#\\u{23}[x]", 1, 7, 1)),
    ],
)
def test_a_line_and_its_carets(line, start, end, expected):
    assert excerpt(line, start, end) == expected


@pytest.mark.parametrize(
    ("end", "carets", "last"), [((1, 3), 1, 1), ((2, 1), 4, 1), ((2, 2), 4, 2), ((9, 1), 4, 8)]
)
def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first(end, carets, last):
    found = cut_excerpt(SourceFile("a", "abcde\r\nf\n"), Span("a", 1, 2, *end))

    assert found == Excerpt("abcde", 1, carets, last)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("a\nb", 2, "b"),
        ("a\r\nb\r\n", 1, "a"),
        ("a\rb", 1, "a"),
        ("a\n", 2, ""),
        ("a\n\r\nc", 2, ""),
        ("a\x0cb\x85c", 1, "a\\u{c}b\\u{85}c"),
    ],
)
def test_lines_are_those_of_the_source(text, line, expected):
    assert cut_excerpt(SourceFile("a", text), Span("a", line, 1, line, 1)).text == expected


@pytest.mark.parametrize("line", [0, 3])
def test_a_line_that_the_source_does_not_have_gives_no_excerpt(line):
    assert cut_excerpt(SourceFile("a", "a\nb"), Span("a", line, 1, line, 1)) is None


def test_a_line_of_just_the_width_is_not_cut():
    line = "x" * WIDTH

    assert excerpt(line, WIDTH - 1, WIDTH) == Excerpt(line, WIDTH - 1, 1, 1)


def test_a_span_near_the_start_of_a_long_line_cuts_only_its_end():
    found = excerpt("{id}" + "x" * WIDTH, 0, 4)

    assert found == Excerpt("{id}" + "x" * (WIDTH - 4) + "…", 0, 4, 1)


def test_a_span_near_the_end_of_a_long_line_cuts_only_its_start():
    found = excerpt("x" * 500 + "{id}", 500, 504)

    assert found == Excerpt("…" + "x" * (WIDTH - 4) + "{id}", WIDTH - 3, 4, 1)


def test_a_span_wider_than_the_window_is_marked_to_the_window_s_end():
    found = excerpt("x" * 100 + "y" * 300, 100, 400)

    assert found == Excerpt("…" + "x" * 20 + "y" * 100 + "…", 21, 100, 1)


def test_characters_that_the_window_would_cut_in_two_are_left_out():
    found = excerpt("界" * 200 + "ab" + "界" * 200, 200, 201)

    assert found.text == "…" + "界" * 29 + "ab" + "界" * 29 + "…"
    assert found.column == 1 + 58


def test_an_excerpt_of_a_huge_line_is_cheap():
    source = SourceFile("a", "界" * 4_000_000)
    assert source.line_starts == (0,)

    begin = time.perf_counter()
    for start in range(0, 4_000_000, 40_000):
        cut_excerpt(source, Span("a", 1, start + 1, 1, start + 2))

    # A hundred of them: laying out the whole line takes more than a second each time.
    assert time.perf_counter() - begin < 20
