"""
Values for programs: the parameters of an action, as JSON can have them.
"""

from __future__ import annotations

from reasonbook.runtime.typed import is_number, write_typed
from reasonbook.runtime.values import MAX_BITS, MISSING, exact_text, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias, TypeGuard

    Parameter: TypeAlias = str | int | float | tuple[str, ...]


def parameter(value: object) -> Parameter | None:
    """
    Return *value* for a program.

    Text, numbers and truth values are as they are, lists of text are tuples, decimals, dates,
    times and durations are the texts that an occurrence is stored with, and anything else is
    as it would be shown. The result is None if there is none: not given, not writable, or a
    number that some interpreters would refuse to write as JSON.
    """
    if value is MISSING or value is None:
        return None
    try:
        return _read(value)
    except Exception:  # noqa: BLE001  a lying or raising __class__ of someone else's object
        return None


def _read(value: object) -> Parameter | None:
    if type(value) is bool:
        return value
    if isinstance(value, int):
        return int.__int__(value) if int.bit_length(value) <= MAX_BITS else None
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return float.__float__(value) if is_number(value) else None
    if _is_list(value):
        texts = [exact_text(each) for each in value]
        return tuple(each for each in texts if each is not None)
    found = write_typed(value)
    return shown(value) if found is None else found[1]


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return type(value) is list or type(value) is tuple
