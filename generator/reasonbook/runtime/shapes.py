"""
Functions that put values into one text, made from its pieces.

A translated text becomes closures over its literal pieces and nothing else: there is no format
string and nothing is compiled. Values of which `plain` says that they are plain stand as they
are; others go through their writers.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from reasonbook.runtime.language import Writer
    from reasonbook.runtime.plurals import Plurals

    Values: TypeAlias = tuple[object, ...]
    # None where a value cannot be written.
    Shape: TypeAlias = Callable[[Values], str | None]

_join = "".join


def make_shape(
    literals: Sequence[str], places: Sequence[int], writers: Sequence[Writer | None]
) -> Shape:
    """
    Return what puts the values at *places* between *literals*.

    A value whose writer is None is plain and stands as it is.
    """
    if not places:
        return _constant(literals[0])
    if all(each is None for each in writers):
        makers = {1: _one, 2: _two, 3: _three}
        make = makers.get(len(places))
        return _many(literals, places) if make is None else make(literals, places)
    if len(places) == 1 and writers[0] is not None:
        return _one_written(literals, places[0], writers[0])
    return _written(literals, places, writers)


def _constant(text: str) -> Shape:
    def shape(_: Values) -> str:
        return text

    return shape


def _one(literals: Sequence[str], places: Sequence[int]) -> Shape:
    before, after = literals
    (one,) = places

    def shape(values: Values) -> str:
        return f"{before}{values[one]}{after}"

    return shape


def _two(literals: Sequence[str], places: Sequence[int]) -> Shape:
    before, between, after = literals
    one, two = places

    def shape(values: Values) -> str:
        return f"{before}{values[one]}{between}{values[two]}{after}"

    return shape


def _three(literals: Sequence[str], places: Sequence[int]) -> Shape:
    before, first, second, after = literals
    one, two, three = places

    def shape(values: Values) -> str:
        return f"{before}{values[one]}{first}{values[two]}{second}{values[three]}{after}"

    return shape


def _many(literals: Sequence[str], places: Sequence[int]) -> Shape:
    first, *rest = literals
    pairs = tuple(zip(places, rest, strict=True))

    def shape(values: Values) -> str:
        return first + _join([f"{values[place]}{after}" for place, after in pairs])

    return shape


def _one_written(literals: Sequence[str], place: int, write: Writer) -> Shape:
    before, after = literals

    def shape(values: Values) -> str | None:
        written = write(values[place])
        return None if written is None else f"{before}{written}{after}"

    return shape


def _written(
    literals: Sequence[str], places: Sequence[int], writers: Sequence[Writer | None]
) -> Shape:
    first, *rest = literals
    rows = tuple(zip(places, writers, rest, strict=True))

    def shape(values: Values) -> str | None:
        pieces = [first]
        for place, write, after in rows:
            written = f"{values[place]}" if write is None else write(values[place])
            if written is None:
                return None
            pieces += (written, after)
        return _join(pieces)

    return shape


class Forms:
    """
    The plural forms of a text: the plain whole number at *place* decides between them.

    *small* has the index of the category of each such number, and *table* the shape of each
    category, then one that learns the category of a number that is not known yet.
    """

    __slots__ = ("place", "small", "table")

    def __init__(self, place: int, plurals: Plurals, shapes: Sequence[Shape]) -> None:
        """Take a shape for each category of *plurals*."""
        small = self.small = plurals.small

        def learn(values: Values) -> str | None:
            number = values[place]
            plurals.index(number)
            # It is known to be plain, but not to a type checker.
            return table[small[number]](values) if type(number) is int else None

        self.place = place
        table = self.table = (*shapes, learn)


def as_shape(given: Forms | Shape | str) -> Shape:
    """Return what writes the text: the constant, the shape, or the form that its number wants."""
    if isinstance(given, str):
        return _constant(given)
    if not isinstance(given, Forms):
        return given
    place, small, table = given.place, given.small, given.table

    def shape(values: Values) -> str | None:
        number = values[place]
        return table[small[number]](values) if type(number) is int else None

    return shape
