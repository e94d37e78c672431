"""
The binary catalogues of GNU gettext (its manual, "The Format of GNU MO Files").

A file is taken whole or not at all: any sign of damage refuses it. The header entry is never
looked at, so no charset and no plural formula of a file has a say: texts are UTF-8.
"""

from __future__ import annotations

from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 32 * 1024 * 1024

_MAGIC = 0x950412DE
_HEADER_BYTES = 28
_CONTEXT_END = "\x04"
_NEWEST_MAJOR = 1


class MoError(ValueError):
    """A file that cannot be a catalogue; the message says why, in words of ours alone."""


def key(context: str, source: str) -> str:
    """Return what a catalogue files the translation of *source* in *context* under."""
    return context + _CONTEXT_END + source


def parse_mo(data: bytes) -> dict[str, str]:
    """
    Return the translations in *data* by `key`; those without context or with plurals are left out.

    `MoError` if *data* is over 32 MiB or damaged in any way that can be seen.
    """
    if len(data) > MAX_BYTES:
        raise MoError("the file is over 32 MiB")
    if len(data) < _HEADER_BYTES:
        raise MoError("the file is shorter than its header")
    order = _byte_order(data)
    revision, count, originals, translations = unpack_from(f"{order}4I", data, 4)
    if revision >> 16 > _NEWEST_MAJOR:
        raise MoError("the file has an unknown revision")
    found: dict[str, str] = {}
    room = len(data)
    ids = _strings(data, order, originals, count)
    for raw_id, raw_text in zip(ids, _strings(data, order, translations, count), strict=True):
        # Strings that share their bytes could make a small file take all memory there is.
        room -= len(raw_id) + len(raw_text)
        if room < 0:
            raise MoError("the strings are longer than the file")
        if raw_id:
            _take(found, raw_id, raw_text)
    return found


def _byte_order(data: bytes) -> str:
    for order in "<>":
        if unpack_from(f"{order}I", data) == (_MAGIC,):
            return order
    raise MoError("the file does not begin as a catalogue does")


def _strings(data: bytes, order: str, table: int, count: int) -> Iterator[bytes]:
    if table < _HEADER_BYTES or table + 8 * count > len(data):
        raise MoError("a table of strings lies outside of the file")
    places = iter(unpack_from(f"{order}{2 * count}I", data, table))
    for length, start in zip(places, places, strict=True):
        end = start + length
        if start < _HEADER_BYTES or data[end : end + 1] != b"\x00":
            raise MoError("a string lies outside of the file or has no end")
        yield data[start:end]


def _take(found: dict[str, str], raw_id: bytes, raw_text: bytes) -> None:
    try:
        identity, text = raw_id.decode(), raw_text.decode()
    except UnicodeDecodeError:
        raise MoError("a string is not UTF-8") from None
    if identity.count(_CONTEXT_END) > 1 or identity in found:
        raise MoError("an entry has two contexts or stands there twice")
    if "\x00" in identity:
        return
    if "\x00" in text:
        raise MoError("a text without plural has several forms")
    if _CONTEXT_END in identity and text:
        found[identity] = text
