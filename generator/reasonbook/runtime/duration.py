"""
Durations as ISO 8601 writes them (``P1DT2H30M0.5S``), exact to the microsecond; and as units.

A sign may stand in front of the whole, as in ISO 8601-2. Years and months are not read: how
long they are depends on when they begin.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta
    from decimal import Decimal
    from typing import TypeAlias

    # A unit and its number.
    Part: TypeAlias = tuple[str, int | Decimal]
    # What stands before a letter, and how many microseconds one of that is.
    Component: TypeAlias = tuple[str, int]

# A duration of Python has at most 23 digits.
MAX_CHARACTERS = 64
MAX_UNITS = 3
UNITS = ("day", "hour", "minute", "second", "millisecond", "microsecond")
_THOUSAND = 1_000
_SECOND = 1_000_000
_DAYS = (("W", 7 * 86_400 * _SECOND), ("D", 86_400 * _SECOND))
_CLOCK = (("H", 3_600 * _SECOND), ("M", 60 * _SECOND), ("S", _SECOND))


def write_duration(value: timedelta) -> str:
    """Return *value* as ISO 8601 writes it, with days as the largest unit."""
    total = _micros(value)
    seconds, micros = divmod(abs(total), _SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    fraction = f".{micros:06}".rstrip("0") if micros else ""
    clock = "".join(
        f"{number}{letter}"
        for number, letter in ((hours, "H"), (minutes, "M"), (f"{seconds}{fraction}", "S"))
        if number not in (0, "0")
    )
    date = f"{days}D" if days else ""
    if not date and not clock:
        clock = "0S"
    return f"{'-' if total < 0 else ''}P{date}{'T' if clock else ''}{clock}"


def read_duration(text: str) -> timedelta | None:
    """
    Return the duration that *text* is, None if it is none or none that Python can hold exactly.

    The last number may have a decimal fraction, behind a point or a comma.
    """
    from datetime import timedelta  # noqa: PLC0415  most applications need none

    if len(text) > MAX_CHARACTERS or not text.isascii():
        return None
    unsigned = text[1:] if text[:1] in ("+", "-") else text
    date, mark, clock = unsigned[1:].partition("T")
    if unsigned[:1] != "P" or bool(mark) != bool(clock):
        return None
    first, second = _components(date, _DAYS), _components(clock, _CLOCK)
    total = None if first is None or second is None else _total([*first, *second])
    if total is None:
        return None
    try:
        return timedelta(microseconds=-total if text[0] == "-" else total)
    except OverflowError:
        return None


def _components(text: str, units: tuple[Component, ...]) -> list[Component] | None:
    """Return the numbers in *text* with their *units*, None if it has anything else."""
    components: list[Component] = []
    for letter, size in units:
        number, found, rest = text.partition(letter)
        if found:
            components.append((number, size))
            text = rest
    return None if text else components


def _total(components: list[Component]) -> int | None:
    """Return the microseconds of all *components*, None if there are none or not whole ones."""
    if not components or not all(number.isdigit() for number, _ in components[:-1]):
        return None
    number, size = components[-1]
    whole, point, fraction = number.replace(",", ".").partition(".")
    if not whole.isdigit() or bool(point) != bool(fraction) or not f"0{fraction}".isdigit():
        return None
    parts: int = 10 ** len(fraction)
    last, rest = divmod(int(whole + fraction) * size, parts)
    if rest:
        return None
    return last + sum(int(each) * every for each, every in components[:-1])


def split_duration(value: timedelta) -> list[Part]:
    """
    Return the at most three units in which people are told *value*, without its sign.

    The largest are first. Milliseconds count as a unit, but are a fraction of the seconds if
    there are any; microseconds are there only for less than a second. What a fourth unit would
    hold is left out.
    """
    seconds, micros = divmod(abs(_micros(value)), _SECOND)
    if not seconds:
        return [_split_second(micros)]
    millis = micros // _THOUSAND
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    numbers = (days, hours, minutes, seconds, millis)
    parts: list[Part] = [part for part in zip(UNITS, numbers, strict=False) if part[1]]
    parts = parts[:MAX_UNITS]
    if parts[-1][0] == "millisecond" and seconds:
        parts[-2:] = [("second", _with_fraction(seconds, millis))]
    return parts


def _split_second(micros: int) -> Part:
    millis, rest = divmod(micros, _THOUSAND)
    if not micros:
        return "second", 0
    if not millis:
        return "microsecond", rest
    return "millisecond", _with_fraction(millis, rest) if rest else millis


def _with_fraction(whole: int, thousandths: int) -> Decimal:
    """Return a number without zeros at its end, which might change the plural."""
    from decimal import Decimal  # noqa: PLC0415  most applications need none

    return Decimal(f"{whole}.{thousandths:03}".rstrip("0"))


def _micros(value: timedelta) -> int:
    return (value.days * 86_400 + value.seconds) * _SECOND + value.microseconds
