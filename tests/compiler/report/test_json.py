from __future__ import annotations

import json

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report.json import format_json
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.source import Span


def parsed(*findings):
    return json.loads(format_json(Report(findings, {}, colour=True, version="1")))


def test_no_findings_are_an_empty_list():
    assert parsed() == {"format": "reasonbook-findings/1", "findings": []}


def test_a_finding_is_an_object_of_nine_fields():
    finding = error("RB408", "`{ä}` is unknown", Span("a.yaml", 3, 4, 5, 7), "look")

    assert parsed(finding)["findings"] == [
        {
            "code": "RB408",
            "severity": "error",
            "message": "`{ä}` is unknown",
            "help": "look",
            "path": "a.yaml",
            "line": 3,
            "column": 4,
            "end_line": 5,
            "end_column": 7,
        }
    ]


def test_a_finding_that_names_only_its_start_ends_there():
    found = parsed(warning("RB1", "x", Span("a.yaml", 9, 4)))["findings"][0]

    assert (found["severity"], found["help"]) == ("warning", "")
    assert (found["end_line"], found["end_column"]) == (9, 4)


def test_hostile_text_comes_back_exactly():
    text = "a\r\n::b::\x1b[0m\u202e##[c]\u2028"

    found = parsed(error("RB1", text, Span(text), text))["findings"][0]

    assert (found["message"], found["path"], found["help"]) == (text, text, text)
