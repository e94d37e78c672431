"""
Values that JSON has no form for, as text: decimal numbers, dates, times, durations.

`decimal` and `datetime` are imported where there is such a value, never before.
"""

from __future__ import annotations

import sys

from reasonbook.runtime.duration import read_duration, write_duration
from reasonbook.runtime.money import read_decimal
from reasonbook.runtime.values import MAX_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal
    from typing import TypeGuard

# No text that is written here takes longer than this to read.
_MAX_TEXT = 65_536
_MAX_PLACES = 600
_MAX_DECIMAL = 1_300
_MICROSECONDS = 6


def is_decimal(value: object) -> TypeGuard[Decimal]:
    """Tell whether *value* is a decimal number."""
    # Nobody has a value of a module that nobody has imported.
    if "decimal" not in sys.modules:
        return False
    from decimal import Decimal  # noqa: PLC0415  already loaded

    return isinstance(value, Decimal)


def is_number(value: object) -> bool:
    """Tell whether *value* is a finite number; a truth value is none."""
    if isinstance(value, float):
        return float.__sub__(value, value) == 0
    if is_decimal(value):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def write_typed(value: object) -> tuple[str, str] | None:
    """Return type and text of *value*, None if it has none here."""
    if isinstance(value, int):
        # Sixteen is a power of two: these digits are made and read in linear time, and no
        # interpreter limits their number.
        text = hex(value)
        return ("integer", text) if len(text) <= _MAX_TEXT else None
    if is_decimal(value):
        number = write_decimal(value)
        return None if number is None else ("decimal", number)
    return _write_moment(value) if "datetime" in sys.modules else None


def read_typed(kind: str, text: str) -> object:
    """Return the value of the type *kind* that *text* is; None, or `ValueError`, if it is none."""
    read = _READERS.get(kind)
    return None if read is None or len(text) > _MAX_TEXT else read(text)


def write_decimal(number: Decimal) -> str | None:
    """Return *number* with the digits and the exponent that it has, None if they are too many."""
    from decimal import Decimal  # noqa: PLC0415  already loaded

    text = Decimal.__str__(number) if _is_moderate(number) else ""
    return text if 0 < len(text) <= _MAX_DECIMAL else None


def read_moderate_decimal(text: str) -> Decimal | None:
    """Return the number that *text* is, None if it is none or one with too many digits."""
    number = read_decimal(text) if len(text) <= _MAX_DECIMAL else None
    return number if number is not None and _is_moderate(number) else None


def _is_moderate(number: Decimal) -> bool:
    # An exponent of a few digits can stand for a text that fills the memory.
    return number.is_finite() and abs(number.adjusted()) <= _MAX_PLACES


def _write_moment(value: object) -> tuple[str, str] | None:
    from datetime import date, datetime, time, timedelta  # noqa: PLC0415  already loaded

    if isinstance(value, datetime):
        return "datetime", datetime.isoformat(value)
    if isinstance(value, date):
        return "date", date.isoformat(value)
    if isinstance(value, time):
        return "time", time.isoformat(value)
    return ("duration", write_duration(value)) if isinstance(value, timedelta) else None


def _read_integer(text: str) -> int | None:
    number = int(text, 16)
    return number if number.bit_length() > MAX_BITS and hex(number) == text else None


def _read_date(text: str) -> object:
    from datetime import date  # noqa: PLC0415  most applications need none

    return date.fromisoformat(text)


def _read_time(text: str) -> object:
    from datetime import time  # noqa: PLC0415  most applications need none

    return None if _is_finer(text) else time.fromisoformat(text)


def _read_datetime(text: str) -> object:
    from datetime import datetime  # noqa: PLC0415  most applications need none

    # Python also takes a date alone, and anything between a date and a time.
    is_moment = text[10:11] == "T" and not _is_finer(text)
    return datetime.fromisoformat(text) if is_moment else None


def _is_finer(text: str) -> bool:
    """Tell whether *text* has parts of a microsecond: Python would drop them."""
    _, *fractions = text.replace(",", ".").split(".")
    for each in fractions:
        for digit in each[_MICROSECONDS:]:
            # What follows the digits is the offset from UTC.
            if not digit.isdigit():
                break
            if digit != "0":
                return True
    return False


_READERS: Mapping[str, Callable[[str], object]] = {
    "date": _read_date,
    "datetime": _read_datetime,
    "decimal": read_moderate_decimal,
    "duration": read_duration,
    "integer": _read_integer,
    "time": _read_time,
}
TYPES = frozenset(_READERS)
"""The types that have a text here."""
