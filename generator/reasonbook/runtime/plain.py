"""
Which values may go the fast way: those that every locale writes alike.

Plain are short printable text and the whole numbers from 0 to 999. What is looked at are the
values that the source texts of a reason take; whether they are plain is found out once for an
occurrence. Whatever else there is goes the way of `reference`.
"""

from __future__ import annotations

from reasonbook.runtime.plurals import SMALL
from reasonbook.runtime.texts import parse
from reasonbook.runtime.values import MAX_CHARACTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from reasonbook.runtime.entries import Entry, Text
    from reasonbook.runtime.shapes import Values

    Check: TypeAlias = Callable[[Values], bool]


class Plain:
    """
    What must be plain in the values of a reason: *texts* and *numbers* are their places.

    *check* tells whether values are.
    """

    __slots__ = ("check", "numbers", "texts")

    def __init__(self, entry: Entry) -> None:
        """Look at the source texts of *entry*."""
        used = {name for text in _texts(entry) for name in _names(text, entry)}
        deciding = {text.by for text in _texts(entry)}
        places = [(place, each) for place, each in enumerate(entry.placeholders)]
        self.texts = frozenset(
            place for place, each in places if each.name in used and each.type == "string"
        )
        self.numbers = frozenset(
            place
            for place, each in places
            if each.name in deciding or (each.name in used and each.type == "integer")
        )
        self.check = _make_check(sorted(self.texts), sorted(self.numbers))


def _texts(entry: Entry) -> Iterator[Text]:
    yield entry.operator_label
    yield entry.short_explanation
    for step in entry.next_steps:
        yield step.label
    for surface in entry.surfaces.values():
        if surface.operator_label is not None:
            yield surface.operator_label
        if surface.short_explanation is not None:
            yield surface.short_explanation


def _names(text: Text, entry: Entry) -> Iterator[str]:
    known = {each.name for each in entry.placeholders}
    for form in (text.source, text.plural or ""):
        template = parse(form, known)
        yield from template.names if template is not None else ()


def _make_check(texts: list[int], numbers: list[int]) -> Check:
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
            return _any(tuple(texts), tuple(numbers))


def _one_text(one: int) -> Check:
    def check(values: Values) -> bool:
        text = values[one]
        return type(text) is str and len(text) <= MAX_CHARACTERS and text.isprintable()

    return check


def _two_texts(one: int, two: int) -> Check:
    def check(values: Values) -> bool:
        text, other = values[one], values[two]
        if type(text) is not str or type(other) is not str:
            return False
        # One look at both costs less than one at each.
        both = text + other
        return len(both) <= MAX_CHARACTERS and both.isprintable()

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
        if type(text) is not str or type(other) is not str or type(number) is not int:
            return False
        both = text + other
        return 0 <= number < SMALL and len(both) <= MAX_CHARACTERS and both.isprintable()

    return check


def _any(texts: tuple[int, ...], numbers: tuple[int, ...]) -> Check:
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
