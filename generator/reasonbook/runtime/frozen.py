"""
Immutable values with slots.

A frozen dataclass would do the same; `dataclasses` alone takes longer to import than the rest
of the runtime, and an application pays that at every start.
"""

from __future__ import annotations

from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Never, Self, TypeGuard, dataclass_transform
else:

    def dataclass_transform(**_: bool) -> Callable[[type], type]:
        """Tell type checkers that fields cannot be assigned; at run time there is nothing to do."""
        return lambda kind: kind


PERSONAL = "<personal>"
"""What stands in a `repr` for a value that is personal or secret."""


class Value:
    """
    A value that compares by its fields, and can be hashed, copied and pickled.

    A subclass names its fields in ``__match_args__``, in their order, or has no other slots,
    and takes them all by keyword in ``__init__``.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* is of the same class with equal fields."""
        if type(other) is not type(self):
            return NotImplemented
        return fields(self) == fields(other)

    def __hash__(self) -> int:
        """Return a hash of all fields."""
        return hash(tuple(map(_hashable, fields(self).values())))

    def __repr__(self) -> str:
        """
        Return the expression that makes an equal value.

        What may hold personal values is left out of it: a log is no place for them.
        """
        hidden = self._hidden
        shown = (
            f"{name}={PERSONAL if name in hidden else repr(_plain(value))}"
            for name, value in fields(self).items()
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    @property
    def _hidden(self) -> tuple[str, ...]:
        """The fields that no log may show."""
        return ()

    def mark_personal(self) -> None:
        """Leave what may hold personal values out of `repr`; for values that have such fields."""

    def __copy__(self) -> Self:
        """Return the value itself."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return the value itself."""
        return self

    def __reduce__(self) -> tuple[Callable[..., Value], tuple[type[Value], dict[str, object]]]:
        """Pickle by field names, so that a field with a default may be added later."""
        given = {name: _plain(value) for name, value in fields(self).items()}
        return (restore_personal if self._hidden else restore), (type(self), given)


@dataclass_transform(frozen_default=True, eq_default=False)
class Frozen(Value):
    """
    A value whose fields are its slots, set once with `fill` in ``__init__``.

    Setting a slot past the guard costs ten times a plain one. Values that are made for each
    request keep their fields in private slots behind properties instead.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: Never) -> None:
        """Raise `AttributeError`."""
        raise AttributeError(f"{type(self).__name__} is immutable: cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        """Raise `AttributeError`."""
        raise AttributeError(f"{type(self).__name__} is immutable: cannot delete {name!r}")


def fill(value: Frozen, /, **given: object) -> None:
    """Set the fields of *value*, once, from its ``__init__``."""
    for name, each in given.items():
        object.__setattr__(value, name, each)


def fields(value: Value) -> dict[str, object]:
    """Return the fields of *value* by name."""
    names: tuple[str, ...] = getattr(value, "__match_args__", value.__slots__)
    return {name: getattr(value, name) for name in names}


def restore(kind: Callable[..., Value], given: dict[str, object]) -> Value:
    """Return what was pickled: a *kind* of value with the fields that were *given*."""
    return kind(**given)


def restore_personal(kind: Callable[..., Value], given: dict[str, object]) -> Value:
    """Return what was pickled, still marked as personal."""
    value = restore(kind, given)
    value.mark_personal()
    return value


def _plain(value: object) -> object:
    return dict(value) if _is_proxy(value) else value


def _hashable(value: object) -> object:
    return frozenset(value.items()) if _is_proxy(value) else value


def _is_proxy(value: object) -> TypeGuard[MappingProxyType[object, object]]:
    return isinstance(value, MappingProxyType)
