from __future__ import annotations

import pickle

import pytest

from reasonbook.runtime import Entry, Step, Text, pgettext_noop

TEXT = pgettext_noop("a#label", "A {x}")


def test_a_marked_text_is_the_text_with_its_context():
    assert Text(context="a#label", source="A {x}") == TEXT


def test_a_step_has_defaults():
    step = Step(id="a", kind="wait", label=TEXT)

    assert (step.url, step.action, step.params, step.target) == (None, None, (), None)


def test_an_entry_is_immutable_and_can_be_hashed_and_pickled():
    placeholders = {"x": "string"}
    entry = Entry(
        operator_label=TEXT,
        short_explanation=TEXT,
        actionability="escalate",
        next_steps=[Step(id="a", kind="action", label=TEXT, action="a", params=["x"])],
        placeholders=placeholders,
    )
    placeholders["y"] = "integer"

    assert entry.placeholders == {"x": "string"}
    assert entry.next_steps[0].params == ("x",)
    with pytest.raises(AttributeError):
        entry.severity = "info"
    with pytest.raises(TypeError):
        entry.placeholders["y"] = "integer"
    found = pickle.loads(pickle.dumps(entry))
    assert (found, hash(found)) == (entry, hash(entry))
