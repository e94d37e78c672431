"""
Findings as text, one module a format.

``json`` and ``sarif`` are stable contracts; ``github`` and ``gitlab`` follow what those
platforms read; ``full`` and ``concise`` are for people and may change.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reasonbook.compiler.report.concise import format_concise
from reasonbook.compiler.report.full import format_full
from reasonbook.compiler.report.github import format_github
from reasonbook.compiler.report.gitlab import format_gitlab
from reasonbook.compiler.report.json import format_json
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.report.sarif import format_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMATS", "Report"]

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "full": format_full,
        "concise": format_concise,
        "json": format_json,
        "github": format_github,
        "gitlab": format_gitlab,
        "sarif": format_sarif,
    }
)
"""What ``--format`` offers; each text can be encoded as UTF-8 and ends with a newline or is ""."""
