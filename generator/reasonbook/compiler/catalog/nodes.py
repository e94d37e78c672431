"""
The YAML tree as the reader leaves it: text with places, nothing interpreted but scalars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

# The core schema of YAML 1.2.2, section 10.3.2, without infinities and NaN: JSON has none.
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {"true": True, "True": True, "TRUE": True} | {
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_OCTAL = re.compile(r"0o[0-7]{1,18}", re.ASCII)
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,15}", re.ASCII)
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?", re.ASCII
)
# What the core schema takes for a number, however many digits it has.
_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, plain or quoted; *start* and *end* are indexes into the file's text."""

    text: str
    plain: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes, without broken ones: an index here is one into the plain values."""

    items: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys, each once, with their values, in the order of the file."""

    entries: dict[str, tuple[Scalar, Node]]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A node about which a finding has been made already; nobody looks at it again."""

    start: int
    end: int


Node: TypeAlias = Scalar | Sequence | Mapping | Broken
Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | Nothing | None"


def scalar_value(scalar: Scalar) -> str | int | float | bool | None:
    """
    Return what *scalar* means in YAML 1.2's core schema.

    Quoted text is text. So is everything plain that only YAML 1.1 took for something else:
    ``no``, ``on``, ``1:30``, ``2026-01-01``, ``1_000``.
    """
    text = scalar.text
    if not scalar.plain:
        return text
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and not text.lstrip("+-").isdigit():
        return float(text)
    return text


def is_number_too_long(scalar: Scalar) -> bool:
    """
    Tell whether *scalar* is a number with so many digits that programs disagree about it.

    18 digits fit into 64 bits; what has more would be rounded here and cut off there.
    """
    if not scalar.plain or _NUMBER.fullmatch(scalar.text) is None:
        return False
    return isinstance(scalar_value(scalar), str)


class Nothing:
    """What stands for a value that was left empty where one must be: it fits no type."""


def plain_data(node: Node, *, empty: Data = None) -> Data:
    """Return *node* as plain values, without broken nodes; an empty value becomes *empty*."""
    if isinstance(node, Scalar):
        value = scalar_value(node)
        return empty if value is None else value
    if isinstance(node, Sequence):
        return [plain_data(each, empty=empty) for each in node.items]
    if isinstance(node, Mapping):
        return {
            key: plain_data(value, empty=empty)
            for key, (_, value) in node.entries.items()
            if not isinstance(value, Broken)
        }
    return None
