"""
How one locale of a bundle writes values, and which plural form it wants.
"""

from __future__ import annotations

from reasonbook.runtime.lists import list_writer
from reasonbook.runtime.numbers import integer_writer, number_writer, percent_writer
from reasonbook.runtime.plurals import Plurals
from reasonbook.runtime.tags import parse_tag, spell
from reasonbook.runtime.values import clean, exact_text, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from reasonbook.runtime.locale_data import LocaleData

    Writer: TypeAlias = Callable[[object], str | None]

FORMATTED = frozenset({"currency", "date", "time", "datetime", "duration"})
"""The types whose values Babel writes: ``reasonbook[format]``."""


class Language:
    """
    A locale in which texts are written: *folder* and *tag* are its two spellings.

    What is costly is made when a text first needs it.
    """

    __slots__ = ("_data", "_plurals", "_writers", "folder", "tag")

    def __init__(self, folder: str, data: LocaleData) -> None:
        """Make the language of a locale of which *data* is known."""
        self.folder = folder
        self.tag = spell(parse_tag(folder) or ("und",))
        self._data = data
        self._plurals: Plurals | None = None
        self._writers: dict[str, Writer] = {}

    @property
    def plurals(self) -> Plurals:
        """The plural categories of the locale."""
        found = self._plurals
        if found is None:
            found = self._plurals = Plurals(self._data.plural)
        return found

    def writer(self, kind: str) -> Writer:
        """
        Return what writes values of the type *kind*; it gives None for any other value.

        *kind* may not be ``enum``: the texts of its values are the catalogue's.
        """
        found = self._writers.get(kind)
        if found is None:
            found = self._writers[kind] = self._make_writer(kind)
        return found

    def _make_writer(self, kind: str) -> Writer:
        data = self._data
        makers: Mapping[str, Callable[[], Writer]] = {
            "integer": lambda: integer_writer(data.number),
            "number": lambda: number_writer(data.number),
            "percent": lambda: percent_writer(data.number, data.percent),
            "list": lambda: list_writer(data.lists, _write_text),
        }
        if kind in FORMATTED:
            return _formatted(kind, self.folder)
        return makers[kind]() if kind in makers else _write_text


def _formatted(kind: str, folder: str) -> Writer:
    """
    Return what writes by Babel, which is loaded at once if that can be done.

    Otherwise each value tries again, and is written as it would be without a type meanwhile.
    """
    made: list[Writer] = []

    def write(value: object) -> str | None:
        if not made:
            try:
                from reasonbook.runtime.format import writer  # noqa: PLC0415  others need no Babel

                made.append(writer(kind, folder))
            except Exception:  # noqa: BLE001  Babel is missing, or cannot read its files just now
                return shown(value)
        return made[0](value)

    write(None)
    return write


def _write_text(value: object) -> str | None:
    text = exact_text(value)
    return None if text is None else clean(text)


def write_choice(texts: Mapping[str, str]) -> Writer:
    """Return what writes the values of an ``enum`` whose *texts* are given by value."""

    def write(value: object) -> str | None:
        text = exact_text(value)
        return None if text is None else texts.get(text)

    return write
