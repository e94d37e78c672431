"""
Plural expressions of gettext: a reader and a calculator of our own.

Expressions come out of translators' files, which may be hostile. They are only ever compared
with those that are known (`forms_of`); nothing is handed to `eval`, to `gettext.c2py` or to the
runtime. What they cost is bounded: their length, their depth and the size of their numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# As the standard library's gettext has them.
_MAX_LENGTH = 1000
_MAX_DEPTH = 20
# C calculates with `unsigned long`, and so do we: what is subtracted from nothing is large.
_WORD = 2**64

_TOKEN = re.compile(r"[ \t]*+(?:([0-9]++)|(n|&&|\|\||[=!<>]=|[-+*/%<>!?:()]))[ \t]*+")
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_BINARY: Mapping[str, Callable[[int, int], int]] = {
    "==": int.__eq__,
    "!=": int.__ne__,
    "<": int.__lt__,
    ">": int.__gt__,
    "<=": int.__le__,
    ">=": int.__ge__,
    "+": int.__add__,
    "-": int.__sub__,
    "*": int.__mul__,
    "/": int.__floordiv__,
    "%": int.__mod__,
}


@dataclass(frozen=True, slots=True)
class Expression:
    """
    A node of an expression's tree.

    *operator* is that of C, ``n`` for the number, or "" for the constant *value*. ``&&`` and
    ``||`` have all their operands in one node.
    """

    operator: str
    operands: tuple[Expression, ...] = ()
    value: int = 0
    depth: int = 1


class _RefusedError(ValueError):
    """The text is no expression, or a larger one than any language needs."""


def parse_expression(text: str) -> Expression | None:
    """Return the tree of the plural expression *text*; None if it is none, or is too large."""
    if len(text) > _MAX_LENGTH:
        return None
    try:
        return _Parser(_split(text)).read()
    except _RefusedError:
        return None


def values_of(expression: Expression, numbers: Iterable[int]) -> tuple[int, ...] | None:
    """Return what *expression* is for each of *numbers*; None if it divides by zero for any."""
    try:
        return tuple(_calculate(expression, number) for number in numbers)
    except ZeroDivisionError:
        return None


def _split(text: str) -> list[str]:
    tokens: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            break
        tokens.append(match[1] or match[2])
        end = match.end()
    if end != len(text):
        raise _RefusedError
    return tokens


class _Parser:
    """A parser by recursive descent; *depth* counts how deep it has descended."""

    def __init__(self, tokens: list[str]) -> None:
        self._rest = tokens[::-1]

    def read(self) -> Expression:
        """Return the tree of all tokens."""
        found = self._choice(1)
        if self._rest:
            raise _RefusedError
        return found

    def _take(self, *wanted: str) -> str:
        """Return the next token and pass it if it is one of *wanted*, else ""."""
        return self._rest.pop() if self._rest and self._rest[-1] in wanted else ""

    def _expect(self, wanted: str) -> None:
        if not self._take(wanted):
            raise _RefusedError

    def _choice(self, depth: int) -> Expression:
        if depth > _MAX_DEPTH:
            raise _RefusedError
        condition = self._binary(0, depth)
        if not self._take("?"):
            return condition
        yes = self._choice(depth + 1)
        self._expect(":")
        return _node("?", condition, yes, self._choice(depth + 1))

    def _binary(self, level: int, depth: int) -> Expression:
        if level == len(_LEVELS):
            return self._single(depth)
        found = self._binary(level + 1, depth)
        while sign := self._take(*_LEVELS[level]):
            other = self._binary(level + 1, depth)
            # `a || b || c` is one node, however many there are.
            first = found.operands if found.operator == sign in {"&&", "||"} else (found,)
            found = _node(sign, *first, other)
        return found

    def _single(self, depth: int) -> Expression:
        if depth > _MAX_DEPTH or not self._rest:
            raise _RefusedError
        word = self._rest.pop()
        if word == "(":
            found = self._choice(depth + 1)
            self._expect(")")
            return found
        if word == "!":
            return _node("!", self._single(depth + 1))
        if word == "n":
            return Expression("n")
        if not word.isdigit():
            raise _RefusedError
        return Expression("", value=int(word) % _WORD)


def _node(sign: str, *operands: Expression) -> Expression:
    depth = 1 + max(each.depth for each in operands)
    if depth > _MAX_DEPTH:
        raise _RefusedError
    return Expression(sign, operands, depth=depth)


def _calculate(tree: Expression, number: int) -> int:
    sign, operands = tree.operator, tree.operands
    if sign == "n":
        return number
    if not sign:
        return tree.value
    if sign == "&&":
        return int(all(_calculate(each, number) for each in operands))
    if sign == "||":
        return int(any(_calculate(each, number) for each in operands))
    first = _calculate(operands[0], number)
    if sign == "!":
        return int(not first)
    if sign == "?":
        return _calculate(operands[1 if first else 2], number)
    return int(_BINARY[sign](first, _calculate(operands[1], number))) % _WORD
