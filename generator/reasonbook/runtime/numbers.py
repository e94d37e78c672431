"""
Numbers as a locale writes them: the same as Babel, from the data that the bundle has.

What counts are the decimal digits of a value, as `repr` shows them; they are rounded half to
even. A writer returns None for what it cannot write, and never raises: values come from
outside. Methods of subclasses are not called.
"""

from __future__ import annotations

import sys

from reasonbook.runtime.values import MAX_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from typing import TypeAlias, TypeGuard

    from reasonbook.runtime.locale_data import NumberSymbols, PercentPattern

    Writer: TypeAlias = Callable[[object], str | None]

MAX_FRACTION = 3
_THOUSAND = 1_000
_MILLION = 1_000_000
_LIMIT = 1 << MAX_BITS
_LOWEST = -_LIMIT
# So many digits has the largest number of so many bits.
_MAX_DIGITS = 603
_USUAL_GROUPS = 3, 3
# "000" to "999", and the same without zeros at the end, once a writer is made.
_TRIPLES: list[str] = []
_FRACTIONS: list[str] = []
# The class, once a value may be of it.
_DECIMAL: list[type[Decimal]] = []


def integer_writer(number: NumberSymbols) -> Writer:
    """Return what writes whole numbers; truth values are none."""
    _, mark, minus, *groups = number
    group = _make_group(mark, *groups)

    def write(value: object) -> str | None:
        whole = value if type(value) is int else _exact_integer(value)
        if whole is None or not _LOWEST < whole < _LIMIT:
            return None
        return group(whole) if whole >= 0 else minus + group(-whole)

    return write


def number_writer(number: NumberSymbols) -> Writer:
    """Return what writes numbers with up to three fraction digits: float, Decimal, integer."""
    point, mark, minus, *groups = number
    group = _make_group(mark, *groups)
    write_integer = integer_writer(number)
    _, fractions = _make_digits()

    def write_any(value: object) -> str | None:
        if type(value) is int:
            return write_integer(value)
        scaled = _scale_fast(value, 1_000.0) or _scale(value, MAX_FRACTION)
        if scaled is None:
            return None
        is_negative, thousandths = scaled
        whole, rounded = divmod(thousandths, _THOUSAND)
        text = minus + group(whole) if is_negative else group(whole)
        return f"{text}{point}{fractions[rounded]}" if rounded else text

    is_usual = tuple(groups) == _USUAL_GROUPS
    return _make_fast(point, mark, write_any) if is_usual else write_any


def _make_fast(point: str, mark: str, write_any: Writer) -> Writer:
    """Return what writes the usual numbers without calling anything, and leaves the others."""
    triples, fractions = _make_digits()

    def write(value: object) -> str | None:
        if type(value) is float and 0.0 < value < 1e9:  # noqa: PLR2004  faster than a constant
            whole = int(value)
            exact = (value - whole) * 1_000.0
            rounded = int(exact + 0.5)
            if -0.499 < exact - rounded < 0.499 and rounded < 1_000:  # noqa: PLR2004  see _scale_fast
                if whole < _THOUSAND:
                    text = f"{whole}"
                elif whole < _MILLION:
                    text = f"{whole // _THOUSAND}{mark}{triples[whole % _THOUSAND]}"
                else:
                    middle = triples[whole // _THOUSAND % _THOUSAND]
                    text = f"{whole // _MILLION}{mark}{middle}{mark}{triples[whole % _THOUSAND]}"
                return f"{text}{point}{fractions[rounded]}" if rounded else text
        return write_any(value)

    return write


def percent_writer(number: NumberSymbols, percent: PercentPattern) -> Writer:
    """Return what writes a number as whole per cent: 0.25 is 25 %."""
    _, mark, *_ = number
    prefix, suffix, negative_prefix, negative_suffix, *groups = percent
    group = _make_group(mark, *groups)

    def write(value: object) -> str | None:
        scaled = _scale_fast(value, 100.0) or _scale(value, 2)
        if scaled is None:
            return None
        is_negative, hundredths = scaled
        text = group(hundredths)
        return negative_prefix + text + negative_suffix if is_negative else prefix + text + suffix

    return write


def _make_group(mark: str, primary: int, secondary: int) -> Callable[[int], str]:
    """Return what writes a number that is not negative in groups."""
    if (primary, secondary) == _USUAL_GROUPS:
        return _make_usual_group(mark)
    if not primary:
        return str

    def group(whole: int) -> str:
        digits = f"{whole}"
        end = len(digits) - primary
        if end <= 0:
            return digits
        text = digits[end:]
        while end > secondary:
            text = f"{digits[end - secondary : end]}{mark}{text}"
            end -= secondary
        return f"{digits[:end]}{mark}{text}"

    return group


def _make_usual_group(mark: str) -> Callable[[int], str]:
    """Return what writes a number that is not negative in groups of three."""
    triples, _ = _make_digits()

    def group(whole: int) -> str:
        if whole < _THOUSAND:
            return f"{whole}"
        if whole < _MILLION:
            return f"{whole // _THOUSAND}{mark}{triples[whole % _THOUSAND]}"
        return f"{whole:,}".replace(",", mark)

    return group


def _make_digits() -> tuple[list[str], list[str]]:
    if not _FRACTIONS:
        # Each put in at once, so that no thread sees a part of them.
        _TRIPLES[:] = [f"{each:03}" for each in range(_THOUSAND)]
        _FRACTIONS[:] = [each.rstrip("0") for each in _TRIPLES]
    return _TRIPLES, _FRACTIONS


def _scale_fast(value: object, factor: float) -> tuple[bool, int] | None:
    """Return what `_scale` returns for the usual numbers, None for others and for what is none."""
    number = value if type(value) is float else _float(value)
    size = number if number > 0.0 else -number
    if 0.0 < size < 1e9:  # noqa: PLR2004  faster than a constant
        exact = size * factor
        scaled = int(exact + 0.5)
        # Up to here less than 0.001 may have been lost: what is not closer to the middle between
        # two whole numbers is rounded as its digits would be.
        if -0.499 < exact - scaled < 0.499:  # noqa: PLR2004  see above
            return number < 0.0, scaled
    return None


def _exact_integer(value: object) -> int | None:
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return int.__int__(value)
    except Exception:  # noqa: BLE001  a lying or raising __class__ of someone else's object
        return None
    return None


def _scale(value: object, places: int) -> tuple[bool, int] | None:
    """
    Return whether *value* is negative, and its size times ten to the power of *places*.

    The size is rounded half to even. None for what is no number, not finite or too large.
    """
    text = repr(value) if type(value) is float else _decimal_text(value)
    is_negative = text.startswith("-")
    before, _, after = text[is_negative:].partition(".")
    exponent = 0
    if not after.isdigit():
        mantissa, _, power = text[is_negative:].upper().partition("E")
        before, _, after = mantissa.partition(".")
        if not before.isdigit():
            return None
        exponent = int(power or 0)
    digits = (before + after).lstrip("0")
    # How many digits stand before the decimal mark of what is returned.
    length = len(digits) - len(after) + exponent + places
    if not digits or length < 0:
        return is_negative, 0
    if length > _MAX_DIGITS + places:
        return None
    rest = digits[length:]
    if not rest:
        return is_negative, int(digits.ljust(length, "0"))
    kept = int(digits[:length] or 0)
    # Digits compare as texts do; what is exactly half goes to the even neighbour.
    rest = rest.rstrip("0")
    is_up = rest > "5" or (rest == "5" and kept % 2 == 1)
    return is_negative, kept + is_up


def _float(value: object) -> float:
    """Return a Decimal as a float, 0.0 for anything else."""
    try:
        return _DECIMAL[0].__float__(value) if _is_decimal(value) else 0.0
    except Exception:  # noqa: BLE001  a signal, or a lying __class__ of someone else's object
        return 0.0


def _decimal_text(value: object) -> str:
    """Return *value* in digits, perhaps with an exponent; "" if it is no number."""
    whole = _exact_integer(value)
    if whole is not None:
        return f"{whole}" if _LOWEST < whole < _LIMIT else ""
    try:
        if isinstance(value, float):
            return float.__repr__(value)
        return _DECIMAL[0].__str__(value) if _is_decimal(value) else ""
    except Exception:  # noqa: BLE001  a lying or raising __class__ of someone else's object
        return ""


def _is_decimal(value: object) -> TypeGuard[Decimal]:
    if not _DECIMAL:
        # Nothing is a Decimal unless somebody has imported the class already.
        if "decimal" not in sys.modules:
            return False
        from decimal import Decimal  # noqa: PLC0415  see above

        _DECIMAL[:] = [Decimal]
    return isinstance(value, _DECIMAL[0])
