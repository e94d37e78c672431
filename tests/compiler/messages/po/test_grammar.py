from __future__ import annotations

import pytest

from reasonbook.compiler.messages.po.grammar import EXPECTED, FOLLOWS, STRING_LINE, explain_line

STEPS = {"", *FOLLOWS}


def test_every_step_says_what_is_expected_after_it():
    assert set(EXPECTED) == STEPS


def test_every_step_leads_to_the_end_of_an_entry():
    reached = {step for step in STEPS if step.startswith("msgstr")}
    while more := {
        before for after in reached for before in FOLLOWS.get(after, ()) if before not in reached
    }:
        reached |= more

    assert reached == STEPS


@pytest.mark.parametrize(
    "line",
    ["msgid", "msgid a", '"', 'msgid "a', 'msgid "a" b', 'msgstr[x] "a"', "x", '#~ msgid "a" b'],
)
def test_a_fault_lies_inside_its_line(line):
    assert STRING_LINE.fullmatch(line) is None

    fault = explain_line(line)

    assert 0 <= fault.start <= fault.end <= len(line)


def test_a_fault_knows_the_keyword_of_its_line():
    assert explain_line('#~| msgid_plural "a').keyword == "msgid_plural"
    assert explain_line('"a').keyword == ""
