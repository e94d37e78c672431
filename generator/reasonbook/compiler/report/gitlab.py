"""
``gitlab``: a Code Quality report, as merge requests of GitLab show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.report.documents import dump
from reasonbook.compiler.report.fingerprints import fingerprints

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.report.documents import Json
    from reasonbook.compiler.report.model import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def format_gitlab(report: Report) -> str:
    """Return a JSON array with one issue a finding."""
    marks = fingerprints(report.diagnostics)
    return dump([_issue(*each) for each in zip(report.diagnostics, marks, strict=True)])


def _issue(finding: Diagnostic, fingerprint: str) -> Json:
    hint = f" (help: {finding.help})" if finding.help else ""
    return {
        "description": escaped(f"{finding.message}{hint}"),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.span.path, "lines": {"begin": finding.span.line}},
    }
