"""
``full``: findings as rustc and ruff show them, with the line and carets below it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.report.excerpt import cut_excerpt
from reasonbook.compiler.report.model import ordered
from reasonbook.compiler.report.sgr import Style, paint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.report.excerpt import Excerpt
    from reasonbook.compiler.report.model import Report

_STYLES = {Severity.ERROR: Style.BOLD_RED, Severity.WARNING: Style.BOLD_YELLOW}


def format_full(report: Report) -> str:
    """Return a block of lines for each finding, then how many there are."""
    if not report.diagnostics:
        return ""
    lines: list[str] = []
    for each in report.diagnostics:
        lines.extend((*_finding(each, report), ""))
    lines.append(_summary(report))
    return "\n".join(lines) + "\n"


def _finding(finding: Diagnostic, report: Report) -> Iterator[str]:
    span = ordered(finding.span)
    margin = " " * len(str(span.line))
    title = paint(
        f"{finding.severity}[{escaped(finding.code)}]",
        _STYLES[finding.severity],
        colour=report.colour,
    )
    yield title + paint(f": {escaped(finding.message)}", Style.BOLD, colour=report.colour)
    arrow = paint(f"{margin}-->", Style.BLUE, colour=report.colour)
    yield f"{arrow} {escaped(span.path)}:{span.line}:{span.column}"
    source = report.sources.get(span.path)
    excerpt = cut_excerpt(source, span) if source is not None else None
    if excerpt is not None:
        yield from _excerpt(excerpt, finding, report)
    if finding.help:
        sign = paint(f"{margin} =", Style.BLUE, colour=report.colour)
        yield f"{sign} help: {escaped(finding.help)}"


def _excerpt(excerpt: Excerpt, finding: Diagnostic, report: Report) -> Iterator[str]:
    line = finding.span.line
    gutter = paint(f"{' ' * len(str(line))} |", Style.BLUE, colour=report.colour)
    carets = "^" * excerpt.carets
    if excerpt.last_line > line:
        carets += f" ... to line {excerpt.last_line}"
    # An editor that strips trailing blanks must find none in what is pasted into it.
    text = f" {excerpt.text}".rstrip(" ")
    yield gutter
    yield paint(f"{line} |", Style.BLUE, colour=report.colour) + text
    marks = paint(carets, _STYLES[finding.severity], colour=report.colour)
    yield f"{gutter} {' ' * excerpt.column}{marks}"
    if finding.help:
        yield gutter


def _summary(report: Report) -> str:
    counts = Counter(each.severity for each in report.diagnostics)
    parts = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    ]
    return f"Found {' and '.join(parts)}."
