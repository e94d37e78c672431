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
    from typing import ClassVar, Never, Self, TypeAlias, dataclass_transform

    Named: TypeAlias = MappingProxyType[str, str] | MappingProxyType[str, str | int]
    Field: TypeAlias = "str | int | Frozen | tuple[str | Frozen | None, ...] | Named | None"

    @dataclass_transform(frozen_default=True, eq_default=False)
    class _Fields:
        """Tells type checkers that the fields of a value cannot be assigned."""

        __slots__: ClassVar[tuple[str, ...]] = ()

else:
    _Fields = object


class Frozen(_Fields):
    """
    A value that never changes, compares by its fields, and can be hashed, copied and pickled.

    A subclass names its fields in ``__slots__``, sets them with `fill` in ``__init__``, and
    takes them all by keyword there.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: Never) -> None:
        """Raise `AttributeError`."""
        raise AttributeError(f"{type(self).__name__} is immutable: cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        """Raise `AttributeError`."""
        raise AttributeError(f"{type(self).__name__} is immutable: cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* is of the same class with equal fields."""
        if type(other) is not type(self):
            return NotImplemented
        return fields(self) == fields(other)

    def __hash__(self) -> int:
        """Return a hash of all fields."""
        return hash(tuple(map(_hashable, fields(self).values())))

    def __repr__(self) -> str:
        """Return the expression that makes an equal value."""
        shown = ", ".join(f"{name}={_plain(value)!r}" for name, value in fields(self).items())
        return f"{type(self).__name__}({shown})"

    def __copy__(self) -> Self:
        """Return the value itself."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return the value itself."""
        return self

    def __reduce__(self) -> tuple[Callable[..., Frozen], tuple[type[Frozen], dict[str, object]]]:
        """Pickle by field names, so that a field with a default may be added later."""
        given = {name: _plain(value) for name, value in fields(self).items()}
        return restore, (type(self), given)


def fill(value: Frozen, /, **given: Field) -> None:
    """Set the fields of *value*, once, from its ``__init__``."""
    for name, each in given.items():
        object.__setattr__(value, name, each)


def fields(value: Frozen) -> dict[str, Field]:
    """Return the fields of *value* by name."""
    names: tuple[str, ...] = value.__slots__
    return {name: getattr(value, name) for name in names}


def restore(kind: Callable[..., Frozen], given: dict[str, object]) -> Frozen:
    """Return what was pickled: a *kind* of value with the fields that were *given*."""
    return kind(**given)


def _plain(value: Field) -> object:
    return dict(value) if isinstance(value, MappingProxyType) else value


def _hashable(value: Field) -> object:
    return frozenset(value.items()) if isinstance(value, MappingProxyType) else value
