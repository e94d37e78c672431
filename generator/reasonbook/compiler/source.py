"""
Source texts and places in them.

Everything that can be wrong in a project is wrong at a place: a file, a line, a column.
Lines and columns count from 1, columns in code points (not bytes, not UTF-16 units), as
compilers print them; a position in an editor's protocol would have to be converted.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """
    A stretch of one file.

    *path* is relative to the project's root, with forward slashes. *end_column* is the first
    column that does not belong to the span any more, so an empty span has both ends equal.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True)
class SourceFile:
    """
    A decoded text with its path.

    *text* has no byte order mark. Lines end where YAML 1.2 and gettext end them: at LF, CR LF
    or a lone CR, and nowhere else, so that a form feed or U+2028 shifts no line number.
    """

    path: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The index of each line's first character in *text*."""
        return (0, *(each.end() for each in _LINE_END.finditer(self.text)))

    def line(self, number: int) -> str:
        """Return line *number* (from 1) without its line end; "" where there is no such line."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters *start* to *end* (exclusive) of the text."""
        line, column = self._place(start)
        end_line, end_column = self._place(end)
        return Span(self.path, line, column, end_line, end_column)

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, index)
        return line, index - self.line_starts[line - 1] + 1


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data* as 64 hexadecimal digits: what a file was when it was read."""
    return hashlib.sha256(data).hexdigest()
