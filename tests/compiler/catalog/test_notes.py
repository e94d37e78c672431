from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reasonbook.compiler.catalog.model import PlaceholderType
from reasonbook.compiler.catalog.notes import make_messages
from reasonbook.compiler.catalog.resolved import (
    EnumValue,
    Placeholder,
    Plural,
    Reason,
    Step,
    Surface,
)
from reasonbook.compiler.config import Limits

LIMITS = Limits()
PIECES = ["a", "word ", "type:", "mypy: ", " pyright:x", "\n", "\u3000", "界", "#", ":"]
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)


def reason(code="run.failed", explanation="The run ended.", **fields):
    told = {
        "member": "FAILED",
        "function": "failed",
        "operator_label": "Run failed",
        "actionability": "escalate",
        "next_steps": (),
        "show_no_action_needed": False,
        "diagnostic_code_label": code,
        "severity": "error",
        "http_status": None,
        "docs_url": None,
        "retry_after": None,
        "tags": (),
        "annotations": {},
        "placeholders": (),
        "surfaces": (),
        "translator_note": "",
    }
    return Reason(code=code, short_explanation=explanation, **(told | fields))


def step(name, label="Wait.", context=None):
    return Step(name, "wait", label, context or f"next_step.{name}#label")


def message_of(*reasons, context):
    """Return the message with *context*."""
    return {each.context: each for each in make_messages(reasons, "a.yaml", LIMITS)}[context]


def notes_of(*reasons, context):
    """Return the comments and flags of the message with *context*."""
    found = message_of(*reasons, context=context)
    return found.comments, found.flags


def choice(path="placeholder", **texts):
    """Return a placeholder of type ``enum`` with a value for each of *texts*."""
    values = [EnumValue(each, text, f"{path}.stage#{each}") for each, text in texts.items()]
    return Placeholder("stage", "enum", None, "", values=tuple(values))


def test_a_label_is_explained():
    comments, flags = notes_of(
        reason(translator_note="A run is a job."), context="run.failed#operator_label"
    )

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
            next_steps=[step("wait"), step("ask", "Ask.")],
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
    users = [
        reason(f"run.r{n}", f"Number {n}.", translator_note="Note.", next_steps=[step("wait")])
        for n in range(5)
    ]

    comments, flags = notes_of(*users, context="next_step.wait#label")

    assert " ".join(comments) == (
        "Next step (wait): what an operator can do about run.r0, run.r1, run.r2 and 2 more "
        "reasons. Explanation above it: Number 0."
    )
    assert flags == ()


def test_a_step_of_one_reason_has_its_note():
    own = step("ask", context="run.failed/next_step.ask#label")

    comments, _ = notes_of(reason(translator_note="Note.", next_steps=[own]), context=own.context)

    assert comments[-1] == "Note: Note."
    assert comments[0] == "Next step (wait): what an operator can do about run.failed."


def test_shared_steps_come_first_and_once():
    shared, own = step("wait"), step("ask", context="run.a/next_step.ask#label")

    found = make_messages(
        [reason("run.a", next_steps=[own, shared]), reason("run.b", next_steps=[shared])],
        "a.yaml",
        LIMITS,
    )

    assert [each.context for each in found] == [
        "next_step.wait#label",
        *("run.a#operator_label", "run.a#short_explanation", "run.a/next_step.ask#label"),
        *("run.b#operator_label", "run.b#short_explanation"),
    ]
    assert {each.reference for each in found} == {"a.yaml"}


def test_white_space_of_a_note_becomes_one_blank():
    comments, _ = notes_of(
        reason(translator_note=" one\n\n  two \u3000 three\u00a0four "),
        context="run.failed#operator_label",
    )

    assert comments[-1] == "Note: one two three four"


@given(WORDS)
@example("x" * 71 + " type: ignore")
@example("word " * 13 + "mypy: ignore-errors")
def test_no_line_of_a_note_is_an_order_to_a_type_checker(note):
    comments, _ = notes_of(reason(translator_note=note), context="run.failed#operator_label")

    assert not [each for each in comments if re.match(r"(type|mypy|pyright):", each)]
    assert " ".join(comments[3:]) == " ".join(f"Note: {note}".split())


@given(st.lists(st.text(st.sampled_from("ab"), min_size=1, max_size=30), max_size=40))
def test_lines_have_at_most_the_width_that_other_tools_leave_alone(words):
    comments, _ = notes_of(
        reason(translator_note=" ".join(words)), context="run.failed#operator_label"
    )

    assert all(len(f"#. {each}") <= 76 for each in comments)


TYPES = {
    "string": ("run_1", "text, for example run_1."),
    "integer": (3, "whole number, for example 3."),
    "number": (1234.5, "number, for example 1234.5."),
    "percent": (0.25, "percentage (0.25 is 25%), for example 0.25."),
    "currency": ("12.50 EUR", "amount of money, for example 12.50 EUR."),
    "date": ("2026-11-25", "date, for example 2026-11-25."),
    "time": ("13:30", "time of day, for example 13:30."),
    "datetime": ("2026-11-25T13:30:00Z", "date and time, for example 2026-11-25T13:30:00Z."),
    "duration": ("PT1H30M", "length of time, for example PT1H30M."),
    "list": (["a", "b"], "list of texts, for example a, b."),
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_placeholder_is_told_with_its_type_and_its_example(kind):
    example, told = TYPES[kind]
    value = Placeholder("x", kind, example, "", privacy="personal")

    comments, _ = notes_of(
        reason(explanation="It is {x}.", placeholders=[value]),
        context="run.failed#short_explanation",
    )

    assert comments[-1] == f"{{x}}: {told}"


def test_every_type_of_the_language_has_words():
    assert {*TYPES, "enum"} == set(get_args(PlaceholderType))


def test_a_plural_says_which_number_decides():
    found = message_of(
        reason(
            explanation=Plural("n", "It failed once.", "It failed {n} times."),
            next_steps=[Step("wait", "wait", Plural("n", "A.", "B {n}."), "next_step.wait#label")],
            placeholders=[Placeholder("n", "integer", 3, "")],
        ),
        context="run.failed#short_explanation",
    )

    assert (found.text, found.plural) == ("It failed once.", "It failed {n} times.")
    assert found.flags == ("python-brace-format", "max-length:240")
    assert found.comments[2:] == (
        "Next step below it: B {n}.",
        "At most 240 characters.",
        "The number {n} decides between the forms, each a whole sentence.",
        "{n}: whole number, for example 3.",
    )


def test_beside_other_texts_a_plural_stands_with_the_form_for_other_numbers():
    plural = Plural("n", "It failed once.", "It failed {n} times.")

    comments, flags = notes_of(
        reason(explanation=plural, next_steps=[step("wait")]), context="run.failed#operator_label"
    )

    assert comments[1] == "Its explanation: It failed {n} times."
    assert flags == ("max-length:60",)


def test_the_text_of_a_surface_says_where_it_is_shown_and_what_it_replaces():
    found = reason(
        surfaces=[
            Surface("badge", "Failed", None),
            Surface("mail", None, Plural("n", "One.", "{n} times.")),
            Surface("list", "Bad", "Bad."),
        ],
        translator_note="Note.",
    )

    badge, _ = notes_of(found, context="run.failed@badge#operator_label")
    mail, _ = notes_of(found, context="run.failed@mail#short_explanation")
    label, _ = notes_of(found, context="run.failed@list#operator_label")

    assert " ".join(badge) == (
        "Label of the reason run.failed on the surface badge. It stands there in place of: "
        "Run failed Its explanation: The run ended. One line, at most 60 characters. Note: Note."
    )
    assert " ".join(mail) == (
        "Explanation of the reason run.failed on the surface mail. It stands there in place of: "
        "The run ended. Its label: Run failed At most 240 characters. "
        "The number {n} decides between the forms, each a whole sentence. Note: Note."
    )
    assert "Its explanation: Bad." in label


def test_a_value_says_where_it_is_put_in_and_which_others_there_are():
    stage = replace(choice(build="build", tests="test"), description="Where it failed.")
    found = reason(explanation="In the {stage}.", placeholders=[stage])

    comments, flags = notes_of(found, context="placeholder.stage#tests")
    explanation, _ = notes_of(found, context="run.failed#short_explanation")

    assert comments == (
        "Text of the value tests of {stage}.",
        "The other values: build (build).",
        "{stage}: Where it failed.",
        "Put in for {stage} in: In the {stage}.",
    )
    assert flags == ()
    assert explanation[-1] == "{stage}: one of build (build), tests (test). Where it failed."


def test_a_value_of_many_texts_names_the_first_ones():
    texts = [f"Number {n}, {{stage}}." for n in range(5)]
    found = [
        reason(f"run.r{n}", text, placeholders=[choice(a="A")]) for n, text in enumerate(texts)
    ]

    comments, _ = notes_of(*found, context="placeholder.stage#a")

    assert comments == (
        "Text of the value a of {stage}.",
        *(f"Put in for {{stage}} in: {text}" for text in texts[:3]),
        "And in 2 more texts.",
    )


def test_a_value_is_put_into_labels_steps_and_surfaces_too():
    found = reason(
        operator_label="A {stage}",
        surfaces=[Surface("badge", "B {stage}", None)],
        next_steps=[step("wait", "C {stage}")],
        placeholders=[choice(a="A")],
    )

    comments, _ = notes_of(found, context="placeholder.stage#a")

    assert [each[-9:] for each in comments[1:]] == ["A {stage}", "B {stage}", "C {stage}"]


def test_a_value_that_no_text_takes_says_so():
    comments, _ = notes_of(reason(placeholders=[choice(a="A")]), context="placeholder.stage#a")

    assert comments[-1] == "No text takes it: programs read the value."


def test_of_many_values_the_first_ones_are_told():
    stage = choice(**{f"v{n}": "x" for n in range(12)})

    comments, _ = notes_of(
        reason(explanation="{stage}", placeholders=[stage]), context="run.failed#short_explanation"
    )

    assert " ".join(comments).endswith("v6 (x), v7 (x) and 4 more.")


def test_shared_values_come_first_and_a_reason_s_own_last():
    shared, own = choice(a="A"), replace(choice("run.a/placeholder", b="B"), name="kind")
    steps = [step("wait"), step("ask", context="run.a/next_step.ask#label")]
    surfaces = [Surface("badge", "C", "D")]

    found = make_messages(
        [
            reason("run.a", next_steps=steps, placeholders=[shared, own], surfaces=surfaces),
            reason("run.b", placeholders=[shared], next_steps=steps[:1]),
        ],
        "a.yaml",
        LIMITS,
    )

    assert [each.context for each in found] == [
        "placeholder.stage#a",
        "next_step.wait#label",
        *("run.a#operator_label", "run.a#short_explanation"),
        *("run.a@badge#operator_label", "run.a@badge#short_explanation"),
        *("run.a/next_step.ask#label", "run.a/placeholder.stage#b"),
        *("run.b#operator_label", "run.b#short_explanation"),
    ]


def test_what_belongs_to_a_reason_is_not_shared_whatever_its_code():
    own = step("ask", context="next_step.x/next_step.ask#label")
    stage = choice("next_step.x/placeholder", a="A")

    found = make_messages(
        [reason("next_step.x", next_steps=[own], placeholders=[stage])], "a.yaml", LIMITS
    )

    assert [each.context for each in found][2:] == [
        "next_step.x/next_step.ask#label",
        "next_step.x/placeholder.stage#a",
    ]
