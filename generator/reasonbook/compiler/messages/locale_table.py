"""
What a bundle has to know of its locales, taken from CLDR through Babel.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol, parse_pattern

from reasonbook.compiler.catalog.locale_data import LocaleTable
from reasonbook.compiler.messages.locale_negotiation import make_negotiation
from reasonbook.compiler.messages.locale_tree import ancestors, find_node
from reasonbook.compiler.messages.plurals import plural_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from babel.numbers import NumberPattern

    from reasonbook.compiler.catalog.locale_data import Literal
    from reasonbook.compiler.messages.locale_tree import Node

# Babel has a huge number where a pattern has no groups.
_NO_GROUPS = 1000


def make_locale_table(source_locale: str, locales: Sequence[str]) -> LocaleTable:
    """
    Return what is to be known of *locales*, which have translations, and *source_locale*.

    All are spelled as folders are, and known to CLDR. The order of *locales* does not count.
    """
    return _make_table(source_locale, tuple(sorted({source_locale, *locales})))


# It takes longer than a small catalogue's other parts, and in one process (tests, a watcher)
# the locales are the same each time.
@lru_cache(maxsize=16)
def _make_table(source_locale: str, tags: tuple[str, ...]) -> LocaleTable:
    # `zh_Hans` and `zh` are one node; the longer name is the closer one.
    names: dict[Node, list[str]] = {}
    for tag in sorted(tags, key=len, reverse=True):
        names.setdefault(find_node(tag), []).append(tag)
    records = {tag: _record(tag, _chain(tag, source_locale, names)) for tag in tags}
    return LocaleTable(records, make_negotiation(tags))


def _record(tag: str, chain: tuple[str, ...]) -> Mapping[str, Literal]:
    locale = Locale.parse(tag)
    return {
        "chain": chain,
        "plural": plural_rules(tag),
        "number": _number(locale),
        "percent": _percent(locale),
        "lists": _list(locale),
    }


def _chain(tag: str, source_locale: str, names: Mapping[Node, Sequence[str]]) -> tuple[str, ...]:
    """Return *tag* and the *names* that it inherits from, up to the source locale."""
    line = [each for node in ancestors(find_node(tag)) for each in names.get(node, ())]
    chain = (tag, *(each for each in line if each != tag))
    return tuple(takewhile(lambda each: each != source_locale, chain))


def _number(locale: Locale) -> tuple[str, str, str, int, int]:
    # Babel's own sign, not CLDR's: it writes an ASCII hyphen in every locale.
    minus = format_decimal(-1, locale=locale).removesuffix("1")
    pattern = parse_pattern(locale.decimal_formats[None])
    return (get_decimal_symbol(locale), get_group_symbol(locale), minus, *_groups(pattern))


def _percent(locale: Locale) -> tuple[str, str, str, str, int, int]:
    pattern = parse_pattern(locale.percent_formats[None])
    (prefix, negative_prefix), (suffix, negative_suffix) = pattern.prefix, pattern.suffix
    return (prefix, suffix, negative_prefix, negative_suffix, *_groups(pattern))


def _groups(pattern: NumberPattern) -> tuple[int, int]:
    primary, secondary = pattern.grouping
    return (0, 0) if primary == _NO_GROUPS else (primary, secondary)


def _list(locale: Locale) -> tuple[str, str, str, str]:
    patterns = locale.list_patterns["standard"]
    return (patterns["2"], patterns["start"], patterns["middle"], patterns["end"])
