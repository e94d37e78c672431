"""
The grammar of a text: plain text, ``{{`` and ``}}`` for braces, bare ``{name}``.

What a value looks like is declared by its type. So there are no format specs, conversions,
attributes, indexes or positions, in no language, and nothing of a text is ever evaluated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reasonbook.compiler.diagnostics import quote

_PIECE = re.compile(r"[^{}]+|\{\{|\}\}|\{[^{}]*\}|[{}]")
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """A ``{name}`` in a text; *start* and *end* are indexes into the text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in braces that is no placeholder; *start* and *end* are indexes into the text."""

    message: str
    help: str
    start: int
    end: int


def find_fields(text: str) -> tuple[Field, ...]:
    """Return the placeholders of *text* in their order, repeated ones repeatedly."""
    return tuple(
        Field(piece.group()[1:-1], piece.start(), piece.end())
        for piece in _PIECE.finditer(text)
        if _is_field(piece.group())
    )


def find_faults(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with the braces of *text*."""
    faults: list[Fault] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece[0] not in "{}" or piece in ("{{", "}}") or _is_field(piece):
            continue
        message, help_text = _explain(piece)
        faults.append(Fault(message, help_text, *match.span()))
    return tuple(faults)


def _is_field(piece: str) -> bool:
    return piece[:1] == "{" and _NAME.fullmatch(piece[1:-1]) is not None


def _explain(piece: str) -> tuple[str, str]:
    double = "write `{{` and `}}` for braces that are text"
    if piece in ("{", "}"):
        return f"a single `{piece}` stands in the text", double
    inner = piece[1:-1]
    if not inner:
        return "`{}` has no name", f"name the placeholder; {double}"
    if any(mark in inner for mark in ":!"):
        return (
            f"{quote(piece)} has a format or a conversion",
            f"write the bare name, the type says what the value looks like; {double}",
        )
    if any(mark in inner for mark in ".[]"):
        return f"{quote(piece)} reaches into a value", "declare a placeholder of its own for it"
    meant = inner.strip().lower().replace("-", "_").replace(" ", "_")
    if _NAME.fullmatch(meant):
        return f"{quote(piece)} is no placeholder", f"did you mean {quote(f'{{{meant}}}')}?"
    return (
        f"{quote(piece)} is no placeholder",
        f"a name is lower case letters, digits and `_`, a letter first; {double}",
    )
