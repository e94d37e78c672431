from __future__ import annotations

import pytest

from reasonbook.runtime import (
    Entry,
    Placeholder,
    Plural,
    Step,
    Surface,
    npgettext_noop,
    pgettext_noop,
)

TEXT = pgettext_noop("a#label", "A {x}")


def test_a_marked_text_has_its_context():
    assert (TEXT.context, TEXT.source, TEXT.plural, TEXT.by) == ("a#label", "A {x}", None, None)


def test_a_text_with_plural_forms_says_what_decides():
    text = Plural("n", npgettext_noop("a#label", "{n} run", "{n} runs"))

    assert (text.context, text.source, text.plural) == ("a#label", "{n} run", "{n} runs")
    assert text.by == "n"


def test_a_step_has_defaults():
    step = Step(id="a", kind="wait", label=TEXT)

    assert (step.url, step.action, step.params, step.target) == (None, None, (), None)


def test_an_entry_has_defaults():
    entry = Entry(operator_label=TEXT, short_explanation=TEXT, actionability="escalate")

    assert (entry.next_steps, entry.placeholders, entry.surfaces) == ((), (), {})
    assert (entry.severity, entry.show_no_action_needed) == ("error", False)
    assert (entry.diagnostic_code_label, entry.docs_url, entry.retry_after) == (None, None, None)


def test_a_surface_may_have_wording_of_its_own_for_one_field():
    surface = Surface(operator_label=TEXT)

    assert (surface.operator_label, surface.short_explanation) == (TEXT, None)


@pytest.mark.parametrize(
    ("privacy", "is_masked"),
    [("public", False), ("internal", False), ("personal", True), ("secret", True)],
)
def test_personal_and_secret_values_are_masked(privacy, is_masked):
    placeholder = Placeholder("x", "string", privacy=privacy)

    assert placeholder.is_masked is is_masked
    assert placeholder.required
    assert placeholder.values == {}
