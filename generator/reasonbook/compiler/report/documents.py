"""
JSON documents that every reader accepts and every terminal survives.
"""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.report.characters import braced, replace_unsafe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int"
"""A value that JSON can say; null, booleans and fractions are not needed here."""


def dump(document: Json) -> str:
    r"""
    Return *document* as indented JSON with a final newline.

    Text stays readable, but hidden characters are written as JSON's escapes, which change no
    value. Lone surrogates, which are no text (RFC 7493, 2.1, forbids even their escapes),
    become the six to ten characters ``\u{d800}``.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return replace_unsafe(text, _replacement, keep="\n") + "\n"


def _replacement(character: str) -> str:
    if unicodedata.category(character) == "Cs":
        return "\\" + braced(character)
    digits = character.encode("utf-16-be").hex()
    return "".join(f"\\u{digits[at : at + 4]}" for at in range(0, len(digits), 4))
