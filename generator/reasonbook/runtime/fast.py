"""
The fast way from an occurrence to an envelope, for plain values: closures over shapes.

Each gives what `reference` gives, or leaves it to that: where values are not plain, and where
one cannot be written.
"""

# Envelopes with values are made here, and occurrences are looked into: a property or a guarded
# constructor for each would take longer than all of the rest.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from reasonbook.runtime.envelope import Envelope
from reasonbook.runtime.next_step import NextStep, make_step
from reasonbook.runtime.shapes import Forms, as_shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from reasonbook.runtime.envelope import EnvelopeFacts
    from reasonbook.runtime.occurrence import Occurrence
    from reasonbook.runtime.plain import Check
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.reference import Reference, StepWording
    from reasonbook.runtime.shapes import Shape, Values

    MakeStep: TypeAlias = Callable[[Values], "NextStep | None"]
    MakeSteps: TypeAlias = Callable[[Values], "tuple[NextStep, ...] | None"]
    Slow: TypeAlias = Callable[[Values], Envelope]
    Render: TypeAlias = Callable[[Occurrence[Reason | None]], Envelope]
    WriteText: TypeAlias = Callable[[Occurrence[Reason | None]], str]
    Parts: TypeAlias = tuple[
        "Forms | Shape | str", "Forms | Shape | str", "tuple[NextStep, ...] | MakeSteps"
    ]

_new = object.__new__


def make_fast(facts: EnvelopeFacts, parts: Parts, check: Check, slow: Slow) -> Render:
    """Return what makes envelopes of *parts*: the label, the explanation, the next steps."""
    label, explanation, steps = parts
    if isinstance(label, str) and not callable(steps) and not isinstance(explanation, str):
        # Most reasons have values in their explanation alone.
        return _explanation_alone((facts, label, steps), explanation, check, slow)
    return _any_parts(facts, parts, check, slow)


def _explanation_alone(
    fixed: tuple[EnvelopeFacts, str, tuple[NextStep, ...]],
    given: Forms | Shape,
    check: Check,
    slow: Slow,
) -> Render:
    """Return `_any_parts` without what such reasons have no use for: a quarter of the time."""
    facts, label, steps = fixed
    explanation = as_shape(given)

    def render(occurrence: Occurrence[Reason | None]) -> Envelope:
        values = occurrence._values  # noqa: SLF001  this is its way to an envelope
        if occurrence._is_plain or check(values):  # noqa: SLF001  ditto
            occurrence._is_plain = True  # noqa: SLF001  ditto
            text = explanation(values)
            if text is not None:
                envelope: Envelope = _new(Envelope)
                envelope._facts = facts  # noqa: SLF001  envelopes with values are made here
                envelope._label = label  # noqa: SLF001  ditto
                envelope._explanation = text  # noqa: SLF001  ditto
                envelope._steps = steps  # noqa: SLF001  ditto
                return envelope
        return slow(values)

    return render


def _any_parts(facts: EnvelopeFacts, parts: Parts, check: Check, slow: Slow) -> Render:
    label, explanation, steps = as_shape(parts[0]), as_shape(parts[1]), _as_maker(parts[2])

    def render(occurrence: Occurrence[Reason | None]) -> Envelope:
        values = occurrence._values  # noqa: SLF001  this is its way to an envelope
        if occurrence._is_plain or check(values):  # noqa: SLF001  ditto
            occurrence._is_plain = True  # noqa: SLF001  ditto
            text, more = label(values), explanation(values)
            made = steps(values)
            if text is not None and more is not None and made is not None:
                envelope: Envelope = _new(Envelope)
                envelope._facts = facts  # noqa: SLF001  envelopes with values are made here
                envelope._label = text  # noqa: SLF001  ditto
                envelope._explanation = more  # noqa: SLF001  ditto
                envelope._steps = made  # noqa: SLF001  ditto
                return envelope
        return slow(values)

    return render


def _as_maker(given: tuple[NextStep, ...] | MakeSteps) -> MakeSteps:
    if callable(given):
        return given
    steps = given
    return lambda _: steps


def make_text_fast(
    given: Forms | Shape | str, check: Check, slow: Callable[[Values], str]
) -> WriteText:
    """Return what writes one text."""
    shape = as_shape(given)

    def write(occurrence: Occurrence[Reason | None]) -> str:
        values = occurrence._values  # noqa: SLF001  this is its way to a text
        if occurrence._is_plain or check(values):  # noqa: SLF001  ditto
            occurrence._is_plain = True  # noqa: SLF001  ditto
            text = shape(values)
            if text is not None:
                return text
        return slow(values)

    return write


def make_step_fast(wording: StepWording, label: Shape, reference: Reference) -> MakeStep:
    """Return what makes a step with values in its address or its parameters."""
    facts, url, names = wording.facts, wording.url, wording.step.params

    def make(values: Values) -> NextStep | None:
        text = label(values)
        if text is None:
            return None
        address = None if url is None else reference.address(url, values)
        return make_step(facts, text, address, reference.params(names, values))

    return make


def join_steps(steps: list[NextStep | MakeStep]) -> tuple[NextStep, ...] | MakeSteps:
    """Return all steps, or what makes them where values change any of them."""
    fixed = tuple(each for each in steps if isinstance(each, NextStep))
    changing = [(place, each) for place, each in enumerate(steps) if not isinstance(each, NextStep)]
    if not changing:
        return fixed
    if len(changing) == 1:
        ((place, change),) = changing
        return _one_of(fixed[:place], change, fixed[place:])

    def make(values: Values) -> tuple[NextStep, ...] | None:
        made: list[NextStep] = []
        for each in steps:
            step = each if isinstance(each, NextStep) else each(values)
            if step is None:
                return None
            made.append(step)
        return tuple(made)

    return make


def _one_of(
    before: tuple[NextStep, ...], change: MakeStep, after: tuple[NextStep, ...]
) -> MakeSteps:
    """Return `join_steps` for the usual case: in half the time of the general one."""

    def make(values: Values) -> tuple[NextStep, ...] | None:
        step = change(values)
        return None if step is None else (*before, step, *after)

    return make
