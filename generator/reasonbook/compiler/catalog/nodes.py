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
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, plain or quoted; *start* and *end* are indexes into the file's text."""

    text: str
    plain: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

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
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


class Nothing:
    """What stands for a value that was left empty where one must be: it fits no type."""


def plain_data(node: Node, *, empty: Data = None) -> Data:
    """
    Return *node* as plain values; broken nodes and what they stand for are left out.

    An empty value becomes *empty*; under ``annotations``, which are the author's own, None.
    """
    if isinstance(node, Scalar):
        value = scalar_value(node)
        return empty if value is None else value
    if isinstance(node, Sequence):
        items = (each for each in node.items if not isinstance(each, Broken))
        return [plain_data(each, empty=empty) for each in items]
    if isinstance(node, Mapping):
        return {
            key: plain_data(value, empty=None if key == "annotations" else empty)
            for key, (_, value) in node.entries.items()
            if not isinstance(value, Broken)
        }
    return None
