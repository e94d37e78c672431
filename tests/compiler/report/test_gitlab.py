from __future__ import annotations

import json

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report.fingerprints import fingerprints
from reasonbook.compiler.report.gitlab import format_gitlab
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.source import Span


def issues(*findings):
    return json.loads(format_gitlab(Report(findings, {}, colour=True, version="1")))


def test_no_findings_are_an_empty_list():
    assert issues() == []


def test_a_finding_is_an_issue():
    finding = error("RB408", "`{x}` is unknown", Span("a.yaml", 3, 4, 3, 7), "look")

    assert issues(finding) == [
        {
            "description": "`{x}` is unknown (help: look)",
            "check_name": "RB408",
            "fingerprint": fingerprints([finding])[0],
            "severity": "major",
            "location": {"path": "a.yaml", "lines": {"begin": 3}},
        }
    ]


def test_a_warning_is_minor():
    (issue,) = issues(warning("RB1", "x", Span("a.yaml")))

    assert (issue["severity"], issue["description"]) == ("minor", "x")


def test_equal_findings_are_all_shown():
    finding = error("RB1", "x", Span("a.yaml"))

    assert len({each["fingerprint"] for each in issues(finding, finding)}) == 2


def test_a_description_is_one_visible_line_and_a_path_is_exact():
    (issue,) = issues(error("RB1", "a\n\u202eb", Span("a\u202e.yaml")))

    assert issue["description"] == "a\\u{a}\\u{202e}b"
    assert issue["location"]["path"] == "a\u202e.yaml"
