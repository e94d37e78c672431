"""
What the generated functions take: the types of placeholders as Python's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reasonbook.compiler.catalog.resolved import Enumeration, Placeholder

# Each type as the alternatives of a union; a name, then what stands in brackets behind it.
# The values of an ``enum`` are its own.
ANNOTATIONS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "string": (("str",),),
    "integer": (("int",),),
    "number": (("float",), ("Decimal",)),
    "percent": (("float",), ("Decimal",)),
    "currency": (("Money",),),
    "date": (("date",),),
    "time": (("time",),),
    "datetime": (("datetime",),),
    "duration": (("timedelta",),),
    "list": (("list", "str"), ("tuple", "str", "...")),
}

_HOMES = {
    "Callable": "collections.abc",
    "Decimal": "decimal",
    "Entry": "reasonbook.runtime",
    "Literal": "typing",
    "Money": "reasonbook.runtime",
    "date": "datetime",
    "datetime": "datetime",
    "time": "datetime",
    "timedelta": "datetime",
}

# What is installed stands behind the standard library, as formatters have it.
_OURS = frozenset({"reasonbook.runtime"})

FORMATTED = frozenset({"currency", "date", "time", "datetime", "duration"})
"""The types whose values Babel writes at run time."""


def imported_types(enum: Enumeration) -> dict[str, tuple[str, ...]]:
    """Return the types that the module of *enum* names, by the module that has them."""
    used = {"Callable", "Entry", *(name for each in placeholders_of(enum) for name in _names(each))}
    found: dict[str, set[str]] = {}
    for name in used & _HOMES.keys():
        found.setdefault(_HOMES[name], set()).add(name)
    return {
        home: tuple(sorted(names, key=lambda each: (each.islower(), each)))
        for home, names in sorted(found.items(), key=lambda row: (row[0] in _OURS, row[0]))
    }


def placeholders_of(enum: Enumeration) -> Iterable[Placeholder]:
    """Return the placeholders of all reasons of *enum*, shared ones repeatedly."""
    return (each for reason in enum.reasons for each in reason.placeholders)


def _names(placeholder: Placeholder) -> Iterable[str]:
    if placeholder.type == "enum":
        return ("Literal",)
    return (name for kind in ANNOTATIONS[placeholder.type] for name in kind)
