"""The fast way gives what the slow way gives: values in disguise cannot take the fast one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonbook import Occurrence
from reasonbook.runtime import (
    Entry,
    Placeholder,
    Plural,
    Step,
    Surface,
    npgettext_noop,
    pgettext_noop,
)
from reasonbook.runtime.plain import Plain
from reasonbook.runtime.reason import binding_of

CHOICES = {"a": pgettext_noop("c#a", "Aye"), "b": pgettext_noop("c#b", "Bee")}
KINDS = {
    "string": st.text(max_size=3) | st.text("ab\u202e\n\xa0", min_size=250, max_size=260),
    "integer": st.integers(-3, 1003) | st.integers(),
    "number": st.integers(-3, 1003) | st.floats(-1e6, 1e6) | st.decimals(-100, 100, places=2),
    "percent": st.floats(-2, 2),
    "list": st.lists(st.text(max_size=3), max_size=4).map(tuple),
    "enum": st.sampled_from(["a", "b", "c"]),
}
PERCENT = ("integer", "number")


class Text(str):
    __slots__ = ()


class Whole(int):
    __slots__ = ()


def disguise(value):
    """Return an equal value that is not plain."""
    if type(value) is str:
        return Text(value)
    return Whole(value) if type(value) is int else value


@st.composite
def reasons(draw):
    """Return the types of placeholders, texts that take some of them, and their values."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=5))
    names = [f"p{number}" for number in range(len(kinds))]
    pieces = st.lists(st.sampled_from(["{" + each + "}" for each in names] + ["x", "{{", "\xa0"]))
    texts = [draw(pieces.map("".join)) + "." for _ in range(5)]
    numbers = [name for name, kind in zip(names, kinds, strict=True) if kind in PERCENT]
    by = draw(st.sampled_from(numbers)) if numbers and draw(st.booleans()) else None
    return kinds, texts, by, [draw(KINDS[kind]) for kind in kinds]


def make_entry(kinds, texts, by):
    label, explanation, other, step, surface = texts
    names = [f"p{number}" for number in range(len(kinds))]
    text = pgettext_noop("e", explanation)
    if by is not None:
        text = Plural(by, npgettext_noop("e", explanation, other))
    return Entry(
        operator_label=pgettext_noop("l", label),
        short_explanation=text,
        actionability="escalate",
        next_steps=(
            Step(id="s", kind="link", label=pgettext_noop("s", step), url="/{p0}"),
            Step(id="t", kind="link", label=pgettext_noop("t", "Fixed"), url="/fixed"),
            Step(id="a", kind="action", label=pgettext_noop("a", step), action="a", params=("p0",)),
        ),
        placeholders=tuple(
            Placeholder(name, kind, values=CHOICES if kind == "enum" else None)
            for name, kind in zip(names, kinds, strict=True)
        ),
        surfaces={
            "badge": Surface(
                operator_label=pgettext_noop("b", surface),
                short_explanation=pgettext_noop("d", surface),
            )
        },
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reasons())
def test_plain_values_are_rendered_as_all_others_are(make_bundle, given_reason):
    kinds, texts, by, values = given_reason
    made = make_bundle({"only": lambda: make_entry(kinds, texts, by)}, surfaces=("badge",))
    fast = Occurrence(made.enum.ONLY, tuple(values))
    slow = Occurrence(made.enum.ONLY, tuple(map(disguise, values)))

    for surface in ("detail", "badge"):
        for _ in range(2):
            assert fast.envelope(None, surface) == slow.envelope(None, surface)
    for _ in range(2):
        assert fast.operator_label() == slow.operator_label() == slow.envelope().operator_label
        assert fast.short_explanation() == slow.envelope().short_explanation
        assert fast.next_steps() == slow.next_steps()


KINDS_IN_A_ROW = [
    [],
    ["string"],
    ["string"] * 2,
    ["string"] * 3,
    ["integer"],
    ["integer"] * 2,
    ["string", "integer"],
    ["string", "string", "integer"],
    ["string", "integer"] * 2,
]


@pytest.mark.parametrize("kinds", KINDS_IN_A_ROW)
@pytest.mark.parametrize("bad", [None, "text", "number", "long"])
def test_any_number_of_values_is_looked_at(make_bundle, kinds, bad):
    names = [f"p{number}" for number in range(len(kinds))]
    text = "".join("{" + name + "}" for name in names) + "."
    made = make_bundle({"only": lambda: make_entry(kinds or ["list"], [text] * 5, None)})
    values = ["a" if kind == "string" else 5 for kind in kinds] or [()]
    bads = {"text": "\n", "number": 5000, "long": "x" * 257, None: values[-1]}
    if kinds:
        values[-1] = bads[bad]
    plain = Plain(binding_of(made.enum.ONLY).entry(made.enum.ONLY))

    assert plain.check(tuple(values)) is (not kinds or bad is None)
    slow = Occurrence(made.enum.ONLY, tuple(map(disguise, values)))
    assert Occurrence(made.enum.ONLY, tuple(values)).envelope() == slow.envelope()


def test_a_surface_may_reword_one_field_alone(make_bundle):
    def entry():
        found = make_entry(["string"], ["{p0}"] * 5, None)
        found.surfaces = {
            "one": Surface(operator_label=pgettext_noop("o", "Label of {p0}")),
            "two": Surface(short_explanation=pgettext_noop("x", "Text of {p0}")),
        }
        return found

    made = make_bundle({"only": entry}, surfaces=("one", "two"))
    occurrence = Occurrence(made.enum.ONLY, ("a",))

    one, two = occurrence.envelope(surface="one"), occurrence.envelope(surface="two")
    assert (one.operator_label, one.short_explanation) == ("Label of a", "a")
    assert (two.operator_label, two.short_explanation) == ("a", "Text of a")


@pytest.mark.parametrize(
    ("value", "shown"), [(1.5, "1.5"), ("x", "x"), (None, "{p0}"), (float("nan"), "nan")]
)
@pytest.mark.parametrize("label", ["Fixed", "{p0} rows"])
def test_a_value_that_cannot_be_written_goes_the_slow_way(make_bundle, label, value, shown):
    def entry():
        found = make_entry(["number"], [label, "{p0}.", "-", "-", "-"], None)
        found.next_steps = (found.next_steps[1],)
        return found

    made = make_bundle({"only": entry})
    occurrence = Occurrence(made.enum.ONLY, (value,))

    for _ in range(2):
        envelope = occurrence.envelope()
        assert envelope.operator_label == label.replace("{p0}", shown)
        assert occurrence.operator_label() == envelope.operator_label
        assert envelope.short_explanation == occurrence.short_explanation() == f"{shown}."
        assert [each.label for each in envelope.next_steps] == ["Fixed"]


@pytest.mark.parametrize(
    ("value", "shown"), [("x" * 300, "x" * 255 + "…"), ("a\nb", "a\ufffdb"), (Text("a"), "a")]
)
@pytest.mark.parametrize("label", ["Fixed", "{p0} rows"])
def test_a_value_that_is_not_plain_goes_the_slow_way(make_bundle, label, value, shown):
    def entry():
        found = make_entry(["string"], [label, "{p0}.", "-", "-", "-"], None)
        found.next_steps = (found.next_steps[1],)
        return found

    made = make_bundle({"only": entry})
    envelope = Occurrence(made.enum.ONLY, (value,)).envelope()

    assert envelope.operator_label == label.replace("{p0}", shown)
    assert envelope.short_explanation == f"{shown}."


def test_a_step_with_values_in_its_label_alone_is_made_from_them(make_bundle):
    def entry():
        found = make_entry(["number"], ["{p0}"] * 5, None)
        step = Step(id="s", kind="wait", label=pgettext_noop("w", "Wait {p0}"))
        found.next_steps = (step, found.next_steps[1])
        return found

    made = make_bundle({"only": entry})

    for value, shown in ((1.5, "Wait 1.5"), ("x", "Wait x"), (None, "Wait {p0}")):
        steps = Occurrence(made.enum.ONLY, (value,)).envelope().next_steps
        assert [each.label for each in steps] == [shown, "Fixed"]
        assert steps[1].url == "/fixed"


def test_a_value_that_no_source_text_takes_may_be_anything(make_bundle):
    made = make_bundle({"only": lambda: make_entry(["string", "integer"], ["{p0}"] * 5, None)})
    plain = Plain(binding_of(made.enum.ONLY).entry(made.enum.ONLY))

    assert plain.check(("a", None))
    assert plain.check(("a", 10**9))
    assert (plain.texts, plain.numbers) == ({0}, set())


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("label", ["{p0}", "{p0} of {p1}"])
def test_a_value_that_the_catalogue_has_no_text_for_goes_the_slow_way(make_bundle, label, turn):
    def entry():
        found = make_entry(["enum", "string"], [label] * 5, None)
        step = Step(id="s", kind="wait", label=pgettext_noop("w", label))
        found.next_steps = (step, *found.next_steps)[::turn]
        return found

    made = make_bundle({"only": entry}, surfaces=("badge",))
    for value, word in (("a", "Aye"), ("c", "c")):
        occurrence = Occurrence(made.enum.ONLY, (value, "x"))
        text = label.replace("{p0}", word).replace("{p1}", "x")
        envelope = occurrence.envelope()

        assert [envelope.operator_label, envelope.short_explanation] == [text, text]
        assert [occurrence.operator_label(), occurrence.short_explanation()] == [text, text]
        steps = [each.label for each in envelope.next_steps]
        assert steps == [text, text, "Fixed", text][::turn]
        assert occurrence.envelope(surface="badge").operator_label == text


@pytest.mark.parametrize("changing", [{0}, {1}, {2}, {0, 2}, {0, 1, 2}, set()])
@pytest.mark.parametrize("url", [None, "/fixed"])
def test_steps_stay_in_their_order_and_keep_their_addresses(make_bundle, changing, url):
    labels = ["Open {p0}" if number in changing else "Open" for number in range(3)]
    steps = tuple(
        Step(
            id=f"s{number}",
            kind="link" if url else "wait",
            label=pgettext_noop(f"s{number}", label),
            url=url,
        )
        for number, label in enumerate(labels)
    )

    def entry():
        found = make_entry(["string"], ["{p0}"] * 5, None)
        found.next_steps = steps
        return found

    made = make_bundle({"only": entry})
    (found,) = {
        each.envelope().next_steps
        for value in ("it", Text("it"))
        for each in [Occurrence(made.enum.ONLY, (value,))]
    }

    assert [each.id for each in found] == ["s0", "s1", "s2"]
    assert [each.label for each in found] == [each.replace("{p0}", "it") for each in labels]
    assert [each.url for each in found] == [url] * 3
    assert [dict(each.params) for each in found] == [{}] * 3


@pytest.mark.parametrize("changing", [{1}, {0, 2}])
def test_a_step_that_cannot_be_written_sends_all_the_slow_way(make_bundle, changing):
    def entry():
        found = make_entry(["enum"], ["x"] * 5, None)
        found.next_steps = tuple(
            Step(
                id=f"s{number}",
                kind="wait",
                label=pgettext_noop(f"s{number}", "Wait {p0}" if number in changing else "Wait"),
            )
            for number in range(3)
        )
        return found

    made = make_bundle({"only": entry})
    found = Occurrence(made.enum.ONLY, ("c",)).envelope().next_steps

    labels = ["Wait c" if number in changing else "Wait" for number in range(3)]
    assert [each.label for each in found] == labels
