"""
The fast way from values to an envelope: closures over what one reason says in one locale.
"""

from __future__ import annotations

from reasonbook.runtime.envelope import Envelope, EnvelopeFacts
from reasonbook.runtime.next_step import NextStep, StepFacts, make_step
from reasonbook.runtime.reference import Reference, StepWording
from reasonbook.runtime.shapes import make_check, make_plural, make_shape
from reasonbook.runtime.texts import literal, parse
from reasonbook.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from reasonbook.runtime.entries import Entry, Placeholder, Step
    from reasonbook.runtime.shapes import Check, Shape, Values
    from reasonbook.runtime.view import View, Wording

    MakeStep: TypeAlias = Callable[[Values], "NextStep | None"]
    MakeSteps: TypeAlias = Callable[[Values], "tuple[NextStep, ...] | None"]

_new = object.__new__


class Renderer:
    """
    One reason in one locale on one surface.

    *render* gives the envelope of values, *label*, *explanation* and *steps* a part of it.
    *envelope* is the one without values: names stay in their braces.
    """

    __slots__ = ("envelope", "explanation", "label", "render", "steps")

    def __init__(
        self,
        *,
        envelope: Envelope,
        render: Callable[[Values], Envelope],
        label: Callable[[Values], str],
        explanation: Callable[[Values], str],
        steps: Callable[[Values], tuple[NextStep, ...]],
    ) -> None:
        """Make a renderer."""
        self.envelope = envelope
        self.render = render
        self.label = label
        self.explanation = explanation
        self.steps = steps


class Texts:
    """What a reason says: its label, its explanation and its next steps."""

    __slots__ = ("explanation", "label", "placeholders", "steps")

    def __init__(self, view: View, entry: Entry, surface: str) -> None:
        """Choose the wording of *entry* for *surface*."""
        own = entry.surfaces.get(surface)
        self.placeholders = entry.placeholders
        names = {each.name for each in entry.placeholders}
        label = (own and own.operator_label) or entry.operator_label
        explanation = (own and own.short_explanation) or entry.short_explanation
        self.label = view.wording(label, names)
        self.explanation = view.wording(explanation, names)
        self.steps = [self._step(view, each, names) for each in entry.next_steps]

    @property
    def wordings(self) -> list[Wording]:
        """All texts that are translated."""
        return [self.label, self.explanation, *(each.label for each in self.steps)]

    def _step(self, view: View, step: Step, names: set[str]) -> StepWording:
        label = view.wording(step.label, names)
        # The compiler refuses what cannot be parsed; made by hand, it shows as it is.
        url = None if step.url is None else parse(step.url, names) or literal(step.url)
        masked = {each.name for each in self.placeholders if each.is_masked}
        used = {name for form in label.forms for name in form.names} | set(step.params)
        used |= set() if url is None else set(url.names)
        facts = StepFacts(
            step.id,
            step.kind,
            action=step.action,
            target=step.target,
            is_personal=bool(used & masked),
        )
        return StepWording(step, facts, label, url)


def is_personal(texts: Texts) -> bool:
    """Tell whether *texts* take a value that no log may show."""
    masked = {each.name for each in texts.placeholders if each.is_masked}
    used = {name for each in texts.wordings for form in each.forms for name in form.names}
    return bool(masked & used) or any(each.facts.is_personal for each in texts.steps)


def make_renderer(view: View, texts: Texts, facts: EnvelopeFacts, reference: Reference) -> Renderer:
    """Return the renderer of a reason that says *texts*."""
    compiler = _Compiler(view, texts.placeholders)
    label = compiler.shape(texts.label)
    explanation = compiler.shape(texts.explanation)
    steps = [compiler.step(each, reference) for each in texts.steps]
    check = compiler.check()
    slow = _slow(texts, facts, reference)
    nothing: Values = (MISSING,) * len(texts.placeholders)
    envelope = slow(nothing)
    if not texts.placeholders:
        return constant_renderer(envelope)
    return Renderer(
        envelope=envelope,
        render=_fast(facts, (label, explanation, _join_steps(steps)), check, slow),
        label=_text(label, check, lambda values: reference.text(texts.label, values)),
        explanation=_text(
            explanation, check, lambda values: reference.text(texts.explanation, values)
        ),
        steps=lambda values: slow(values).next_steps,
    )


class _Compiler:
    """Makes shapes, and notes which values they want plain."""

    def __init__(self, view: View, placeholders: tuple[Placeholder, ...]) -> None:
        self._view = view
        self._placeholders = placeholders
        self._places = {each.name: place for place, each in enumerate(placeholders)}
        self._texts: set[int] = set()
        self._numbers: set[int] = set()

    def check(self) -> Check | None:
        """Return what tells whether values may go the fast way."""
        return make_check(sorted(self._texts), sorted(self._numbers))

    def shape(self, wording: Wording) -> Shape | str:
        """Return what writes *wording*, or the text itself where no value changes it."""
        shapes = [self._form(wording, number) for number in range(len(wording.forms))]
        if wording.by is not None:
            place = self._places[wording.by]
            self._numbers.add(place)
            return make_plural(place, wording.language.plurals, shapes)
        template = wording.forms[0]
        return shapes[0] if template.names else template.literals[0]

    def step(self, wording: StepWording, reference: Reference) -> NextStep | MakeStep:
        """Return what makes a step, or the step itself where no value changes it."""
        label = self.shape(wording.label)
        url, names = wording.url, wording.step.params
        static_url = url is None or not url.names
        if isinstance(label, str) and static_url and not names:
            address = None if url is None else reference.address(url, ())
            return make_step(wording.facts, label, address, {})
        return _make_step(wording, label, reference)

    def _form(self, wording: Wording, number: int) -> Shape:
        template = wording.forms[number]
        places = [self._places[name] for name in template.names]
        writers = []
        for place in places:
            placeholder = self._placeholders[place]
            if placeholder.type == "string":
                self._texts.add(place)
            elif placeholder.type == "integer":
                self._numbers.add(place)
            is_plain = placeholder.type in ("string", "integer")
            writers.append(None if is_plain else self._view.writer(placeholder, wording.language))
        return make_shape(template.literals, places, writers)


def _make_step(wording: StepWording, label: Shape | str, reference: Reference) -> MakeStep:
    facts, url, names = wording.facts, wording.url, wording.step.params

    def make(values: Values) -> NextStep | None:
        text = label if isinstance(label, str) else label(values)
        if text is None:
            return None
        address = None if url is None else reference.address(url, values)
        return make_step(facts, text, address, reference.params(names, values))

    return make


def _join_steps(steps: list[NextStep | MakeStep]) -> tuple[NextStep, ...] | MakeSteps:
    """Return all steps, or what makes them where values change any of them."""
    static = tuple(each for each in steps if isinstance(each, NextStep))
    if len(static) == len(steps):
        return static

    def make(values: Values) -> tuple[NextStep, ...] | None:
        made: list[NextStep] = []
        for each in steps:
            step = each if isinstance(each, NextStep) else each(values)
            if step is None:
                return None
            made.append(step)
        return tuple(made)

    return make


def constant_renderer(envelope: Envelope) -> Renderer:
    """Return the renderer of a reason without placeholders."""
    return Renderer(
        envelope=envelope,
        render=lambda _: envelope,
        label=lambda _: envelope.operator_label,
        explanation=lambda _: envelope.short_explanation,
        steps=lambda _: envelope.next_steps,
    )


def _slow(texts: Texts, facts: EnvelopeFacts, reference: Reference) -> Callable[[Values], Envelope]:
    def render(values: Values) -> Envelope:
        envelope: Envelope = _new(Envelope)
        envelope._facts = facts  # noqa: SLF001  an envelope is made here and nowhere else
        envelope._label = reference.text(texts.label, values)  # noqa: SLF001  ditto
        envelope._explanation = reference.text(texts.explanation, values)  # noqa: SLF001  ditto
        envelope._steps = tuple(reference.step(each, values) for each in texts.steps)  # noqa: SLF001  ditto
        return envelope

    return render


def _text(
    shape: Shape | str, check: Check | None, slow: Callable[[Values], str]
) -> Callable[[Values], str]:
    if isinstance(shape, str):
        text = shape
        return lambda _: text

    def write(values: Values) -> str:
        if check is None or check(values):
            written = shape(values)
            if written is not None:
                return written
        return slow(values)

    return write


def _fast(
    facts: EnvelopeFacts,
    shapes: tuple[Shape | str, Shape | str, tuple[NextStep, ...] | MakeSteps],
    check: Check | None,
    slow: Callable[[Values], Envelope],
) -> Callable[[Values], Envelope]:
    given_label, given_explanation, given_steps = shapes
    no_label = given_label if isinstance(given_label, str) else ""
    make_label = None if isinstance(given_label, str) else given_label
    no_explanation = given_explanation if isinstance(given_explanation, str) else ""
    make_explanation = None if isinstance(given_explanation, str) else given_explanation
    no_steps = given_steps if isinstance(given_steps, tuple) else ()
    make_steps = None if isinstance(given_steps, tuple) else given_steps

    def render(values: Values) -> Envelope:
        if check is not None and not check(values):
            return slow(values)
        label = no_label if make_label is None else make_label(values)
        explanation = no_explanation if make_explanation is None else make_explanation(values)
        steps = no_steps if make_steps is None else make_steps(values)
        if label is None or explanation is None or steps is None:
            return slow(values)
        envelope: Envelope = _new(Envelope)
        envelope._facts = facts  # noqa: SLF001  as in the slow way
        envelope._label = label  # noqa: SLF001  ditto
        envelope._explanation = explanation  # noqa: SLF001  ditto
        envelope._steps = steps  # noqa: SLF001  ditto
        return envelope

    return render
