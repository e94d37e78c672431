from __future__ import annotations

import json
import re
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report.fingerprints import fingerprints
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.report.sarif import format_sarif
from reasonbook.compiler.source import Span


def closed(**properties):
    """Return the schema of an object with exactly *properties*."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 1}
# RFC 3986, a relative path without a scheme, query or fragment.
URI = {"type": "string", "pattern": r"^([A-Za-z0-9._~/-]|%[0-9A-F]{2})*$"}
# The part of SARIF 2.1.0 that is used here, each object closed as in the standard's own schema.
SCHEMA = closed(
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": closed(
            tool=closed(
                driver=closed(
                    name={"const": "reasonbook"},
                    version=TEXT,
                    rules={"type": "array", "uniqueItems": True, "items": closed(id=TEXT)},
                )
            ),
            columnKind={"const": "unicodeCodePoints"},
            results={
                "type": "array",
                "items": closed(
                    ruleId=TEXT,
                    ruleIndex={"type": "integer", "minimum": 0},
                    level={"enum": ["error", "warning"]},
                    message=closed(text=TEXT),
                    locations={
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": closed(
                            physicalLocation=closed(
                                artifactLocation=closed(uri=URI, uriBaseId={"const": "%SRCROOT%"}),
                                region=closed(
                                    startLine=COUNT,
                                    startColumn=COUNT,
                                    endLine=COUNT,
                                    endColumn=COUNT,
                                ),
                            )
                        ),
                    },
                    partialFingerprints={
                        "type": "object",
                        "minProperties": 1,
                        "patternProperties": {r"^[A-Za-z]+/v[1-9]$": TEXT},
                        "additionalProperties": False,
                    },
                ),
            },
        ),
    },
)


def run(*findings):
    log = json.loads(format_sarif(Report(findings, {}, colour=True, version="1.2.3")))
    jsonschema.validate(log, SCHEMA, jsonschema.Draft202012Validator)
    return log["runs"][0]


def uri(path):
    (result,) = run(error("RB1", "x", Span(path)))["results"]
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def text(message, hint=""):
    return run(error("RB1", message, Span("a"), hint))["results"][0]["message"]["text"]


def test_no_findings_are_a_run_without_results():
    assert run()["results"] == []
    assert run()["tool"]["driver"] == {"name": "reasonbook", "version": "1.2.3", "rules": []}


def test_a_finding_is_a_result():
    finding = error("RB408", "`{x}` is unknown", Span("a/ü b.yaml", 3, 4, 5, 7), "look")

    assert run(finding)["results"] == [
        {
            "ruleId": "RB408",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "`{x}` is unknown\nhelp: look"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": "a/%C3%BC%20b.yaml",
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {
                            "startLine": 3,
                            "startColumn": 4,
                            "endLine": 5,
                            "endColumn": 7,
                        },
                    }
                }
            ],
            "partialFingerprints": {"reasonbookFinding/v1": fingerprints([finding])[0]},
        }
    ]


def test_the_rules_are_those_of_the_results_each_once():
    codes = ["RB409", "RB101", "RB409"]

    found = run(*(warning(code, "x", Span("a")) for code in codes))

    rules = [each["id"] for each in found["tool"]["driver"]["rules"]]
    assert rules == ["RB101", "RB409"]
    assert [rules[each["ruleIndex"]] for each in found["results"]] == codes
    assert {each["level"] for each in found["results"]} == {"warning"}


def test_a_region_that_names_only_its_start_is_an_insertion_point():
    (result,) = run(error("RB1", "x", Span("a", 9, 4)))["results"]

    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 9,
        "startColumn": 4,
        "endLine": 9,
        "endColumn": 4,
    }


def test_nothing_in_a_message_is_a_link():
    assert text("[a](http://b) [c][d] (e)") == "[a]\\u{28}http://b) [c][d] (e)"


def test_a_message_is_visible_but_keeps_its_lines():
    assert text("a\r\nb\u202e", "c\x1b") == "a\r\nb\\u{202e}\nhelp: c\\u{1b}"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("reasons/a-b_c.~1.yaml", "reasons/a-b_c.~1.yaml"),
        ("C:/a?b#c", "C%3A/a%3Fb%23c"),
        ("a%41", "a%2541"),
        ("caf\udce9.yaml", "caf%E9.yaml"),
        ("x\ud800", "x%ED%A0%80"),
    ],
)
def test_a_path_is_a_relative_reference(path, expected):
    assert uri(path) == expected


@given(st.text())
def test_a_reference_decodes_to_its_path(path):
    assert unquote_to_bytes(uri(path)).decode("utf-8") == path


@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters()))
def test_any_finding_makes_a_valid_log(code, message, path):
    (result,) = run(error(code, message, Span(path), message))["results"]

    assert not re.search(r"\]\(", result["message"]["text"])
