"""
``json``: findings for programs; ``reasonbook-findings/1`` is a stable contract.

Fields may be added to it. A field that changes its meaning or goes makes it ``/2``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.report.documents import dump
from reasonbook.compiler.report.model import ordered

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.report.documents import Json
    from reasonbook.compiler.report.model import Report


def format_json(report: Report) -> str:
    """Return one document; lines and columns count from 1, columns in code points."""
    findings = [_finding(each) for each in report.diagnostics]
    return dump({"format": "reasonbook-findings/1", "findings": findings})


def _finding(finding: Diagnostic) -> Json:
    span = ordered(finding.span)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
