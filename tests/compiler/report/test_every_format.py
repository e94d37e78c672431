from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.diagnostics import Diagnostic, Severity
from reasonbook.compiler.report import FORMATS, Report
from reasonbook.compiler.source import SourceFile, Span

PIECES = st.sampled_from(
    [
        "::",
        "\n::stop-commands::",
        "##[",
        "##vso[",
        "\x1b[31m",
        "\u202e",
        "\ud800",
        "\ud83d\ude00",
        "%0A",
        "\r\n",
        "\t",
        "界",
        "e\u0301",
        "{x}",
        '"',
        "\\",
    ]
)
TEXTS = st.lists(PIECES | st.text(st.characters(), max_size=5), max_size=5).map("".join)
NUMBERS = st.integers(0, 12)
PATHS = st.sampled_from(["a.yaml", "b.yaml"]) | TEXTS
SPANS = st.builds(Span, PATHS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
FINDINGS = st.builds(Diagnostic, TEXTS, st.sampled_from(Severity), TEXTS, SPANS, TEXTS)
SOURCES = st.builds(SourceFile, st.just("a.yaml"), TEXTS)


@st.composite
def reports(draw):
    sources = {"a.yaml": draw(SOURCES)}
    findings = tuple(draw(st.lists(FINDINGS, max_size=3)))
    return Report(findings, sources, colour=False, version="0.1.0")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=settings.default.max_examples * 2)
@given(report=reports())
def test_no_finding_raises_or_reaches_a_terminal_or_a_runner_raw(name, report):
    text = FORMATS[name](report)

    assert text == "" or text.endswith("\n")
    assert [each for each in text if unicodedata.category(each) in ("Cc", "Cs")] == ["\n"] * (
        text.count("\n")
    )
    assert not re.search("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert not re.search(r"##[A-Za-z]*\[", text)
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == (len(report.diagnostics) if name == "github" else 0)
    assert all(re.match("::(error|warning) file=", line) for line in commands)


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif"])
@settings(max_examples=settings.default.max_examples)
@given(report=reports())
def test_a_document_parses_and_has_each_finding(name, report):
    document = json.loads(FORMATS[name](report).encode("utf-8"))

    found = {
        "json": lambda: document["findings"],
        "gitlab": lambda: document,
        "sarif": lambda: document["runs"][0]["results"],
    }[name]()
    assert len(found) == len(report.diagnostics)


@settings(max_examples=settings.default.max_examples)
@given(report=reports())
def test_colour_adds_sequences_of_ours_to_the_full_format_and_changes_no_other(report):
    coloured = Report(report.diagnostics, report.sources, colour=True, version=report.version)

    full = re.sub(r"\x1b\[(0|1|34|1;31|1;33)m", "", FORMATS["full"](coloured))
    assert full == FORMATS["full"](report)
    others = [name for name in FORMATS if name != "full"]
    assert [FORMATS[name](coloured) for name in others] == [
        FORMATS[name](report) for name in others
    ]


def test_the_formats_are_those_of_the_command_line():
    assert list(FORMATS) == ["full", "concise", "json", "github", "gitlab", "sarif"]
