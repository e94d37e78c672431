"""
Functions that put values into one text, made from its pieces.

A translated text becomes closures over its literal pieces and nothing else: there is no format
string and nothing is compiled. The functions here take plain values: whole numbers from 0 to
999, which every locale writes alike, and short printable text. `make_check` makes what tells
whether values are plain; whatever else there is goes the way of `reference`.
"""

from __future__ import annotations

from reasonbook.runtime.plurals import SMALL
from reasonbook.runtime.values import MAX_CHARACTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from reasonbook.runtime.language import Writer
    from reasonbook.runtime.plurals import Plurals

    Values: TypeAlias = tuple[object, ...]
    # None where a value cannot be written.
    Shape: TypeAlias = Callable[[Values], str | None]
    Check: TypeAlias = Callable[[Values], bool]

_join = "".join


def make_check(texts: Sequence[int], numbers: Sequence[int]) -> Check | None:
    """
    Return what tells whether values are plain at these places; None if there are none.

    *texts* are the places of text, *numbers* those of whole numbers.
    """
    if not texts and not numbers:
        return None
    match texts, numbers:
        case [one], []:
            return _one_text(one)
        case [one, two], []:
            return _two_texts(one, two)
        case [], [one]:
            return _one_number(one)
        case [one], [two]:
            return _text_and_number(one, two)
        case [one, two], [three]:
            return _two_texts_and_number(one, two, three)
        case _:
            return _any_check(tuple(texts), tuple(numbers))


def _one_text(one: int) -> Check:
    def check(values: Values) -> bool:
        text = values[one]
        return type(text) is str and len(text) <= MAX_CHARACTERS and text.isprintable()

    return check


def _two_texts(one: int, two: int) -> Check:
    def check(values: Values) -> bool:
        text, other = values[one], values[two]
        return (
            type(text) is str
            and type(other) is str
            and len(text) <= MAX_CHARACTERS
            and len(other) <= MAX_CHARACTERS
            and text.isprintable()
            and other.isprintable()
        )

    return check


def _one_number(one: int) -> Check:
    def check(values: Values) -> bool:
        number = values[one]
        return type(number) is int and 0 <= number < SMALL

    return check


def _text_and_number(one: int, two: int) -> Check:
    def check(values: Values) -> bool:
        text, number = values[one], values[two]
        return (
            type(text) is str
            and type(number) is int
            and 0 <= number < SMALL
            and len(text) <= MAX_CHARACTERS
            and text.isprintable()
        )

    return check


def _two_texts_and_number(one: int, two: int, three: int) -> Check:
    def check(values: Values) -> bool:
        text, other, number = values[one], values[two], values[three]
        return (
            type(text) is str
            and type(other) is str
            and type(number) is int
            and 0 <= number < SMALL
            and len(text) <= MAX_CHARACTERS
            and len(other) <= MAX_CHARACTERS
            and text.isprintable()
            and other.isprintable()
        )

    return check


def _any_check(texts: tuple[int, ...], numbers: tuple[int, ...]) -> Check:
    def check(values: Values) -> bool:
        for each in texts:
            text = values[each]
            if type(text) is not str or len(text) > MAX_CHARACTERS or not text.isprintable():
                return False
        for each in numbers:
            number = values[each]
            if type(number) is not int or not 0 <= number < SMALL:
                return False
        return True

    return check


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


def make_plural(place: int, plurals: Plurals, forms: Sequence[Shape]) -> Shape:
    """
    Return what takes the form that the plain whole number at *place* wants.

    *forms* has one for each category of *plurals*.
    """
    small = plurals.small

    def learn(values: Values) -> str | None:
        plurals.index(values[place])
        return shape(values)

    table = (*forms, learn)

    def shape(values: Values) -> str | None:
        number = values[place]
        # The check has seen it; a type checker has not.
        return table[small[number]](values) if type(number) is int else None

    return shape
