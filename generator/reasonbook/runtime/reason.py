"""
The base of every generated enum.
"""

from __future__ import annotations

from enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from reasonbook.runtime.binding import Binding
    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.entries import Entry
    from reasonbook.runtime.envelope import Envelope, NextStep

    AnyReason = TypeVar("AnyReason", bound="Reason")


class Reason(StrEnum):
    """
    A stable code that can say what it means in the reader's locale.

    A member is its code: it can be stored, sent as JSON and used in `match`. In all methods
    *locale* is a language tag in any spelling; None means the current locale, else the source
    locale. *context* has the values of placeholders; one that is missing stays ``{name}``.
    None of them raises because of a locale, a context or a translation.
    """

    def envelope(
        self,
        locale: str | None = None,
        *,
        surface: str = "detail",
        context: Mapping[str, object] | None = None,
    ) -> Envelope:
        """Return all that a person is told; *surface* is where they will read it."""
        return _binding_of(self).envelope(self, locale, surface, context)

    def operator_label(
        self, locale: str | None = None, *, context: Mapping[str, object] | None = None
    ) -> str:
        """Return the one-line label."""
        return _binding_of(self).label(self, locale, context)

    def short_explanation(
        self, locale: str | None = None, *, context: Mapping[str, object] | None = None
    ) -> str:
        """Return the short explanation."""
        return _binding_of(self).explanation(self, locale, context)

    @property
    def actionability(self) -> str:
        """Whether anything can be done: ``retryable_transient``, for one."""
        return _binding_of(self).entry(self).actionability

    def next_steps(
        self, locale: str | None = None, *, context: Mapping[str, object] | None = None
    ) -> tuple[NextStep, ...]:
        """Return what the reader can do next."""
        return _binding_of(self).steps(self, locale, context)

    def default_message(
        self, locale: str | None = None, *, context: Mapping[str, object] | None = None
    ) -> str:
        """Return the short explanation."""
        return self.short_explanation(locale, context=context)


def bind(
    reasons: type[AnyReason], bundle: Bundle, entries: Callable[[], Mapping[AnyReason, Entry]]
) -> None:
    """
    Join *reasons* to *bundle*.

    *entries* is called when a source text or a fact is first needed, and never at import.
    """
    _BINDINGS[reasons] = bundle.join(reasons, lambda: entries().items())


# Not an attribute of the enums: type checkers would count it among their members' values.
_BINDINGS: dict[type[Reason], Binding] = {}


def _binding_of(reason: Reason) -> Binding:
    kind = type(reason)
    if kind not in _BINDINGS:
        raise TypeError(f"{kind.__qualname__} is bound to no bundle: its module must call `bind`")
    return _BINDINGS[kind]
