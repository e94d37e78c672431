"""
Values from outside, made fit to be shown: a context comes from requests, queues and databases.

Whatever is passed, nothing here raises but what is no `Exception`, such as
`KeyboardInterrupt`. Methods of subclasses of `str` and `int` are never called.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard

MAX_CHARACTERS = 256
# About 600 digits: below the smallest limit that an interpreter can have for int to str.
MAX_BITS = 2_000
REPLACEMENT = "\ufffd"

# Control characters of C0 and C1 with DEL, line and paragraph separators, bidirectional
# embeddings, overrides and isolates, surrogates. `str.isprintable` is false for each of them.
_UNSAFE = (
    ("\x00", "\x1f"),
    ("\x7f", "\x9f"),
    ("\u2028", "\u202e"),
    ("\u2066", "\u2069"),
    ("\ud800", "\udfff"),
)
# RFC 3986, section 2.3.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class Missing:
    """The class of `MISSING`: what `given` returns for a value that is not there."""

    __slots__ = ()


MISSING = Missing()


def exact_text(value: object) -> str | None:
    """Return *value* as a plain `str` if it is text, else None."""
    try:
        return str.__str__(value) if isinstance(value, str) else None
    except Exception:  # noqa: BLE001  a lying or raising __class__ of someone else's object
        return None


def given(context: object, name: str) -> object:
    """Return the value of *name* in *context*, `MISSING` if there is none to be had."""
    try:
        return context.get(name, MISSING) if is_mapping(context) else MISSING
    except Exception:  # noqa: BLE001  someone else's mapping, or a key whose __eq__ raises
        return MISSING


def is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    """Tell whether *value* is a mapping; someone else's may raise."""
    return isinstance(value, Mapping)


def shown(value: object) -> str | None:
    """
    Return *value* as text that is safe to show, None if it cannot be written.

    Text stands as it is and whole numbers in plain digits; None is no value; of anything else,
    `str` is asked.
    The result has at most 256 characters; controls are replaced by U+FFFD.
    """
    try:
        text = _written(value)
    except Exception:  # noqa: BLE001  a __str__ of someone else's may raise anything
        return None
    return None if text is None else clean(text)


def shown_in_url(value: object) -> str | None:
    """
    Return *value* for a place in an address, percent-encoded but for RFC 3986's unreserved.

    None for a value that has no place there: an empty one, and one that `shown` would cut or
    change.
    """
    try:
        text = _written(value)
    except Exception:  # noqa: BLE001  a __str__ of someone else's may raise anything
        return None
    if not text or clean(text) != text:
        return None
    return "".join(chr(each) if each in _UNRESERVED else f"%{each:02X}" for each in text.encode())


def clean(text: str) -> str:
    """Return *text* cut to 256 characters, with controls and surrogates replaced by U+FFFD."""
    if len(text) > MAX_CHARACTERS:
        text = text[: MAX_CHARACTERS - 1] + "…"
    if text.isprintable():
        return text
    return "".join(REPLACEMENT if _is_unsafe(each) else each for each in text)


def without_surrogates(text: str) -> str:
    """Return *text* with lone surrogates replaced by U+FFFD: what UTF-8 can encode."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(REPLACEMENT if "\ud800" <= each <= "\udfff" else each for each in text)
    return text


def _written(value: object) -> str | None:
    if value is MISSING or value is None:
        return None
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value) if int.bit_length(value) <= MAX_BITS else None
    return str.__str__(str(value))


def _is_unsafe(character: str) -> bool:
    return any(first <= character <= last for first, last in _UNSAFE)
