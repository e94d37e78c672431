"""
Compiled catalogues: ``.mo`` files.

The format is that of the GNU gettext manual, section 10.3. Always little-endian, and without
dates and without a hash table, so that one catalogue gives the same bytes on every machine.
"""

from __future__ import annotations

import struct
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.messages.plural_files import file_forms
from reasonbook.compiler.messages.plurals import form_indices, plural_header

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reasonbook.compiler.messages.po import Entry, Po

# Context, text and plural of a message, None where it has no plural.
MessageKey: TypeAlias = tuple[str, str, str | None]

_MAGIC = 0x950412DE
_REVISION = 0
_HEAD = struct.Struct("<7I")
_PAIR_SIZE = 8
_CONTEXT_END = "\x04"
_FORM_END = "\0"


def write_mo(messages: Sequence[tuple[str, str]], *, locale: str, plural_forms: str = "") -> bytes:
    """
    Return the ``.mo`` file with *messages*, pairs of key and translation.

    A key is the context, U+0004 and the text. Of two pairs with one key the later one counts.
    The header says only the charset, *locale* and, if it is not "", *plural_forms*: other fields
    name people and dates. Keys are sorted as bytes, because GNU gettext looks them up by
    bisection.
    """
    header = f"Content-Type: text/plain; charset=UTF-8\nLanguage: {locale}\n"
    if plural_forms:
        header += f"Plural-Forms: {plural_forms}\n"
    table = {key.encode(): translation.encode() for key, translation in messages}
    table[b""] = header.encode()
    keys = sorted(table)
    values = [table[key] for key in keys]
    keys_at = _HEAD.size
    values_at = keys_at + _PAIR_SIZE * len(keys)
    strings_at = values_at + _PAIR_SIZE * len(keys)
    strings = [*keys, *values]
    starts = accumulate((len(each) + 1 for each in strings), initial=strings_at)
    places = [
        number
        for string, start in zip(strings, starts, strict=False)
        for number in (len(string), start)
    ]
    head = _HEAD.pack(_MAGIC, _REVISION, len(keys), keys_at, values_at, 0, strings_at)
    return b"".join((head, struct.pack(f"<{len(places)}I", *places), b"\0".join(strings), b"\0"))


def compile_mo(po: Po, *, locale: str, contexts: Collection[MessageKey]) -> bytes:
    """
    Return the ``.mo`` file with the finished translations of *po*.

    *contexts* are the messages that the template has, as a set or the keys of a mapping: a
    translators' file may translate messages, not add them. Obsolete, fuzzy and incompletely
    translated entries are left out whole, so that their source text is shown.

    A plural has a form for each of the locale's categories, in the order of CLDR and whatever
    the header of *po* is: `form_indices` says which. The header names that order, so that any
    gettext tool reads it, if there is a plural.
    """
    forms = file_forms(po, locale)
    indices = form_indices(locale, forms)
    finished = [
        each
        for each in po.entries
        if (each.context, each.text, each.plural) in contexts
        and each.is_translated
        and not each.is_fuzzy
        and not each.obsolete
        and (each.plural is None or len(each.translations) == len(forms))
    ]
    has_plural = any(each.plural is not None for each in finished)
    return write_mo(
        [(_key(each), _value(each, indices)) for each in finished],
        locale=locale,
        plural_forms=plural_header(locale) if has_plural else "",
    )


def _key(entry: Entry) -> str:
    singular = f"{entry.context}{_CONTEXT_END}{entry.text}"
    return singular if entry.plural is None else f"{singular}{_FORM_END}{entry.plural}"


def _value(entry: Entry, indices: Sequence[int]) -> str:
    if entry.plural is None:
        return entry.translations[0]
    return _FORM_END.join(entry.translations[each] for each in indices)
