"""
The plural rules of CLDR as literals, and which category a number has by them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator

# Operand (n i v w f t), modulus or 0, whether it must be in the ranges or in none, the ranges.
Relation: TypeAlias = tuple[str, int, bool, tuple[tuple[int, int], ...]]
# The alternatives; all relations of one of them must hold.
Rule: TypeAlias = tuple[tuple[Relation, ...], ...]
PluralRules: TypeAlias = tuple[tuple[str, Rule], ...]
# What babel.plural makes of a rule, for example ("in", (("n", ()), ("range_list", [...]))).
_Tree: TypeAlias = "str | int | tuple[_Tree, ...] | list[_Tree]"

OTHER = "other"
MANY = "many"
_ORDER = ("zero", "one", "two", "few", MANY)
# The exponent of compact notation ("1.2 million"), under its two names. We never write one.
_EXPONENTS = "ce"


@cache
def plural_rules(tag: str) -> PluralRules:
    """
    Return the plural rules of the locale *tag*: CLDR's categories in its order, with their rules.

    ``other`` is left out: it is what no rule takes. Relations about the exponent of compact
    notation are worked out, since it is always 0. The result is a literal, the ``plural`` of a
    locale's record in a bundle.
    """
    trees: dict[str, _Tree] = dict(Locale.parse(tag).plural_form.abstract)
    rules = ((each, fold(_read_rule(trees[each]), _EXPONENTS)) for each in _ORDER if each in trees)
    return tuple(rules)


def plural_categories(tag: str) -> tuple[str, ...]:
    """
    Return all plural categories of the locale *tag*, in the order of CLDR, ``other`` last.

    Some are for fractions alone: ``other`` in Polish and Russian, ``many`` in Czech and
    Lithuanian. German has ``one`` and ``other``, Arabic six, Japanese ``other`` alone.
    """
    return (*(category for category, _ in plural_rules(tag)), OTHER)


def category_of(rules: PluralRules, number: str) -> str:
    """
    Return the category of *number*, digits with or without a fraction: ``"21"``, ``"1.5"``.

    A fraction has no zeros at its end.
    """
    whole, mark, fraction = number.partition(".")
    operands = {
        # A number with a fraction is in no range, because ranges have whole numbers alone.
        "n": None if mark else int(whole),
        "i": int(whole),
        **dict.fromkeys("vw", len(fraction)),
        **dict.fromkeys("ft", int(fraction or "0")),
    }
    found = (
        category
        for category, rule in rules
        if any(all(holds(each, operands[each[0]]) for each in relations) for relations in rule)
    )
    return next(found, OTHER)


def fold(rule: Rule, zeros: str) -> Rule:
    """Return what is left of *rule* for numbers of which the operands *zeros* are all 0."""
    return tuple(
        tuple(each for each in relations if each[0] not in zeros)
        for relations in rule
        if all(holds(each, 0) for each in relations if each[0] in zeros)
    )


def holds(relation: Relation, value: int | None) -> bool:
    """Tell whether *relation* holds for *value* of its operand, None for a fraction."""
    _, modulus, is_in, ranges = relation
    if value is not None and modulus:
        value %= modulus
    found = value is not None and any(low <= value <= high for low, high in ranges)
    return found is is_in


def _read_rule(tree: _Tree) -> Rule:
    match tree:
        case ("or", (left, right)):
            return (*_read_rule(left), *_read_rule(right))
        case _:
            return (tuple(_read_relations(tree)),)


def _read_relations(tree: _Tree) -> Iterator[Relation]:
    match tree:
        case ("and", (left, right)):
            yield from _read_relations(left)
            yield from _read_relations(right)
        case ("not", (inner,)):
            for operand, modulus, is_in, ranges in _read_relations(inner):
                yield operand, modulus, not is_in, ranges
        case ("relation", ("in", (str(operand), ()), ("range_list", [*ranges]))):
            yield operand, 0, True, tuple(map(_read_range, ranges))
        case (
            "relation",
            (
                "in",
                ("mod", ((str(operand), ()), ("value", (int(modulus),)))),
                ("range_list", [*ranges]),
            ),
        ):
            yield operand, modulus, True, tuple(map(_read_range, ranges))
        case _:
            raise ValueError(f"a plural rule has a part that CLDR does not have: {tree!r}")


def _read_range(pair: _Tree) -> tuple[int, int]:
    match pair:
        case (("value", (int(low),)), ("value", (int(high),))):
            return low, high
        case _:
            raise ValueError(f"a plural rule has no range at {pair!r}")
