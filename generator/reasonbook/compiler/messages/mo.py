"""
Compiled catalogues: ``.mo`` files.

The format is that of the GNU gettext manual, section 10.3. Always little-endian, and without
dates and without a hash table, so that one catalogue gives the same bytes on every machine.
"""

from __future__ import annotations

import struct
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reasonbook.compiler.messages.po import Po

_MAGIC = 0x950412DE
_REVISION = 0
_HEAD = struct.Struct("<7I")
_PAIR_SIZE = 8
_CONTEXT_END = "\x04"
_FORM_END = "\0"


def write_mo(messages: Sequence[tuple[str, str]], *, locale: str) -> bytes:
    """
    Return the ``.mo`` file with *messages*, pairs of key and translation.

    A key is the context, U+0004 and the text. Of two pairs with one key the later one counts.
    The header says only the charset and *locale*: other fields name people and dates. Keys are
    sorted as bytes, because GNU gettext looks them up by bisection.
    """
    header = f"Content-Type: text/plain; charset=UTF-8\nLanguage: {locale}\n"
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


def compile_mo(po: Po, *, locale: str, contexts: Collection[tuple[str, str]]) -> bytes:
    """
    Return the ``.mo`` file with the finished translations of *po*.

    *contexts* are the pairs of context and text that the template has, as a set or the keys of
    a mapping: a translators' file may translate messages, not add them. Obsolete, fuzzy and
    incompletely translated entries are left out whole, so that their source text is shown.
    """
    return write_mo(
        [
            (
                _key(each.context, each.text, each.plural),
                _FORM_END.join(each.translations),
            )
            for each in po.entries
            if each.context is not None
            and (each.context, each.text) in contexts
            and each.is_translated
            and not each.is_fuzzy
            and not each.obsolete
        ],
        locale=locale,
    )


def _key(context: str, text: str, plural: str | None) -> str:
    singular = f"{context}{_CONTEXT_END}{text}"
    return singular if plural is None else f"{singular}{_FORM_END}{plural}"
