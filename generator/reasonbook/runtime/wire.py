"""
Values of parameters as JSON, and back: how an occurrence goes through a queue or a database.

Text, whole and floating numbers, truth values and None are what they are in JSON, lists are
lists. The others are objects that say their type::

    {"type": "decimal", "value": "12.50"}
    {"type": "date", "value": "2026-11-25"}
    {"type": "time", "value": "14:30:00"}
    {"type": "datetime", "value": "2026-11-25T14:30:00+01:00"}
    {"type": "duration", "value": "PT1H30M0.5S"}
    {"type": "currency", "amount": "12.50", "code": "EUR"}
    {"type": "integer", "value": "0x..."}           only what has more than 600 digits

Of a time zone the offset from UTC remains, its name is lost. What has no form here is written
as text; so are decimal numbers of more than 600 places before or behind the point.

Nothing in here raises. What cannot be read is kept, and is written again as it was: a service
may pass on what a newer one has made.
"""

from __future__ import annotations

from enum import Enum

from reasonbook.runtime.frozen import Frozen, fill
from reasonbook.runtime.money import Money
from reasonbook.runtime.typed import (
    TYPES,
    is_number,
    read_moderate_decimal,
    read_typed,
    write_decimal,
    write_typed,
)
from reasonbook.runtime.values import MAX_BITS, exact_text, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from typing import TypeAlias, TypeGuard

    Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 8
"""How deep lists may be nested; a placeholder takes none in another."""

_MONEY = frozenset({"type", "amount", "code"})
_TYPED = frozenset({"type", "value"})


class Undecodable(Frozen):
    """
    JSON that is the form of no value, kept as it was.

    *kind* is the type that it says it has, ``unknown`` if that is none that we know. *source*
    is the JSON; it may be personal, so `repr` leaves it out.
    """

    __slots__ = ("kind", "source")

    kind: str
    source: str

    def __init__(self, kind: str, source: str) -> None:
        """Keep the JSON *source*."""
        fill(self, kind=kind, source=source)

    def __str__(self) -> str:
        """Return what a person can make something of: the text of a value, else the JSON."""
        json = _load(self.source)
        text = json.get("value") if isinstance(json, dict) else None
        return text if isinstance(text, str) else self.source

    @property
    def _hidden(self) -> tuple[str, ...]:
        return ("source",)


def encode(value: object) -> Json:
    """Return the form of *value*: for what has none, text of at most 256 characters, or None."""
    return _encode(value, 0)


def decode(json: object) -> object:
    """
    Return the value of which *json* is the form; it can be hashed.

    Lists become tuples, and what is not understood an `Undecodable`. Encoding the result gives
    *json* again, or another spelling of the same value: ``Z`` becomes ``+00:00``.
    """
    try:
        return _decode(json, 0)
    except Exception:  # noqa: BLE001  what is no JSON may raise anything
        return shown(json)


def frozen(value: object) -> object:
    """
    Return *value* as something that cannot change and can be hashed.

    A list becomes a tuple, a member of an enum of texts its text, and what cannot be hashed the
    text that would be shown for it.
    """
    return _freeze(value, 0)


def fits(kind: str, value: object, values: Container[str] = ()) -> bool:
    """
    Tell whether a placeholder of the type *kind* takes *value*.

    *values* are those of an ``enum``, for which members of an enum may also be given. Truth
    values are no numbers, and a number is finite.
    """
    try:
        if kind == "enum":
            text = exact_text(_without_member(value))
            return text is not None and text in values
        return kind in _TESTS and _TESTS[kind](value)
    except Exception:  # noqa: BLE001  someone else's object may raise anything
        return False


def _encode(value: object, depth: int) -> Json:
    try:
        if _is_list(value) and depth < MAX_DEPTH:
            return [_encode(each, depth + 1) for each in value]
        return _encode_one(value)
    except Exception:  # noqa: BLE001  someone else's object may raise anything
        return shown(value)


def _encode_one(value: object) -> Json:
    if value is None or value is True or value is False:
        return value
    text = exact_text(_without_member(value))
    if text is not None:
        return text
    if isinstance(value, int) and int.bit_length(value) <= MAX_BITS:
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value) if is_number(value) else shown(value)
    if isinstance(value, Undecodable):
        return _load(value.source)
    return _encode_object(value) or shown(value)


def _encode_object(value: object) -> dict[str, Json] | None:
    if isinstance(value, Money):
        amount = write_decimal(value.amount)
        if amount is None:
            return None
        return {"type": "currency", "amount": amount, "code": value.code}
    written = write_typed(value)
    return None if written is None else {"type": written[0], "value": written[1]}


def _decode(json: object, depth: int) -> object:
    if _is_object(json):
        found = _decode_object(json)
        return _keep(json) if found is None else found
    if _is_list(json):
        if depth == MAX_DEPTH:
            return _keep(json)
        return tuple(_decode(each, depth + 1) for each in json)
    # Python's JSON has infinities, that of the standard has none.
    is_infinite = isinstance(json, float) and not is_number(json)
    return shown(json) if is_infinite else frozen(json)


def _decode_object(json: dict[object, object]) -> object:
    """Return the value of an object that says its type, None if it is the form of none."""
    texts = {
        key: value for key, value in json.items() if isinstance(key, str) and isinstance(value, str)
    }
    try:
        if len(texts) == len(json) and texts.keys() == _TYPED:
            return read_typed(texts["type"], texts["value"])
        if len(texts) == len(json) and texts.keys() == _MONEY and texts["type"] == "currency":
            amount = read_moderate_decimal(texts["amount"])
            return None if amount is None else Money(amount, texts["code"])
    except ValueError:
        pass
    return None


def _keep(json: object) -> object:
    """Return what keeps *json*; for what is no JSON, what `frozen` gives."""
    from json import dumps  # noqa: PLC0415  re comes with it

    try:
        kind = json.get("type") if _is_object(json) else None
        known = kind if isinstance(kind, str) and kind in (*TYPES, "currency") else "unknown"
        return Undecodable(known, dumps(json, sort_keys=True, allow_nan=False))
    except Exception:  # noqa: BLE001  someone else's object may raise anything
        return frozen(json)


def _load(source: str) -> Json:
    from json import loads  # noqa: PLC0415  re comes with it

    json: Json = loads(source)
    return json


def _freeze(value: object, depth: int) -> object:
    try:
        if _is_list(value) and depth < MAX_DEPTH:
            return tuple(_freeze(each, depth + 1) for each in value)
        plain = _without_subclass(_without_member(value))
        hash(plain)
    except Exception:  # noqa: BLE001  someone else's object may raise anything
        return shown(value)
    return plain


def _without_member(value: object) -> object:
    """Return the text of a member of an enum, anything else as it is."""
    return value.value if isinstance(value, Enum) and isinstance(value.value, str) else value


def _without_subclass(value: object) -> object:
    """Return text and numbers as plain ones, anything else as it is."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__int__(value)
    return value


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, (list, tuple))


def _is_object(value: object) -> TypeGuard[dict[object, object]]:
    return isinstance(value, dict)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return _is_list(value) and all(isinstance(each, str) for each in value)


def _is_date(value: object) -> bool:
    from datetime import date, datetime  # noqa: PLC0415  most applications need none

    # A moment is a date for Python; for a reader it is another thing.
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_datetime(value: object) -> bool:
    from datetime import datetime  # noqa: PLC0415  most applications need none

    return isinstance(value, datetime)


def _is_time(value: object) -> bool:
    from datetime import time  # noqa: PLC0415  most applications need none

    return isinstance(value, time)


def _is_duration(value: object) -> bool:
    from datetime import timedelta  # noqa: PLC0415  most applications need none

    return isinstance(value, timedelta)


_TESTS: Mapping[str, Callable[[object], bool]] = {
    "currency": lambda value: isinstance(value, Money),
    "date": _is_date,
    "datetime": _is_datetime,
    "duration": _is_duration,
    "integer": _is_integer,
    "list": _is_texts,
    "number": is_number,
    "percent": is_number,
    "string": lambda value: isinstance(value, str),
    "time": _is_time,
}
