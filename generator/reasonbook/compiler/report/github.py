"""
``github``: workflow commands, which GitHub Actions shows as annotations.

The escaping is that of the commands' own toolkit (``actions/toolkit``, core/src/command.ts).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.report.model import last_line, ordered

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.report.model import Report
    from reasonbook.compiler.source import Span

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def format_github(report: Report) -> str:
    """Return one command a finding, each on one line."""
    return "".join(f"{_command(each)}\n" for each in report.diagnostics)


def _command(finding: Diagnostic) -> str:
    properties = f"file={_property(finding.span.path)},{_place(ordered(finding.span))}"
    text = f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message
    title = _property(finding.code)
    return f"::{finding.severity} {properties},title={title}::{_shown(text).translate(_DATA)}"


def _place(span: Span) -> str:
    """Return where *span* is; GitHub takes columns only where it starts and ends on one line."""
    last = last_line(span)
    if last > span.line:
        return f"line={span.line},endLine={last}"
    start = f"line={span.line},col={span.column}"
    # Up to the next line's start there is no column on this line to end at.
    return start if span.end_line > last else f"{start},endColumn={span.end_column}"


def _property(text: str) -> str:
    return _shown(text).translate(_PROPERTY)


def _shown(text: str) -> str:
    """Return *text* with its line ends, which the escaping takes, and nothing else unseen."""
    return escaped(text, keep="\r\n")
