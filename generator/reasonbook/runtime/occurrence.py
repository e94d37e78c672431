"""
Occurrences: a reason with its values, to be stored, sent, and rendered later.
"""

from __future__ import annotations

from types import GenericAlias, MappingProxyType

from reasonbook.runtime.frozen import PERSONAL
from reasonbook.runtime.locales import CURRENT
from reasonbook.runtime.reason import binding_of
from reasonbook.runtime.values import MISSING, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Generic, Self, TypeAlias, TypeGuard, TypeVar

    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.envelope import Envelope
    from reasonbook.runtime.next_step import NextStep
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.render import Renderer
    from reasonbook.runtime.shapes import Values
    from reasonbook.runtime.stored import Stored
    from reasonbook.runtime.wire import Json

    Listed: TypeAlias = list[str] | tuple[str, ...] | None
    AnyReason_co = TypeVar("AnyReason_co", bound="Reason | None", covariant=True)
else:
    AnyReason_co = None

    class Generic:
        """What `typing` has; it would take longer to import than all of the runtime."""

        __slots__ = ()

        def __class_getitem__(cls, item: object) -> type:
            """Return the class itself."""
            return cls


MAX_SHOWN_NAME = 64

_current = CURRENT.get


def Items(values: Listed) -> Listed:  # noqa: N802  a parameter of a generated function cannot hide a capital
    """Return *values* as a tuple that nobody changes later; generated functions call it."""
    return tuple(values) if type(values) is list else values


class Occurrence(Generic[AnyReason_co]):
    """
    A reason with the values of one time that it occurred.

    It never changes, compares by its code, parameters and version, and can be hashed and
    pickled. It says nothing in any language until it is rendered, by whatever version of the
    bundle is installed then, in the locale of whoever reads it. In all methods *locale* is a
    language tag in any spelling; None means the current locale, else the source locale.
    """

    # The fields are properties, as those of an envelope are, and for the same reason.
    __slots__ = ("_is_plain", "_reason", "_stored", "_values")
    _reason: AnyReason_co
    _values: Values
    _stored: Stored | None
    # Whether the fast way is known to be right for the values: no part of the value itself.
    _is_plain: bool
    __match_args__ = ("code", "params", "version")
    if not TYPE_CHECKING:  # pragma: no branch  checkers derive it from the bases
        __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, reason: AnyReason_co, values: Values, stored: Stored | None = None) -> None:
        """
        Make an occurrence; generated functions call this.

        *values* stand in the order of the reason's placeholders, None for one that is not given.
        *stored* is what was read, where it was read: it keeps what *values* has no place for.
        """
        self._reason = reason
        self._values = values
        self._stored = stored
        self._is_plain = False

    @property
    def reason(self) -> AnyReason_co:
        """The member; None for a code that the installed bundle does not have."""
        return self._reason

    @property
    def code(self) -> str:
        """The code, also of a reason that is not known."""
        return self._stored.code if self._reason is None and self._stored else str(self._reason)

    @property
    def params(self) -> Mapping[str, object]:
        """The values that are there, by name, those that the reason has no placeholder for too."""
        reason, stored = self._reason, self._stored
        if reason is None or stored is not None:
            return MappingProxyType(stored.params if stored is not None else {})
        return MappingProxyType(_named(reason, self._values))

    @property
    def version(self) -> str:
        """The version of the catalogue in which it occurred."""
        if self._stored is not None or self._reason is None:
            return self._stored.version if self._stored else ""
        return binding_of(self._reason).bundle.version

    def envelope(self, locale: str | None = None, surface: str | None = None) -> Envelope:
        """Return all that a person is told; *surface* is where they read it, None is ``detail``."""
        if locale is None and surface is None:
            try:
                return _current().renders[self._reason](self)
            except KeyError:
                pass
        return self._renderer(locale, surface).render(self)

    def operator_label(self, locale: str | None = None) -> str:
        """Return the one-line label."""
        return self._renderer(locale).label(self)

    def short_explanation(self, locale: str | None = None) -> str:
        """Return the short explanation."""
        reason = self._reason
        if locale is None and reason is not None:
            try:
                return _current().renderers[reason].explanation(self)
            except KeyError:
                pass
        return self._renderer(locale).explanation(self)

    def next_steps(self, locale: str | None = None) -> tuple[NextStep, ...]:
        """Return what the reader can do next."""
        return self._renderer(locale).steps(self._values)

    def default_message(self, locale: str | None = None) -> str:
        """Return the short explanation."""
        return self.short_explanation(locale)

    @property
    def actionability(self) -> str:
        """Whether anything can be done: ``retryable_transient``, for one."""
        reason = self._reason
        if reason is None:
            return self._renderer(None).envelope.actionability
        return binding_of(reason).entry(reason).actionability

    def to_dict(self) -> dict[str, Json]:
        """
        Return what JSON needs: ``code``, ``params`` and ``catalogue_version``.

        Dates, decimals, durations and amounts say what they are. Secret values are left out:
        no text needs them, and they are not to leave the process.
        """
        from reasonbook.runtime.stored import to_dict  # noqa: PLC0415  not at every start

        return to_dict(self)

    def to_json(self) -> str:
        """Return `to_dict` as JSON without spaces; it can always be encoded as UTF-8."""
        from reasonbook.runtime.stored import to_json  # noqa: PLC0415  not at every start

        return to_json(self)

    @classmethod
    def from_dict(
        cls, data: Mapping[str, object] | str | bytes, bundle: Bundle
    ) -> Occurrence[Reason | None]:
        """Return what `to_dict` or `to_json` made, as *bundle* reads it: `Bundle.occurrence`."""
        return bundle.occurrence(data)

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* is an occurrence of the same code, parameters and version."""
        if not _is_occurrence(other):
            return NotImplemented
        return _identity(self) == _identity(other)

    def __hash__(self) -> int:
        """Return a hash of code, parameters and version."""
        code, params, version = _identity(self)
        return hash((code, frozenset(params.items()), version))

    def __repr__(self) -> str:
        """Return code and parameters for a log; personal and secret values are masked."""
        masked = _masked(self)
        shown = (
            f"{clean(name)[:MAX_SHOWN_NAME]}={PERSONAL if name in masked else _safe_repr(value)}"
            for name, value in self.params.items()
        )
        return f"<Occurrence {', '.join((self.code, *shown))}>"

    def __copy__(self) -> Self:
        """Return the occurrence itself."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return the occurrence itself."""
        return self

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Pickle by names, so that a later version may have other placeholders."""
        from reasonbook.runtime.stored import restore  # noqa: PLC0415  not at every start

        kind = None if self._reason is None else type(self._reason)
        return restore, (kind, self.code, dict(self.params), self.version)

    def _renderer(self, locale: object, surface: object = None) -> Renderer:
        if self._reason is None:
            from reasonbook.runtime.stored import unknown  # noqa: PLC0415  not at every start

            return unknown(self.code, locale)
        return binding_of(self._reason).renderer(self._reason, locale, surface)


def _named(reason: Reason, values: Values) -> dict[str, object]:
    """Return the *values* that are there by the names of the placeholders of *reason*."""
    placeholders = binding_of(reason).entry(reason).placeholders
    return {
        each.name: value
        for each, value in zip(placeholders, values, strict=False)
        if value is not None and value is not MISSING
    }


def _is_occurrence(value: object) -> TypeGuard[Occurrence[Reason | None]]:
    return isinstance(value, Occurrence)


def _safe_repr(value: object) -> str:
    """Return the `repr` of *value*, in at most 256 characters that a log can have."""
    try:
        return clean(repr(value))
    except Exception:  # noqa: BLE001  a __repr__ of someone else's, or an int of too many digits
        return f"<{type(value).__name__}>"


def _identity(occurrence: Occurrence[Reason | None]) -> tuple[str, dict[str, object], str]:
    from reasonbook.runtime.wire import frozen  # noqa: PLC0415  not at every start

    params = {name: frozen(value) for name, value in occurrence.params.items()}
    return occurrence.code, params, occurrence.version


def _masked(occurrence: Occurrence[Reason | None]) -> frozenset[str]:
    """Return the parameters that no log may show: all that are not known to be harmless."""
    reason = occurrence.reason
    known = () if reason is None else binding_of(reason).entry(reason).placeholders
    public = {each.name for each in known if not each.is_masked}
    return frozenset(occurrence.params.keys() - public)
