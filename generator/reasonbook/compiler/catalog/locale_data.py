"""
What a bundle has to know of its locales: the shape of the data, not the data.

It is written into the bundle as it stands, so it is made of plain literals alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

# A recursive alias needs quotes before Python 3.12's `type` statement.
Literal: TypeAlias = "str | int | bool | tuple[Literal, ...] | None"


@dataclass(frozen=True, slots=True)
class LocaleTable:
    """
    What the locales of a bundle are like, and which of them serves whom.

    *locales* has a record for each locale, that of the source texts included, by the tag as
    folders are spelled:

    ``chain``
        the locales to take a text from, best first; after the last one comes the source text
    ``plural``
        CLDR's plural categories but ``other``, each with its rule
    ``number``
        decimal mark, group mark, minus sign, sizes of the group beside the decimal mark and of
        the others (0: no groups)
    ``percent``
        prefix and suffix, the same for negative values, sizes of the groups as in ``number``
    ``lists``
        patterns of a list: for two items, and for the start, the middle and the end of more

    *negotiation* says which locale serves a tag, in lower case and with hyphens, where plain
    truncation of the tag would find another one. None: nothing serves it.
    """

    locales: Mapping[str, Mapping[str, Literal]]
    negotiation: Mapping[str, str | None]
