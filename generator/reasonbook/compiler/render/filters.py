"""
Values as source text: the only way from the catalogue into a rendered module.

Each filter returns `Source`, and the environment refuses to print anything else. So a value
that nobody has quoted is an error in the template, not code in the module.
"""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.resolved import Enumeration, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Source(str):
    """Text that may stand in a rendered module as it is."""

    __slots__ = ()


def py(value: object) -> Source:
    """
    Return the Python literal of a text, number, truth value, None, or a tuple or list of them.

    It is pure ASCII: `ascii` is exact for every code point, and what it writes contains no
    quote, line end or bidirectional control that the text had.
    """
    if isinstance(value, str):
        return Source(_quote(value))
    if value is None or isinstance(value, bool | int):
        return Source(repr(value))
    if isinstance(value, tuple):
        items = [py(each) for each in value]
        return Source(f"({', '.join(items)}{',' if len(items) == 1 else ''})")
    if isinstance(value, list):
        return Source(f"[{', '.join(py(each) for each in value)}]")
    raise TypeError(f"`py` cannot write a value of type {type(value).__name__}")


def _quote(text: str) -> str:
    literal = ascii(str(text))
    if literal[0] == "'" and '"' not in literal:
        return f'"{literal[1:-1]}"'
    return literal


def name(value: object) -> Source:
    """Return *value* as a Python name; anything that is no ASCII identifier is refused."""
    if isinstance(value, str) and value.isascii() and value.isidentifier():
        taken = keyword.iskeyword(value)
        if not taken:
            return Source(value)
    raise ValueError(f"{value!a} is no Python name")


def names(values: Iterable[object]) -> Source:
    """Return *values* as Python names with commas between them."""
    return Source(", ".join(name(each) for each in values))


def comment(value: object) -> Source:
    """
    Return *value* as one line that may stand behind ``#``.

    Whatever cannot be printed, line ends and bidirectional controls with it, becomes a blank.
    """
    text = str(value)
    return Source("".join(each if each.isprintable() else " " for each in text).strip())


def describe(value: object) -> str:
    """Return what an editor shows for an enum or a reason; it is a text, still to be quoted."""
    if isinstance(value, Enumeration):
        return value.description or f"The reasons of {value.reference}."
    if isinstance(value, Reason):
        return f"{value.operator_label}\n\n{value.short_explanation}"
    raise TypeError(f"`describe` knows enums and reasons, not {type(value).__name__}")


FILTERS: Mapping[str, Callable[..., str]] = {
    "comment": comment,
    "describe": describe,
    "name": name,
    "names": names,
    "py": py,
}
