from __future__ import annotations

import re

import pytest

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report.full import format_full
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.source import SourceFile, Span

FINDINGS = (
    error("RB408", "`{nmae}` is unknown", Span("a.yaml", 1, 8, 1, 14), "write `{name}`"),
    warning("RB421", "a full stop", Span("a.yaml", 2, 3, 4, 2)),
    warning("RB422", "too long", Span("b.yaml", 9, 1, 9, 2)),
)
SOURCES = {"a.yaml": SourceFile("a.yaml", "label: {nmae}\n- a\n- b\n- c\n")}


def full(*findings, colour=False, sources=SOURCES):
    return format_full(Report(findings, sources, colour=colour, version="1"))


def test_no_findings_are_no_text():
    assert full() == ""


def test_a_finding_has_its_line_carets_and_help():
    assert full(FINDINGS[0]) == (
        "error[RB408]: `{nmae}` is unknown\n"
        " --> a.yaml:1:8\n"
        "  |\n"
        "1 | label: {nmae}\n"
        "  |        ^^^^^^\n"
        "  |\n"
        "  = help: write `{name}`\n"
        "\n"
        "Found 1 error.\n"
    )


def test_the_gutter_is_as_wide_as_the_line_number():
    source = SourceFile("a.yaml", "\n" * 999 + "label:")

    lines = full(warning("RB1", "x", Span("a.yaml", 1000, 7)), sources={"a.yaml": source})

    assert lines.splitlines()[1:5] == [
        "    --> a.yaml:1000:7",
        "     |",
        "1000 | label:",
        "     |       ^",
    ]


def test_a_span_over_several_lines_says_where_it_ends():
    assert "2 | - a\n  |   ^ ... to line 4\n" in full(FINDINGS[1])


def test_a_line_without_text_leaves_no_trailing_blanks():
    blanks = SourceFile("a.yaml", "\n   \n")
    findings = (error("RB1", "x", Span("a.yaml", line, 1, line, 1)) for line in (1, 2, 3))

    text = full(*findings, sources={"a.yaml": blanks})

    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("span", [Span("c.yaml", 1, 1), Span("a.yaml", 77, 1, 77, 2)])
def test_a_place_without_source_text_has_no_excerpt(span):
    assert full(error("RB1", "x", span, "look")).splitlines()[2:] == [
        f"{' ' * len(str(span.line))} = help: look",
        "",
        "Found 1 error.",
    ]


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [
        (1, 0, "Found 1 error."),
        (0, 1, "Found 1 warning."),
        (2, 1, "Found 2 errors and 1 warning."),
        (1, 3, "Found 1 error and 3 warnings."),
    ],
)
def test_the_last_line_counts_the_findings(errors, warnings, expected):
    place = Span("c.yaml", 1, 1)
    findings = [error("RB1", "x", place)] * errors + [warning("RB2", "y", place)] * warnings

    assert full(*findings).splitlines()[-1] == expected


def test_colours_say_how_bad_a_finding_is():
    text = full(*FINDINGS, colour=True)

    assert "\x1b[1;31merror[RB408]\x1b[0m\x1b[1m: `{nmae}` is unknown\x1b[0m\n" in text
    assert "\x1b[34m1 |\x1b[0m label: {nmae}\n" in text
    assert "\x1b[34m  |\x1b[0m        \x1b[1;31m^^^^^^\x1b[0m\n" in text
    assert "\x1b[1;33mwarning[RB421]\x1b[0m" in text
    assert "\x1b[1;33m^ ... to line 4\x1b[0m\n" in text


def test_colours_change_nothing_else():
    text = full(*FINDINGS, colour=True)

    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == full(*FINDINGS)


def test_a_hostile_line_cannot_colour_itself():
    source = SourceFile("a.yaml", "\x1b[31mred\x1b[0m {x}")

    text = full(error("RB1", "\x1b[31m", Span("a.yaml", 1, 1)), sources={"a.yaml": source})

    assert "\x1b" not in text
    assert "1 | \\u{1b}[31mred\\u{1b}[0m {x}\n" in text
