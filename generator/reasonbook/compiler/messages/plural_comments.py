"""
What translators are told about each plural form: its category and numbers that have it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reasonbook.compiler.messages.plural_header import whole_categories
from reasonbook.compiler.messages.plural_known import form_indices
from reasonbook.compiler.messages.plural_rules import category_of, plural_categories, plural_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.messages.plural_rules import PluralRules

# First those at which the rules of languages turn.
_TELLING = (*range(6), 7, 11, 12, 20, 21, 22, 41, 100, 101, 102, 103, 111, 10**6)
_WHOLES = tuple(dict.fromkeys(map(str, (*_TELLING, *range(20)))))
_FRACTION = "1.5"
_SHOWN = 4


@lru_cache(maxsize=4096)
def form_comments(tag: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return a line for each of *forms* in a file of the locale *tag*, for example these for Polish.

    ``msgstr[0]: one (1)``, ``msgstr[1]: few (2, 3, 4, 22)``, ``msgstr[2]: many (0, 5, 7, 11)``,
    ``msgstr[3]: other (1.5)``. A form names every category whose numbers get it.
    """
    rules = plural_rules(tag)
    named = tuple(zip(plural_categories(tag), form_indices(tag, forms), strict=True))
    lines: list[str] = []
    for index in range(len(forms)):
        categories = tuple(category for category, found in named if found == index)
        numbers = ", ".join(_examples(rules, categories))
        meaning = f"{', '.join(categories)} ({numbers})" if categories else "never used"
        lines.append(f"msgstr[{index}]: {meaning}")
    return tuple(lines)


def _examples(rules: PluralRules, categories: tuple[str, ...]) -> Iterator[str]:
    """Yield some whole numbers of *categories*, and a fraction for those that only have such."""
    fitting = (each for each in _WHOLES if category_of(rules, each) in categories)
    yield from sorted(islice(fitting, _SHOWN), key=int)
    rest = [each for each in categories if each not in whole_categories(rules)]
    yield from (each for each in (_FRACTION,) if category_of(rules, each) in rest)
