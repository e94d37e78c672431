"""
What a bundle knows of one locale, taken from CLDR when the bundle was made.

Plain data: no locale library is asked for anything that stands here, and no formula of a file
is ever evaluated.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    # Operand of CLDR (n i v w f t e), modulus or 0, whether it must be in the ranges, ranges.
    Relation: TypeAlias = tuple[str, int, bool, tuple[tuple[int, int], ...]]
    # Any of the alternatives, each of which wants all of its relations.
    Rule: TypeAlias = tuple[tuple[Relation, ...], ...]
    PluralRules: TypeAlias = tuple[tuple[str, Rule], ...]
    NumberSymbols: TypeAlias = tuple[str, str, str, int, int]
    PercentPattern: TypeAlias = tuple[str, str, str, str, int, int]
    ListPatterns: TypeAlias = tuple[str, str, str, str]
    Negotiation: TypeAlias = Mapping[str, str | None]


class LocaleData:
    """
    What a bundle knows of one of its locales.

    *chain* are the locales to take a text from, best first, *plural* CLDR's categories but
    ``other`` with their rules. Without any, a locale is written as CLDR's root is.
    """

    __slots__ = ("chain", "lists", "number", "percent", "plural")

    def __init__(
        self,
        *,
        chain: tuple[str, ...] = (),
        plural: PluralRules = (),
        number: NumberSymbols = (".", ",", "-", 3, 3),
        percent: PercentPattern = ("", "%", "-", "%", 3, 3),
        lists: ListPatterns = ("{0}, {1}", "{0}, {1}", "{0}, {1}", "{0}, {1}"),
    ) -> None:
        """Take the facts of a locale; generated modules call this."""
        self.chain = chain
        self.plural = plural
        self.number = number
        self.percent = percent
        self.lists = lists
