"""
A reason with any values whatever, put together text by text.

This is what envelopes mean; `fast` gives the same for plain values.
"""

# Envelopes with values are made here as they are in `fast`.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from reasonbook.runtime.envelope import Envelope
from reasonbook.runtime.next_step import make_step
from reasonbook.runtime.parameters import parameter
from reasonbook.runtime.problems import Problem
from reasonbook.runtime.texts import render
from reasonbook.runtime.values import MISSING, shown, shown_in_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.entries import Placeholder, Step
    from reasonbook.runtime.envelope import EnvelopeFacts
    from reasonbook.runtime.language import Language
    from reasonbook.runtime.next_step import NextStep, StepFacts
    from reasonbook.runtime.parameters import Parameter
    from reasonbook.runtime.render import Texts
    from reasonbook.runtime.shapes import Values
    from reasonbook.runtime.texts import Template
    from reasonbook.runtime.view import View, Wording

_new = object.__new__


class StepWording:
    """A next step as it is said: its facts, its label, its address in pieces."""

    __slots__ = ("facts", "label", "step", "url")

    def __init__(self, step: Step, facts: StepFacts, label: Wording, url: Template | None) -> None:
        """Make the wording of *step*."""
        self.step = step
        self.facts = facts
        self.label = label
        self.url = url


class Reference:
    """
    Writes the texts of one reason with any values.

    *code* and *bundle* are for reports. Values stand in the order of *placeholders*; one that
    is None or `MISSING` is not there, and its name stays in the text, in braces.
    """

    __slots__ = ("_bundle", "_code", "_placeholders", "_places", "_view")

    def __init__(
        self,
        view: View,
        placeholders: tuple[Placeholder, ...],
        *,
        code: str,
        bundle: Bundle,
    ) -> None:
        """Write for readers of *view*."""
        self._view = view
        self._placeholders = placeholders
        self._places = {each.name: place for place, each in enumerate(placeholders)}
        self._code = code
        self._bundle = bundle

    def envelope(self, facts: EnvelopeFacts, texts: Texts, values: Values) -> Envelope:
        """Return the envelope of *values*."""
        envelope: Envelope = _new(Envelope)
        envelope._facts = facts  # noqa: SLF001  as in `fast`
        envelope._label = self.text(texts.label, values)  # noqa: SLF001  ditto
        envelope._explanation = self.text(texts.explanation, values)  # noqa: SLF001  ditto
        envelope._steps = tuple(self.step(each, values) for each in texts.steps)  # noqa: SLF001  ditto
        return envelope

    def text(self, wording: Wording, values: Values) -> str:
        """Return one text."""
        template = wording.forms[self._form(wording, values)]
        return render(template, lambda name: self._shown(name, values, wording.language))

    def step(self, wording: StepWording, values: Values) -> NextStep:
        """Return one next step."""
        return make_step(
            wording.facts,
            self.text(wording.label, values),
            None if wording.url is None else self.address(wording.url, values),
            self.params(wording.step.params, values),
        )

    def address(self, url: Template, values: Values) -> str | None:
        """
        Return the address; None if it lacks a value or its values make it lead elsewhere.

        A host (``//`` at the start) and dot segments (RFC 3986, section 3.3) can come of values
        that are harmless one by one, so the whole is looked at. Clients resolve dot segments
        even when the dots are percent-encoded; `shown_in_url` leaves dots as they are.
        """
        written = {name: shown_in_url(self._value(name, values)) for name in url.names}
        if None in written.values():
            return None
        address = render(url, written.get)
        path = address.partition("?")[0].partition("#")[0].lower().replace("%2e", ".")
        if url.names and (path.startswith("//") or {".", ".."} & set(path.split("/"))):
            return None
        return address

    def params(self, names: tuple[str, ...], values: Values) -> Mapping[str, Parameter]:
        """Return the parameters that are there, for a program."""
        found = {name: parameter(self._value(name, values)) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, name: str, values: Values) -> object:
        place = self._places.get(name, len(values))
        return values[place] if place < len(values) else MISSING

    def _form(self, wording: Wording, values: Values) -> int:
        if wording.by is None:
            return 0
        return wording.language.plurals.index(self._value(wording.by, values))

    def _shown(self, name: str, values: Values, language: Language) -> str | None:
        value = self._value(name, values)
        if value is None or value is MISSING:
            return None
        placeholder = self._placeholders[self._places[name]]
        written = self._view.writer(placeholder, language)(value)
        if written is not None:
            return written
        self._report(name, f"a value is no {placeholder.type}")
        return shown(value)

    def _report(self, name: str, message: str) -> None:
        self._bundle.report(
            Problem(
                kind="type",
                message=message,
                bundle=self._bundle.name,
                code=self._code,
                placeholder=name,
            )
        )
