from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.report.github import format_github
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.source import Span

HOSTILE = st.text(st.characters() | st.sampled_from("%:,=\r\n;]2A5D ")) | st.sampled_from(
    ["%0A", "%250A", "::", "::error::", "a\n::stop-commands::x", "##[add-path]x", "a,line=9"]
)


def github(*findings):
    return format_github(Report(findings, {}, colour=False, version="1"))


def obeyed(line):
    """Return command, properties and data of *line* as the runner's ``TryParseV2`` reads them."""
    assert line.lstrip().startswith("::")
    head, _, data = line.lstrip()[2:].partition("::")
    name, _, properties = head.partition(" ")
    pairs = [each.split("=", 1) for each in properties.strip().split(",") if each]
    return name, {key: plain(value, "\r\n:,%") for key, value in pairs}, plain(data, "\r\n%")


def plain(text, characters):
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_no_findings_are_no_text():
    assert github() == ""


def test_a_finding_is_a_command():
    first = error("RB408", "`{nmae}` is unknown", Span("a/b.yaml", 14, 8, 14, 14), "write it")
    second = warning("RB421", "100% wrong", Span("a/b.yaml", 15, 1))

    assert github(first, second) == (
        "::error file=a/b.yaml,line=14,col=8,endColumn=14,title=RB408"
        "::`{nmae}` is unknown%0Ahelp: write it\n"
        "::warning file=a/b.yaml,line=15,col=1,endColumn=1,title=RB421::100%25 wrong\n"
    )


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("a", 3, 5, 3, 9), "line=3,col=5,endColumn=9"),
        (Span("a", 3, 5, 6, 2), "line=3,endLine=6"),
        (Span("a", 3, 5, 6, 1), "line=3,endLine=5"),
        (Span("a", 3, 5, 4, 1), "line=3,col=5"),
    ],
)
def test_columns_are_given_only_on_one_line(span, expected):
    assert github(error("RB1", "x", span)) == f"::error file=a,{expected},title=RB1::x\n"


def test_a_path_is_escaped_as_a_property_and_a_message_as_data():
    assert github(error("R:1", "a,b:c%\r\n::d::", Span("a,b:c%\n"))) == (
        "::error file=a%2Cb%3Ac%25%0A,line=1,col=1,endColumn=1,title=R%3A1::a,b:c%25%0D%0A::d::\n"
    )


@given(HOSTILE, HOSTILE)
def test_the_runner_reads_back_what_was_meant_and_nothing_else(path, message):
    text = github(error("RB408", message, Span(path)))

    name, properties, data = obeyed(text.removesuffix("\n"))
    assert text.count("\n") == 1
    assert name == "error"
    assert properties == {
        "file": escaped(path, keep="\r\n"),
        "line": "1",
        "col": "1",
        "endColumn": "1",
        "title": "RB408",
    }
    assert data == escaped(message, keep="\r\n")
