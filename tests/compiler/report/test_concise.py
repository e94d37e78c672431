from __future__ import annotations

import pytest

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report.concise import format_concise
from reasonbook.compiler.report.model import Report
from reasonbook.compiler.source import Span


def concise(*findings):
    return format_concise(Report(findings, {}, colour=False, version="1"))


def test_no_findings_are_no_text():
    assert concise() == ""


def test_a_finding_is_a_line_that_editors_jump_by():
    first = error("RB408", "`{nmae}` is unknown", Span("a/b.yaml", 14, 8), "write `{name}`")
    second = warning("RB421", "a full stop", Span("a/b.yaml", 15, 1))

    assert concise(first, second) == (
        "a/b.yaml:14:8: error[RB408] `{nmae}` is unknown (help: write `{name}`)\n"
        "a/b.yaml:15:1: warning[RB421] a full stop\n"
    )


@pytest.mark.parametrize("path", ["::error::x", " ::error::x", "\u3000\xa0::error::x", ":a"])
def test_a_path_cannot_start_a_line_as_a_command_of_a_build_runner(path):
    assert concise(error("RB1", "m", Span(path))) == f"./{path}:1:1: error[RB1] m\n"


def test_a_line_end_in_a_message_does_not_start_a_line():
    text = concise(error("RB1", "a\n::add-mask::b", Span("a\nb"), "c\r\n::d::"))

    assert text == "a\\u{a}b:1:1: error[RB1] a\\u{a}::add-mask::b (help: c\\u{d}\\u{a}::d::)\n"
