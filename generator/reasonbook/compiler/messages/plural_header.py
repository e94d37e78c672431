"""
Writing a plural rule of CLDR as gettext's ``Plural-Forms``.

gettext counts with whole numbers alone, so relations about fractions are worked out first. What
is left is made readable by steps that change its value for no number.
"""

from __future__ import annotations

from functools import cache
from math import lcm
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.messages.plural_rules import OTHER, fold, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reasonbook.compiler.messages.plural_rules import PluralRules, Relation, Rule

# A part of an expression with the operator that binds it least, "" for a comparison.
_Part: TypeAlias = tuple[str, str]
# The branches of an expression: each category that whole numbers have, and its rule.
_Branches: TypeAlias = "tuple[tuple[str, Rule], ...]"

_FRACTIONS = "vwft"
# Rules whose periods are longer are not searched for what they leave over.
_MAX_PERIOD = 1000


@cache
def write_header(rules: PluralRules) -> str:
    """
    Return the header's value with a form for each category of *rules*, ``other`` last.

    For example ``nplurals=2; plural=(n != 1);``. A category that only fractions have gets a form
    that no whole number selects: gettext's tools never show it, and the runtime does.
    """
    categories = (*(category for category, _ in rules), OTHER)
    return header_value(len(categories), write_expression(rules, categories))


def header_value(count: int, expression: str) -> str:
    """Return the header's value for *count* forms that *expression* chooses from."""
    shown = expression if expression.isdigit() else f"({expression})"
    return f"nplurals={count}; plural={shown};"


def whole_categories(rules: PluralRules) -> tuple[str, ...]:
    """Return the categories that whole numbers have by *rules*, in their order."""
    branches = _branches(rules)
    found = tuple(category for category, _ in branches)
    return found if _is_exhaustive(branches) else (*found, OTHER)


def write_expression(rules: PluralRules, forms: Sequence[str]) -> str:
    """Return the expression in C that gives the index in *forms* of a whole number's category."""
    branches = _branches(rules)
    # Where nothing is left for `other`, the last category takes what the others do not.
    last = OTHER
    if _is_exhaustive(branches):
        last = branches[-1][0]
        branches = branches[:-1]
    branches = _prune(branches)
    if not branches:
        return str(forms.index(last))
    category, rule = branches[0]
    if len(branches) == 1 and (forms.index(category), forms.index(last)) == (0, 1):
        return _write_negated(rule)[0]
    choices = (
        f"{_write_rule(rule)[0]} ? {forms.index(category)} : " for category, rule in branches
    )
    return f"{''.join(choices)}{forms.index(last)}"


def _branches(rules: PluralRules) -> _Branches:
    folded = ((category, fold(rule, _FRACTIONS)) for category, rule in rules)
    return tuple((category, _join(rule)) for category, rule in folded if rule)


def _join(rule: Rule) -> Rule:
    """Return *rule* with one operand, and with one list for alternatives that are only ranges."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    others: list[tuple[Relation, ...]] = []
    for relations in rule:
        if len(relations) == 1 and relations[0][2]:
            ranges.setdefault(relations[0][1], []).extend(relations[0][3])
        else:
            others.append(tuple(_tidy(each) for each in relations))
    joined = ((_tidy(("n", modulus, True, tuple(each))),) for modulus, each in ranges.items())
    return (*joined, *others)


def _tidy(relation: Relation) -> Relation:
    """Return *relation* about ``n``, as which ``i`` of whole numbers is, with joined ranges."""
    _, modulus, is_in, ranges = relation
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return "n", modulus, is_in, tuple(joined)


def _category(branches: _Branches, number: int) -> str:
    found = (
        category
        for category, rule in branches
        if any(all(holds(each, number) for each in relations) for relations in rule)
    )
    return next(found, OTHER)


def _is_exhaustive(branches: _Branches) -> bool:
    """Tell whether every whole number has a category of *branches*, searching a whole period."""
    relations = [each for _, rule in branches for relations in rule for each in relations]
    period = lcm(*(modulus or 1 for _, modulus, _, _ in relations))
    start = max((high for _, _, _, ranges in relations for _, high in ranges), default=0)
    return period <= _MAX_PERIOD and all(
        _category(branches, number) != OTHER for number in range(start + period + 1)
    )


def _prune(branches: _Branches) -> _Branches:
    """
    Return *branches* without what other parts of them say already.

    ``n != 0`` need not be asked where 0 was sorted out before, nor ``n == 1`` where another
    alternative takes it. Leaving either out can change something for the numbers that it names,
    and for no others: so looking at those proves it.
    """
    for shorter, named in _shorten(branches):
        numbers = (number for low, high in named for number in range(low, high + 1))
        if all(_category(shorter, each) == _category(branches, each) for each in numbers):
            return _prune(shorter)
    return branches


def _shorten(
    branches: _Branches,
) -> Iterator[tuple[_Branches, tuple[tuple[int, int], ...]]]:
    """Yield *branches* without one relation about named numbers, and those numbers' ranges."""
    for at, (category, rule) in enumerate(branches):
        for place, relations in enumerate(rule):
            for index, (_, modulus, is_in, ranges) in enumerate(relations):
                rest = (*relations[:index], *relations[index + 1 :])
                kept = (rest,) if rest else ()
                shorter = (*rule[:place], *kept, *rule[place + 1 :])
                # `n in` of several relations, left out, would let in all other numbers.
                if not modulus and shorter and is_in != bool(rest):
                    yield (*branches[:at], (category, shorter), *branches[at + 1 :]), ranges


def _write_rule(rule: Rule) -> _Part:
    return _combine("||", (_combine("&&", map(_write_relation, each)) for each in rule))


def _write_negated(rule: Rule) -> _Part:
    negated = (
        [(operand, modulus, not is_in, ranges) for operand, modulus, is_in, ranges in relations]
        for relations in rule
    )
    return _combine("&&", (_combine("||", map(_write_relation, each)) for each in negated))


def _write_relation(relation: Relation) -> _Part:
    _, modulus, is_in, ranges = relation
    term = f"n%{modulus}" if modulus else "n"
    write = _write_inside if is_in else _write_outside
    sign = "||" if is_in else "&&"
    return _combine(sign, (write(term, low, high, modulus - 1) for low, high in ranges))


def _write_inside(term: str, low: int, high: int, highest: int) -> _Part:
    if low == high:
        return f"{term} == {low}", ""
    if low == 0:
        return f"{term} <= {high}", ""
    if high == highest:
        return f"{term} >= {low}", ""
    return f"{term} >= {low} && {term} <= {high}", "&&"


def _write_outside(term: str, low: int, high: int, highest: int) -> _Part:
    if low == high:
        return f"{term} != {low}", ""
    if low == 0:
        return f"{term} > {high}", ""
    if high == highest:
        return f"{term} < {low}", ""
    return f"{term} < {low} || {term} > {high}", "||"


def _combine(sign: str, parts: Iterable[_Part]) -> _Part:
    found = tuple(parts)
    if len(found) == 1:
        return found[0]
    texts = (f"({text})" if inner not in {"", sign} else text for text, inner in found)
    return f" {sign} ".join(texts), sign
