from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook import Envelope, NextStep

STEPS = (
    NextStep(id="a", kind="instruction", label="Do"),
    NextStep(id="b", kind="link", label="Go", url="https://x.example/"),
    NextStep(id="c", kind="action", label="Run", action="jobs.run", params={"n": 1, "s": "t"}),
    NextStep(id="d", kind="action", label="Stop", action="jobs.stop"),
    NextStep(id="e", kind="contact", label="Ask", target="mailto:a@x.example"),
    NextStep(id="f", kind="wait", label="Wait"),
)
FIELDS = {
    "internal_code": "run.x",
    "operator_label": "Läuft “nicht”",
    "short_explanation": "It does not run.",
    "actionability": "escalate",
    "next_steps": STEPS,
    "show_no_action_needed": False,
    "diagnostic_code_label": "RUN-1",
    "severity": "critical",
    "locale": "zh-Hans",
    "requested_locale": "zh-Hans-SG",
    "surface": "badge",
    "docs_url": "https://docs.example/",
    "retry_after": 30,
}
STEP_DICTS = [
    {"id": "a", "kind": "instruction", "label": "Do"},
    {"id": "b", "kind": "link", "label": "Go", "url": "https://x.example/"},
    {
        "id": "c",
        "kind": "action",
        "label": "Run",
        "action": "jobs.run",
        "params": {"n": 1, "s": "t"},
    },
    {"id": "d", "kind": "action", "label": "Stop", "action": "jobs.stop", "params": {}},
    {"id": "e", "kind": "contact", "label": "Ask", "target": "mailto:a@x.example"},
    {"id": "f", "kind": "wait", "label": "Wait"},
]
CAMEL = {
    "internalCode": "run.x",
    "operatorLabel": "Läuft “nicht”",
    "shortExplanation": "It does not run.",
    "actionability": "escalate",
    "nextSteps": STEP_DICTS,
    "showNoActionNeeded": False,
    "diagnosticCodeLabel": "RUN-1",
    "severity": "critical",
    "locale": "zh-Hans",
    "requestedLocale": "zh-Hans-SG",
    "surface": "badge",
    "docsUrl": "https://docs.example/",
    "retryAfter": 30,
}
BARE_STEPS = [{key: step[key] for key in step if key != "id"} for step in STEP_DICTS]


@pytest.fixture
def envelope():
    return Envelope(**FIELDS)


@pytest.mark.parametrize("extended", [None, True])
def test_snake_case_has_every_field(envelope, extended):
    found = envelope.to_dict(extended=extended)

    assert found == FIELDS | {"next_steps": STEP_DICTS}
    assert list(found) == list(FIELDS)


def test_snake_case_can_have_the_original_fields_only(envelope):
    found = envelope.to_dict(extended=False)

    assert found == {name: FIELDS[name] for name in list(FIELDS)[:7]} | {"next_steps": BARE_STEPS}


@pytest.mark.parametrize("extended", [None, False])
def test_camel_case_is_the_original_wire_form(envelope, extended):
    found = envelope.to_dict(camel_case=True, extended=extended)

    assert found == {name: CAMEL[name] for name in list(CAMEL)[:7]} | {"nextSteps": BARE_STEPS}
    assert list(found) == list(CAMEL)[:7]


def test_camel_case_can_have_every_field(envelope):
    assert envelope.to_dict(camel_case=True, extended=True) == CAMEL


@pytest.mark.parametrize("camel_case", [False, True])
@pytest.mark.parametrize("extended", [None, False, True])
def test_json_says_what_the_dictionary_says(envelope, camel_case, extended):
    options = {"camel_case": camel_case, "extended": extended}
    text = envelope.to_json(**options)

    assert json.loads(text) == envelope.to_dict(**options)
    assert "Läuft “nicht”" in text
    assert ", " not in text


@given(st.text(st.characters()))
def test_json_can_always_be_encoded(text):
    step = NextStep(id="a", kind="action", label=text, action="a", params={"s": text})
    envelope = Envelope(**FIELDS | {"operator_label": text, "next_steps": (step,)})

    assert json.loads(envelope.to_json().encode())["internal_code"] == "run.x"


def test_what_is_returned_is_no_part_of_the_envelope(envelope):
    found = envelope.to_dict()
    found["next_steps"][2]["params"]["n"] = 2
    found["next_steps"].clear()

    assert envelope.to_dict()["next_steps"] == STEP_DICTS


def test_parameters_are_a_copy_that_cannot_be_changed():
    given_params = {"n": 1}
    step = NextStep(id="a", kind="action", label="A", params=given_params)
    given_params["n"] = 2

    assert step.params == {"n": 1}
    with pytest.raises(TypeError):
        step.params["n"] = 3


@pytest.mark.parametrize("value", [Envelope(**FIELDS), *STEPS], ids=lambda each: each.__class__)
def test_a_value_cannot_be_changed(value):
    for name in (*value.__match_args__, "anything"):
        with pytest.raises(AttributeError):
            setattr(value, name, "x")
        with pytest.raises(AttributeError):
            delattr(value, name)
    assert value == type(value)(**{name: getattr(value, name) for name in value.__match_args__})


def test_what_may_be_personal_is_not_represented_not_even_after_a_pickle():
    step = NextStep(id="a", kind="link", label="Write to Ann", url="/ann")
    step.mark_personal()
    envelope = Envelope(**FIELDS | {"operator_label": "Ann", "next_steps": [step]})
    envelope.mark_personal()

    for value in (envelope, step, pickle.loads(pickle.dumps(envelope))):
        assert "ann" not in repr(value).lower()
        assert "<personal>" in repr(value)
    assert "Ann" not in repr(pickle.loads(pickle.dumps([envelope]))[0].next_steps)
    assert pickle.loads(pickle.dumps(envelope)) == envelope
    assert "severity='critical'" in repr(envelope)


@pytest.mark.parametrize("name", FIELDS)
def test_envelopes_that_differ_in_a_field_are_not_equal(envelope, name):
    other = Envelope(**FIELDS | {name: () if name == "next_steps" else "other"})

    assert envelope != other
    assert len({envelope, other, Envelope(**FIELDS)}) == 2


def test_equal_values_have_equal_hashes(envelope):
    steps = [NextStep(id="c", kind="action", label="Run", params={"n": 1, "s": "t"})]
    steps += [NextStep(id="c", kind="action", label="Run", params={"s": "t", "n": 1})]

    assert steps[0] == steps[1]
    assert hash(steps[0]) == hash(steps[1])
    assert hash(envelope) == hash(Envelope(**FIELDS))
    assert envelope != FIELDS
    assert envelope != STEPS[0]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_survives_pickling(envelope, protocol):
    found = pickle.loads(pickle.dumps(envelope, protocol))

    assert found == envelope
    assert found.next_steps[2].params == {"n": 1, "s": "t"}


def test_a_pickle_from_before_a_field_was_added_gets_its_default(envelope):
    restore, (kind, fields) = envelope.__reduce__()
    del fields["docs_url"]

    assert restore(kind, fields).docs_url is None


def test_a_copy_of_a_value_is_the_value(envelope):
    assert copy.copy(envelope) is envelope
    assert copy.deepcopy([envelope])[0] is envelope


def test_the_representation_makes_an_equal_value(envelope):
    assert eval(repr(envelope)) == envelope
    assert repr(STEPS[5]) == (
        "NextStep(id='f', kind='wait', label='Wait', url=None, action=None, params={}, target=None)"
    )


def test_values_match_by_position_and_by_name(envelope):
    match envelope:
        case Envelope(code, label, surface="badge", next_steps=[NextStep(first), *_]):
            assert (code, label, first) == ("run.x", "Läuft “nicht”", "a")
        case _:
            pytest.fail("no match")
    assert Envelope.__match_args__ == tuple(FIELDS)


def test_a_step_may_be_had_without_its_identifier():
    assert [step.to_dict(extended=False) for step in STEPS] == BARE_STEPS
    assert [step.to_dict() for step in STEPS] == STEP_DICTS
