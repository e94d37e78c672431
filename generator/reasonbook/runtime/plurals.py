"""
Plural categories of numbers, by the rules of CLDR.

The rules of a locale come as a literal that the compiler took from CLDR. They are data: no
formula of a translators' file is read here, and nothing is evaluated.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from types import ModuleType
    from typing import TypeGuard, TypeVar

    from reasonbook.runtime.locale_data import PluralRules, Relation

    Kind = TypeVar("Kind")

SMALL = 1000
"""How many whole numbers, from 0, have their categories in a table."""

# Rules name no number from here on; few languages have periods that are longer than the rest.
_NAMED = SMALL // 2

# Numbers beyond are not written either: 2,000 bits are 602 digits and a bit.
_MAX_BITS = 2000
_MAX_EXPONENT = 602
# Of a number that is shown, three digits behind the decimal mark.
_UNIT = 1000
_PLACES = 3
_INFINITY = float("inf")


class Plurals:
    """
    The plural categories of one locale.

    *categories* are all that the locale has, in the order of CLDR, ``other`` last. *small* has,
    for each whole number below `SMALL`, the index of its category, or ``len(categories)`` where
    nobody has asked yet.
    """

    __slots__ = ("_period", "categories", "rules", "small")

    def __init__(self, rules: PluralRules) -> None:
        """
        Take the *rules* of a locale: each category but ``other``, with its rule.

        A rule is a tuple of alternatives, an alternative one of relations that must all hold. A
        relation is ``(operand, modulus or 0, whether in or not in, ranges)``, with the operands
        of Unicode's report 35, part 3, "Plural Operand Meanings".
        """
        self.categories: tuple[str, ...] = (*(category for category, _ in rules), "other")
        self.rules = rules
        self.small = bytearray([len(self.categories)]) * SMALL
        self._period = _find_period(rules)

    def index(self, value: object) -> int:
        """
        Return the index in *categories* of the category of *value*. It never raises.

        A number counts as it is shown: without its sign, at most three digits behind the decimal
        mark, rounded half to even, no trailing zeros. So 1.0 is 1, and 0.9999 is 1 too; 1.5 is
        ``other`` in English, and in Polish, where whole numbers are never ``other``. What is no
        number, not finite or too long to be shown is ``other`` everywhere.
        """
        known = len(self.categories)
        if type(value) is int and 0 <= value < SMALL:
            found = self.small[value]
            if found < known:
                return found
        shown = _shown(value)
        if shown is None:
            return known - 1
        whole, digits, fraction = shown
        if whole >= SMALL and self._period:
            whole = _NAMED + (whole - _NAMED) % self._period
        if digits or whole >= SMALL:
            return self._decide(whole, digits, fraction)
        found = self.small[whole]
        if found == known:
            # Two threads may come here at once, and write the same.
            found = self.small[whole] = self._decide(whole, 0, 0)
        return found

    def _decide(self, whole: int, digits: int, fraction: int) -> int:
        operands = {
            # A number with a fraction is in no range, because ranges have whole numbers alone.
            "n": -1 if digits else whole,
            "i": whole,
            "v": digits,
            "w": digits,
            "f": fraction,
            "t": fraction,
            # The exponent of compact notation ("1.2 million"), which is never written here.
            "e": 0,
        }
        for index, (_, rule) in enumerate(self.rules):
            for relations in rule:
                for relation in relations:
                    if not _holds(relation, operands[relation[0]]):
                        break
                else:
                    return index
        return len(self.rules)


def _find_period(rules: PluralRules) -> int:
    """Return how many numbers it takes from `_NAMED` on until all repeats, 0 if too many."""
    relations = [each for _, rule in rules for relations in rule for each in relations]
    named = [high for _, modulus, _, ranges in relations if not modulus for _, high in ranges]
    period = max((modulus or 1 for _, modulus, _, _ in relations), default=1)
    fits = all(period % (modulus or 1) == 0 for _, modulus, _, _ in relations)
    return period if fits and period <= SMALL - _NAMED and max(named, default=0) < _NAMED else 0


def _holds(relation: Relation, number: int) -> bool:
    _, modulus, is_in, ranges = relation
    if modulus and number >= 0:
        number %= modulus
    for low, high in ranges:
        if low <= number <= high:
            return is_in
    return not is_in


def _is_a(value: object, kind: type[Kind]) -> TypeGuard[Kind]:
    # `isinstance` asks the value, and lazy objects and mocks say what they are not.
    return issubclass(type(value), kind)


def _shown(value: object) -> tuple[int, int, int] | None:
    """
    Return *value* without its sign: whole part, number of digits behind the mark, those digits.

    None for what cannot be shown as a number.
    """
    if _is_a(value, int):
        if type(value) is bool or int.bit_length(value) > _MAX_BITS:
            return None
        return int.__abs__(value), 0, 0
    if _is_a(value, float):
        return _of_float(float.__abs__(value))
    # Nothing can be a decimal where nobody has imported the module, and that import is slow.
    module = sys.modules.get("decimal")
    if module is not None and _is_a(value, module.Decimal):
        return _of_decimal(value, module)
    return None


def _of_float(value: float) -> tuple[int, int, int] | None:
    # NaN is no less than infinity either.
    if not value < _INFINITY:
        return None
    # What counts are the digits that a person sees, not the binary number behind them.
    text, _, exponent = repr(value).partition("e")
    whole, _, digits = text.partition(".")
    if exponent:
        # Either smaller than 0.0001, or whole and not smaller than 10 to the power of 16.
        power = int(exponent) - len(digits)
        return int(whole + digits) * 10**power if power >= 0 else 0, 0, 0
    if digits == "0":
        return int(whole), 0, 0
    if len(digits) <= _PLACES:
        return int(whole), len(digits), int(digits)
    divisor = 10 ** (len(digits) - _PLACES)
    thousandths, rest = divmod(int(whole + digits), divisor)
    if 2 * rest > divisor or (2 * rest == divisor and thousandths % 2):
        thousandths += 1
    return _of_thousandths(thousandths)


def _of_decimal(value: Decimal, module: ModuleType) -> tuple[int, int, int] | None:
    decimal = module.Decimal
    if not decimal.is_finite(value):
        return None
    if not value:
        return 0, 0, 0
    if decimal.adjusted(value) > _MAX_EXPONENT:
        return None
    # One's own context: that of the thread may trap, round otherwise, or be too narrow.
    context = module.Context(
        prec=_MAX_EXPONENT + 10,
        rounding=module.ROUND_HALF_EVEN,
        Emin=module.MIN_EMIN,
        Emax=module.MAX_EMAX,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[],
    )
    rounded = context.quantize(decimal.copy_abs(value), decimal((0, (1,), -_PLACES)))
    return _of_thousandths(int(context.scaleb(rounded, _PLACES)))


def _of_thousandths(number: int) -> tuple[int, int, int]:
    whole, fraction = divmod(number, _UNIT)
    if not fraction:
        return whole, 0, 0
    digits = f"{fraction:0{_PLACES}}".rstrip("0")
    return whole, len(digits), int(digits)
