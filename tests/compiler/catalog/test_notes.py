from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from reasonbook.compiler.catalog.notes import make_messages
from reasonbook.compiler.catalog.resolved import Placeholder, Reason, Step
from reasonbook.compiler.config import Limits

LIMITS = Limits()
PIECES = ["a", "word ", "type:", "mypy: ", " pyright:x", "\n", "\u3000", "界", "#", ":"]
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)


def reason(code="run.failed", explanation="The run ended.", note="", steps=(), placeholders=()):
    return Reason(
        *(code, "FAILED", "Run failed", explanation, "escalate", tuple(steps), False, code),
        *("error", None, None, None, (), {}, tuple(placeholders), note),
    )


def step(name, label="Wait.", context=None):
    return Step(name, "wait", label, context or f"next_step.{name}#label")


def notes_of(*reasons, context):
    """Return the comments and flags of the message with *context*."""
    found = {each.context: each for each in make_messages(reasons, "a.yaml", LIMITS)}
    return found[context].comments, found[context].flags


def test_a_label_is_explained():
    comments, flags = notes_of(reason(note="A run is a job."), context="run.failed#operator_label")

    assert comments == (
        "Label of the reason run.failed. Operators read it in lists and headings.",
        "Its explanation: The run ended.",
        "One line, at most 60 characters.",
        "Note: A run is a job.",
    )
    assert flags == ("max-length:60",)


def test_an_explanation_is_explained_with_what_stands_around_it():
    comments, flags = notes_of(
        reason(
            explanation="Run {run_id} ended, {n} of {n}.",
            steps=[step("wait"), step("ask", "Ask.")],
            placeholders=[
                Placeholder("run_id", "string", "run_1", "The run."),
                Placeholder("n", "integer", 0, ""),
                Placeholder("unused", "string", None, ""),
            ],
        ),
        context="run.failed#short_explanation",
    )

    assert comments == (
        "Explanation of the reason run.failed. Operators read it below the label.",
        "Its label: Run failed",
        "Next step below it: Wait.",
        "Next step below it: Ask.",
        "At most 240 characters.",
        "{run_id}: text, for example run_1. The run.",
        "{n}: whole number, for example 0.",
    )
    assert flags == ("python-brace-format", "max-length:240")


def test_a_shared_step_names_the_first_reasons_that_use_it():
    users = [reason(f"run.r{n}", f"Number {n}.", "Note.", [step("wait")]) for n in range(5)]

    comments, flags = notes_of(*users, context="next_step.wait#label")

    assert " ".join(comments) == (
        "Next step (wait): what an operator can do about run.r0, run.r1, run.r2 and 2 more "
        "reasons. Explanation above it: Number 0."
    )
    assert flags == ()


def test_a_step_of_one_reason_has_its_note():
    own = step("ask", context="run.failed/next_step.ask#label")

    comments, _ = notes_of(reason(note="Note.", steps=[own]), context=own.context)

    assert comments[-1] == "Note: Note."
    assert comments[0] == "Next step (wait): what an operator can do about run.failed."


def test_shared_steps_come_first_and_once():
    shared, own = step("wait"), step("ask", context="run.a/next_step.ask#label")

    found = make_messages(
        [reason("run.a", steps=[own, shared]), reason("run.b", steps=[shared])], "a.yaml", LIMITS
    )

    assert [each.context for each in found] == [
        "next_step.wait#label",
        *("run.a#operator_label", "run.a#short_explanation", "run.a/next_step.ask#label"),
        *("run.b#operator_label", "run.b#short_explanation"),
    ]
    assert {each.reference for each in found} == {"a.yaml"}


def test_white_space_of_a_note_becomes_one_blank():
    comments, _ = notes_of(
        reason(note=" one\n\n  two \u3000 three\u00a0four "), context="run.failed#operator_label"
    )

    assert comments[-1] == "Note: one two three four"


@given(WORDS)
@example("x" * 71 + " type: ignore")
@example("word " * 13 + "mypy: ignore-errors")
def test_no_line_of_a_note_is_an_order_to_a_type_checker(note):
    comments, _ = notes_of(reason(note=note), context="run.failed#operator_label")

    assert not [each for each in comments if re.match(r"(type|mypy|pyright):", each)]
    assert " ".join(comments[3:]) == " ".join(f"Note: {note}".split())


@given(st.lists(st.text(st.sampled_from("ab"), min_size=1, max_size=30), max_size=40))
def test_lines_have_at_most_the_width_that_other_tools_leave_alone(words):
    comments, _ = notes_of(reason(note=" ".join(words)), context="run.failed#operator_label")

    assert all(len(f"#. {each}") <= 76 for each in comments)
