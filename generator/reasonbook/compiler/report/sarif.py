"""
``sarif``: the Static Analysis Results Interchange Format 2.1.0 (OASIS, with errata 01).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.report.documents import dump
from reasonbook.compiler.report.fingerprints import fingerprints
from reasonbook.compiler.report.model import ordered

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.report.documents import Json
    from reasonbook.compiler.report.model import Report

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def format_sarif(report: Report) -> str:
    """Return a log of one run, whose paths are relative to ``%SRCROOT%``, the project's root."""
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> Json:
    codes = sorted({each.code for each in report.diagnostics})
    marks = fingerprints(report.diagnostics)
    return {
        "tool": {
            "driver": {
                "name": "reasonbook",
                "version": report.version,
                "rules": [{"id": code} for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": finding.code,
                "ruleIndex": codes.index(finding.code),
                "level": finding.severity.value,
                "message": {"text": _text(finding)},
                "locations": [{"physicalLocation": _place(finding)}],
                "partialFingerprints": {"reasonbookFinding/v1": mark},
            }
            for finding, mark in zip(report.diagnostics, marks, strict=True)
        ],
    }


def _text(finding: Diagnostic) -> str:
    """
    Return what viewers show of *finding*, in which nothing is a link.

    ``[text](address)`` would be one (3.11.6). Braces stay single, although 3.11.5 has them
    doubled for the sake of messages with arguments: viewers show a message without arguments as
    it is, and ``{{name}}`` means something else in a catalogue.
    """
    hint = f"\nhelp: {finding.help}" if finding.help else ""
    return escaped(f"{finding.message}{hint}", keep="\r\n").replace("](", "]\\u{28}")


def _place(finding: Diagnostic) -> Json:
    span = ordered(finding.span)
    return {
        "artifactLocation": {"uri": _uri(span.path), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _uri(path: str) -> str:
    """
    Return *path* as a relative reference (RFC 3986, 4.2): all but ``/`` and unreserved encoded.

    A file's name that is not UTF-8 comes back as its bytes (PEP 383).
    """
    try:
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Surrogates that no file system gave.
        name = path.encode("utf-8", "surrogatepass")
    return quote(name)
