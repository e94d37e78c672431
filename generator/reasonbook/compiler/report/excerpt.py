"""
The line of a source that a finding is about, laid out for a terminal.

What is counted is columns of a terminal, which are not characters: see `characters.columns`.
Terminals disagree about emoji that are joined of several, and those that reorder right-to-left
letters put them elsewhere than the carets; no layout can know either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reasonbook.compiler.report.characters import braced, columns, command_marks, is_hidden
from reasonbook.compiler.report.model import last_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reasonbook.compiler.source import SourceFile, Span

WIDTH = 120
"""Columns of a line that are shown; more of it is cut to a window of this width."""
_LEAD = 20  # columns kept before a span that is itself wider than the window
_TAB = 4
# Characters on either side of the span's start that are laid out at all, so that a finding in a
# line of megabytes costs no more than another. Some are zero columns wide, hence more than WIDTH.
_REACH = 4 * WIDTH


@dataclass(frozen=True, slots=True)
class Excerpt:
    """
    One line and the carets below it.

    *column* counts the columns before the first caret. *last_line* is the line of the span's
    last character: greater than that of the excerpt where the span goes on.
    """

    text: str
    column: int
    carets: int
    last_line: int


class _Cell(NamedTuple):
    """How a character is written, and the columns from *start* up to *end* that it stands in."""

    text: str
    start: int
    end: int


class _Stretch(NamedTuple):
    """Columns from *start* up to *end*."""

    start: int
    end: int


def cut_excerpt(source: SourceFile, span: Span) -> Excerpt | None:
    """Return the first line of *span*, which does not end before it starts; None if it is not."""
    if not 1 <= span.line <= len(source.line_starts):
        return None
    begin, end = _bounds(source, span.line)
    first = min(max(begin, begin + span.column - 1), end)
    last = end if span.end_line > span.line else min(begin + span.end_column - 1, end)
    low, high = max(begin, first - _REACH), min(end, first + _REACH)
    cells = _lay_out(source.text[low:high])
    total = cells[-1].end if cells else 0
    marked = _marked(cells, first - low, min(last, high) - low)
    window = _window(marked, total)
    shown = [each for each in cells if window.start <= each.start and each.end <= window.end]
    left, right = (shown[0].start, shown[-1].end) if shown else (0, 0)
    before = "…" if low > begin or window.start > 0 else ""
    after = "…" if high < end or window.end < total else ""
    return Excerpt(
        text=before + "".join(each.text for each in shown) + after,
        column=len(before) + marked.start - left,
        carets=max(1, min(marked.end, right) - marked.start),
        last_line=last_line(span),
    )


def _bounds(source: SourceFile, line: int) -> tuple[int, int]:
    """Return the indexes of the first character of *line* and of its line end."""
    starts = source.line_starts
    begin = starts[line - 1]
    end = starts[line] if line < len(starts) else len(source.text)
    while end > begin and source.text[end - 1] in "\r\n":
        end -= 1
    return begin, end


def _lay_out(text: str) -> list[_Cell]:
    """Return the cell of each character; one of no width shares that of what it is drawn over."""
    commands = command_marks(text)
    cells: list[_Cell] = []
    start = end = 0
    for index, character in enumerate(text):
        if character == "\t":
            written = " " * (_TAB - end % _TAB)
            start, end = end, end + len(written)
        elif is_hidden(character) or index in commands:
            written = braced(character)
            start, end = end, end + len(written)
        else:
            written = character
            width = columns(character)
            start, end = (end, end + width) if width else (start, end)
        cells.append(_Cell(written, start, end))
    return cells


def _marked(cells: Sequence[_Cell], first: int, last: int) -> _Stretch:
    """Return the columns of the characters *first* up to *last*, which may be none."""
    start = cells[first].start if first < len(cells) else (cells[-1].end if cells else 0)
    return _Stretch(start, max(start, cells[last - 1].end) if last > first else start)


def _window(marked: _Stretch, total: int) -> _Stretch:
    """Return which of *total* columns to show: all, or WIDTH of them around the marked ones."""
    if marked.end <= WIDTH:
        return _Stretch(0, WIDTH)
    lead = max(_LEAD, (WIDTH - (marked.end - marked.start)) // 2)
    start = max(0, min(marked.start - lead, total - WIDTH))
    return _Stretch(start, start + WIDTH)
