"""
The base of every generated enum.
"""

from __future__ import annotations

from enum import StrEnum

from reasonbook.runtime.binding import Binding
from reasonbook.runtime.locales import CURRENT, replace_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self, TypeVar

    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.entries import Entry
    from reasonbook.runtime.envelope import Envelope
    from reasonbook.runtime.next_step import NextStep
    from reasonbook.runtime.occurrence import Occurrence

    AnyReason = TypeVar("AnyReason", bound="Reason")
    Context = Mapping[str, object] | None

_current = CURRENT.get


class Reason(StrEnum):
    """
    A stable code that can say what it means in the reader's locale.

    A member is its code: it can be stored, sent as JSON and used in `match`. In all methods
    *locale* is a language tag in any spelling; None means the current locale, else the source
    locale. *context* has the values of placeholders by name; one that is missing stays
    ``{name}``, and one that no text takes is ignored. None of them raises because of a locale,
    a context or a translation, but inside of `strict`.
    """

    # Everything that a call may pass is a plain parameter: one that may only be passed by
    # keyword makes each call a quarter slower.
    def envelope(
        self, locale: str | None = None, surface: str | None = None, context: Context = None
    ) -> Envelope:
        """Return all that a person is told; *surface* is where they read it, None is ``detail``."""
        if locale is None and surface is None and context is None:
            try:
                return _current().envelopes[self]
            except KeyError:
                pass
        binding = binding_of(self)
        renderer = binding.renderer(self, locale, surface)
        if context is None:
            return renderer.envelope
        from reasonbook.runtime.occurrence import Occurrence  # noqa: PLC0415  it imports this

        return renderer.render(Occurrence(self, binding.values(self, context)))

    def operator_label(self, locale: str | None = None, *, context: Context = None) -> str:
        """Return the one-line label."""
        return self.envelope(locale, context=context).operator_label

    def short_explanation(self, locale: str | None = None, *, context: Context = None) -> str:
        """Return the short explanation."""
        return self.envelope(locale, context=context).short_explanation

    @property
    def actionability(self) -> str:
        """Whether anything can be done: ``retryable_transient``, for one."""
        return binding_of(self).entry(self).actionability

    def next_steps(
        self, locale: str | None = None, *, context: Context = None
    ) -> tuple[NextStep, ...]:
        """Return what the reader can do next."""
        return self.envelope(locale, context=context).next_steps

    def default_message(self, locale: str | None = None, *, context: Context = None) -> str:
        """Return the short explanation."""
        return self.short_explanation(locale, context=context)

    def occurrence(self, params: Context = None) -> Occurrence[Self]:
        """
        Return an occurrence with *params*, for a reason that is known at run time only.

        Where the reason is known, its function checks names and types before anything runs.
        What is missing, superfluous or of another type is reported once, and kept.
        """
        from reasonbook.runtime.stored import occur  # noqa: PLC0415  not at every start

        return occur(self, params)


def bind(
    reasons: type[AnyReason], bundle: Bundle, entries: Callable[[], tuple[Callable[[], Entry], ...]]
) -> None:
    """
    Join *reasons* to *bundle*.

    *entries* gives what makes the entry of each member, in their order. It is called when a
    source text or a fact is first needed, and never at import; an entry is made when its own is.
    """

    def load() -> Mapping[Reason, Callable[[], Entry]]:
        return dict(zip(reasons, entries(), strict=True))

    binding = _BINDINGS[reasons] = Binding(bundle, load)
    rivals = {_OWNERS[code] for code in reasons if code in _OWNERS}
    if rivals:
        # Members are equal to their codes: in one table, the enums would get each other's texts.
        replace_all(lambda: _separate({binding, *rivals}))
    _OWNERS.update(dict.fromkeys(reasons, binding))
    bundle.join(reasons)


# Not an attribute of the enums: type checkers would count it among their members' values.
_BINDINGS: dict[type[Reason], Binding] = {}
# Whose the codes of all enums of this process are.
_OWNERS: dict[str, Binding] = {}


def _separate(bindings: set[Binding]) -> None:
    for each in bindings:
        each.is_shared = False


def binding_of(reason: Reason) -> Binding:
    """Return the binding of the enum of *reason*; `TypeError` if its module calls no `bind`."""
    kind = type(reason)
    if kind not in _BINDINGS:
        raise TypeError(f"{kind.__qualname__} is bound to no bundle: its module must call `bind`")
    return _BINDINGS[kind]
