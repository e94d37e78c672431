"""
An enum with its entries and its bundle: where envelopes are put together.
"""

from __future__ import annotations

from reasonbook.runtime.envelope import Envelope, NextStep
from reasonbook.runtime.texts import render
from reasonbook.runtime.values import (
    clean,
    exact_text,
    given,
    parameter,
    shown,
    shown_in_url,
)
from reasonbook.runtime.wording import word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reasonbook.runtime.catalogues import Catalogues
    from reasonbook.runtime.entries import Entry, Step
    from reasonbook.runtime.locales import Locales
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.texts import Template
    from reasonbook.runtime.wording import Wording

    Context = Mapping[str, object] | None

DEFAULT_SURFACE = "detail"


class Binding:
    """
    What the members of one enum share.

    *load* gives their entries; it is called when one is first needed.
    """

    __slots__ = ("_catalogues", "_entries", "_load", "_locales", "_wordings")

    def __init__(
        self,
        locales: Locales,
        catalogues: Catalogues,
        load: Callable[[], Iterable[tuple[Reason, Entry]]],
    ) -> None:
        """Remember where all comes from; nothing is loaded."""
        self._locales = locales
        self._catalogues = catalogues
        self._load = load
        self._entries: dict[Reason, Entry] | None = None
        self._wordings: dict[str, dict[Reason, Wording]] = {}

    def entry(self, reason: Reason) -> Entry:
        """Return the entry of *reason*."""
        entries = self._entries
        if entries is None:
            entries = self._entries = dict(self._load())
        return entries[reason]

    def label(self, reason: Reason, locale: str | None, context: Context) -> str:
        """Return the operator label of *reason* for *locale*."""
        _, locales = self._locales.ask(locale)
        return _render(self._wording(reason, locales).label, context)

    def explanation(self, reason: Reason, locale: str | None, context: Context) -> str:
        """Return the short explanation of *reason* for *locale*."""
        _, locales = self._locales.ask(locale)
        return _render(self._wording(reason, locales).explanation, context)

    def steps(self, reason: Reason, locale: str | None, context: Context) -> tuple[NextStep, ...]:
        """Return the next steps of *reason* for *locale*."""
        _, locales = self._locales.ask(locale)
        return _steps(self.entry(reason), self._wording(reason, locales), context)

    def envelope(
        self, reason: Reason, locale: str | None, surface: str, context: Context
    ) -> Envelope:
        """Return the envelope of *reason* for *locale*."""
        requested, locales = self._locales.ask(locale)
        entry = self.entry(reason)
        wording = self._wording(reason, locales)
        used = wording.locale
        asked_surface = exact_text(surface)
        return Envelope(
            internal_code=reason.value,
            operator_label=_render(wording.label, context),
            short_explanation=_render(wording.explanation, context),
            actionability=entry.actionability,
            next_steps=_steps(entry, wording, context),
            show_no_action_needed=entry.show_no_action_needed,
            diagnostic_code_label=entry.diagnostic_code_label or reason.value,
            severity=entry.severity,
            locale=self._locales.source if used is None else self._locales.spelled(used),
            requested_locale=requested,
            surface=DEFAULT_SURFACE if asked_surface is None else clean(asked_surface),
            docs_url=entry.docs_url,
            retry_after=entry.retry_after,
        )

    def _wording(self, reason: Reason, locales: tuple[str, ...]) -> Wording:
        # The first locale stands for all: what is shorter than it follows from it.
        table = self._wordings.setdefault(locales[0] if locales else "", {})
        found = table.get(reason)
        if found is None:
            found = table[reason] = word(self.entry(reason), locales, self._catalogues)
        return found


def _render(template: Template, context: Context) -> str:
    return render(template, lambda name: shown(given(context, name)))


def _steps(entry: Entry, wording: Wording, context: Context) -> tuple[NextStep, ...]:
    rows = zip(entry.next_steps, wording.steps, wording.urls, strict=True)
    return tuple(_step(step, _render(label, context), url, context) for step, label, url in rows)


def _step(step: Step, label: str, url: Template | None, context: Context) -> NextStep:
    found = {name: parameter(given(context, name)) for name in step.params}
    return NextStep(
        id=step.id,
        kind=step.kind,
        label=label,
        url=None if url is None else _address(url, context),
        action=step.action,
        params={name: value for name, value in found.items() if value is not None},
        target=step.target,
    )


def _address(url: Template, context: Context) -> str | None:
    """
    Return the address; None if it lacks a value or its values make it lead elsewhere.

    A host (``//`` at the start) and dot segments (RFC 3986, section 3.3) can come of values
    that are harmless one by one, so the whole is looked at. Clients resolve dot segments even
    when the dots are percent-encoded; `shown_in_url` leaves dots as they are.
    """
    values = {name: shown_in_url(given(context, name)) for name in url.names}
    if None in values.values():
        return None
    address = render(url, values.get)
    path = address.partition("?")[0].partition("#")[0]
    if url.names and (path.startswith("//") or {".", ".."} & set(path.split("/"))):
        return None
    return address
