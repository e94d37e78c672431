"""
Where each character of a scalar's value is written in the file.

Folding, escapes and indentation make a value shorter or longer than what is written. So the
scalar is read a second time, by rules of our own that keep places (YAML 1.2.2, chapters 7 and
8), and the result is used only if it is the value that the parser gave.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.catalog.characters import as_parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reasonbook.compiler.catalog.nodes import Scalar

# A character of the value, and the start and end of what is written for it.
_Piece: TypeAlias = tuple[str, int, int]

# What the letter of an escape stands for.
_ESCAPES = dict(
    zip(
        '0abtnvfre "/\\N_LP',
        '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029',
        strict=True,
    )
)
_BREAK = r"(?:\r\n?|\n)"
_FOLD = rf"(?P<fold> *{_BREAK}[ \r\n]*)"
_PLAIN = re.compile(rf"{_FOLD}|(?P<plain>.)", re.DOTALL)
_SINGLE = re.compile(rf"{_FOLD}|(?P<plain>''|.)", re.DOTALL)
_DOUBLE = re.compile(
    rf"{_FOLD}|\\(?:(?P<joined>{_BREAK}[ \r\n]*)"
    r"|x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<short>.))"
    r"|(?P<plain>.)",
    re.DOTALL,
)
_HEADER = re.compile(rf"[|>](?:[+-]?(?P<number>[1-9])?[+-]?) *(?:#[^\r\n]*)?{_BREAK}")
_LINE = re.compile(rf"(?P<indent> *)(?P<rest>[^\r\n]*)(?P<end>{_BREAK}|$)")


def find_places(text: str, scalar: Scalar) -> Sequence[tuple[int, int]] | None:
    """
    Return the start and end in *text* of each character of the value of *scalar*.

    None where the value is written in a way that is not understood here: behind a tag.
    """
    written = as_parsed(text[scalar.start : scalar.end])
    pieces = list(_read(written, scalar))[: len(scalar.text)]
    if "".join(each for each, _, _ in pieces) != scalar.text:
        return None
    return [(scalar.start + start, scalar.start + end) for _, start, end in pieces]


def _read(written: str, scalar: Scalar) -> Iterator[_Piece]:
    if scalar.plain:
        return _read_flow(_PLAIN.finditer(written))
    if written[:1] == "'":
        return _read_flow(_SINGLE.finditer(written, 1, len(written) - 1))
    if written[:1] == '"':
        return _read_flow(_DOUBLE.finditer(written, 1, len(written) - 1))
    return _read_block(written, scalar.text)


def _read_flow(matches: Iterator[re.Match[str]]) -> Iterator[_Piece]:
    for match in matches:
        kind = match.lastgroup or ""
        part = match[kind]
        if kind in ("fold", "joined"):
            more = len(re.findall(_BREAK, part)) - 1
            for each in "\n" * more or (" " if kind == "fold" else ""):
                yield (each, *match.span())
        elif kind == "plain":
            yield (part[0], *match.span())
        elif kind == "short":
            yield (_ESCAPES.get(part, part), *match.span())
        else:
            yield (chr(int(part, 16)), *match.span())


def _read_block(written: str, value: str) -> Iterator[_Piece]:
    header = _HEADER.match(written)
    if header is None:
        return
    lines = list(_LINE.finditer(written, header.end()))
    indent = next((len(each["indent"]) for each in lines if each["rest"]), len(written))
    if header["number"]:
        indent = _numbered_indent(lines, value)
    before: re.Match[str] | None = None
    breaks: list[_Piece] = []
    for line in lines:
        start = min(line.start() + indent, line.start("end"))
        if start < line.start("end"):
            if written[0] == ">" and before is not None:
                # The line ends around a line that starts with a blank stay as they are.
                is_kept = " " in (written[start], before.group()[indent])
                breaks = breaks if is_kept else _fold(breaks)
            yield from breaks
            breaks, before = [], line
            for index in range(start, line.start("end")):
                yield written[index], index, index + 1
        breaks.append(("\n", *line.span("end")))
    yield from breaks


def _fold(breaks: list[_Piece]) -> list[_Piece]:
    """Return what line ends between two lines mean: one is a blank, of more all but the first."""
    return breaks[1:] or [(" ", *breaks[0][1:])]


def _numbered_indent(lines: Sequence[re.Match[str]], value: str) -> int:
    """
    Return the indentation of a block whose header has a number.

    What the number adds to is known outside of the block only. But the value has those blanks
    of its first line that are not indentation; the lines above it are empty.
    """
    text = value.lstrip("\n")
    skipped = len(value) - len(text)
    blanks = len(text) - len(text.lstrip(" "))
    return len(lines[min(skipped, len(lines) - 1)]["indent"]) - blanks
