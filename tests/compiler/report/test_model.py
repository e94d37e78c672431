from __future__ import annotations

import pytest

from reasonbook.compiler.report.model import last_line, ordered
from reasonbook.compiler.source import Span


def test_a_span_that_names_only_its_start_is_empty_there():
    assert ordered(Span("a.yaml", 14, 3)) == Span("a.yaml", 14, 3, 14, 3)


@pytest.mark.parametrize("span", [Span("a"), Span("a", 1, 5, 2, 1), Span("a", 2, 3, 2, 4)])
def test_a_span_that_ends_after_its_start_stays_as_it_is(span):
    assert ordered(span) is span


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("a", 3, 1, 3, 1), 3),
        (Span("a", 3, 5, 3, 9), 3),
        (Span("a", 3, 5, 4, 1), 3),
        (Span("a", 3, 5, 4, 2), 4),
        (Span("a", 3, 5, 7, 1), 6),
    ],
)
def test_the_last_line_of_a_span_is_that_of_its_last_character(span, expected):
    assert last_line(span) == expected
