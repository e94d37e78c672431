"""
``concise``: one line a finding, as compilers print them and editors jump by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.report.characters import escaped

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.report.model import Report


def format_concise(report: Report) -> str:
    """Return ``path:line:column: error[CODE] message (help: ...)`` for each finding."""
    return "".join(f"{_line(each)}\n" for each in report.diagnostics)


def _line(finding: Diagnostic) -> str:
    place = f"{_path(finding.span.path)}:{finding.span.line}:{finding.span.column}"
    hint = f" (help: {escaped(finding.help)})" if finding.help else ""
    code = escaped(finding.code)
    return f"{place}: {finding.severity}[{code}] {escaped(finding.message)}{hint}"


def _path(path: str) -> str:
    """
    Return *path* so that no line starts with ``::``, which GitHub's runner would obey.

    It skips blanks before it looks. ``./`` names the same file.
    """
    shown = escaped(path)
    return f"./{shown}" if shown.lstrip().startswith(":") else shown
