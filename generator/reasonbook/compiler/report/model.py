"""
What every format is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Report:
    """
    Findings in the order in which they are to be shown, and what showing them takes.

    *sources* gives the text of a path for an excerpt; a path may be absent. *colour* matters to
    ``full`` alone. *version* is reasonbook's.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceFile]
    colour: bool
    version: str


def ordered(span: Span) -> Span:
    """
    Return *span*, or the empty span at its start if it ends before it starts.

    A finding that names only a line and a column has such a span: its end stays at the default.
    """
    if (span.end_line, span.end_column) >= (span.line, span.column):
        return span
    return replace(span, end_line=span.line, end_column=span.column)


def last_line(span: Span) -> int:
    """Return the line of the last character of *span*: up to a line's start is the line before."""
    return max(span.line, span.end_line - (span.end_column == 1))
