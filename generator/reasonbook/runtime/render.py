"""
What one reason says in one locale, as functions from its values to an envelope.
"""

from __future__ import annotations

from reasonbook.runtime.fast import join_steps, make_fast, make_step_fast, make_text_fast
from reasonbook.runtime.next_step import NextStep, StepFacts, make_step
from reasonbook.runtime.reference import StepWording
from reasonbook.runtime.shapes import Forms, as_shape, make_shape
from reasonbook.runtime.texts import literal, parse
from reasonbook.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from reasonbook.runtime.entries import Entry, Placeholder, Step
    from reasonbook.runtime.envelope import Envelope, EnvelopeFacts
    from reasonbook.runtime.fast import MakeStep, Render, WriteText
    from reasonbook.runtime.plain import Plain
    from reasonbook.runtime.reference import Reference
    from reasonbook.runtime.shapes import Shape, Values
    from reasonbook.runtime.view import View, Wording


class Renderer:
    """
    One reason in one locale on one surface.

    *render* gives the envelope of an occurrence, *label*, *explanation* and *steps* a part of
    it. *envelope* is the one without values: names stay in their braces.
    """

    __slots__ = ("envelope", "explanation", "label", "render", "steps")

    def __init__(
        self,
        *,
        envelope: Envelope,
        render: Render,
        label: WriteText,
        explanation: WriteText,
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
        used = label.takes | set(step.params)
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
    used = {name for each in texts.wordings for name in each.takes}
    return bool(masked & used) or any(each.facts.is_personal for each in texts.steps)


def make_renderer(
    view: View, texts: Texts, plain: Plain, facts: EnvelopeFacts, reference: Reference
) -> Renderer:
    """Return the renderer of a reason that says *texts*."""
    compiler = _Compiler(view, texts.placeholders, plain)
    check = plain.check
    label = compiler.shape(texts.label)
    explanation = compiler.shape(texts.explanation)
    steps = join_steps([compiler.step(each, reference) for each in texts.steps])

    def slow(values: Values) -> Envelope:
        return reference.envelope(facts, texts, values)

    nothing: Values = (MISSING,) * len(texts.placeholders)
    envelope = slow(nothing)
    if not texts.placeholders:
        return constant_renderer(envelope)
    return Renderer(
        envelope=envelope,
        render=make_fast(facts, (label, explanation, steps), check, slow),
        label=make_text_fast(label, check, lambda values: reference.text(texts.label, values)),
        explanation=make_text_fast(
            explanation, check, lambda values: reference.text(texts.explanation, values)
        ),
        steps=lambda values: tuple(reference.step(each, values) for each in texts.steps),
    )


def constant_renderer(envelope: Envelope) -> Renderer:
    """Return the renderer of a reason without placeholders."""
    return Renderer(
        envelope=envelope,
        render=lambda _: envelope,
        label=lambda _: envelope.operator_label,
        explanation=lambda _: envelope.short_explanation,
        steps=lambda _: envelope.next_steps,
    )


class _Compiler:
    """Makes shapes of wordings."""

    def __init__(self, view: View, placeholders: tuple[Placeholder, ...], plain: Plain) -> None:
        self._view = view
        self._placeholders = placeholders
        self._places = {each.name: place for place, each in enumerate(placeholders)}
        self._plain = plain.texts | plain.numbers

    def shape(self, wording: Wording) -> Forms | Shape | str:
        """Return what writes *wording*, or the text itself where no value changes it."""
        shapes = [self._form(wording, number) for number in range(len(wording.forms))]
        if wording.by is not None:
            return Forms(self._places[wording.by], wording.language.plurals, shapes)
        template = wording.forms[0]
        return shapes[0] if template.names else template.literals[0]

    def step(self, wording: StepWording, reference: Reference) -> NextStep | MakeStep:
        """Return what makes a step, or the step itself where no value changes it."""
        label = self.shape(wording.label)
        url, names = wording.url, wording.step.params
        address = None
        if url is not None and not url.names:
            address, url = reference.address(url, ()), None
        if url is not None or names:
            return make_step_fast(wording, as_shape(label), reference)
        if isinstance(label, str):
            return make_step(wording.facts, label, address, {})
        shape, facts = as_shape(label), wording.facts

        def make(values: Values) -> NextStep | None:
            text = shape(values)
            return None if text is None else make_step(facts, text, address, None)

        return make

    def _form(self, wording: Wording, number: int) -> Shape:
        template = wording.forms[number]
        places = [self._places[name] for name in template.names]
        writers = [
            None
            if place in self._plain
            else self._view.writer(self._placeholders[place], wording.language)
            for place in places
        ]
        return make_shape(template.literals, places, writers)
