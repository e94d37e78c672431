"""
Characters that no source may contain.

Controls break terminals, logs and gettext's formats (NUL separates plural forms, EOT contexts);
bidirectional controls make a text read otherwise than it is (CVE-2021-42574, "Trojan Source").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import MAX_FINDINGS, error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile, Span

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# C0 but tab, LF and CR; DEL and C1; line and paragraph separator; surrogates; noncharacters and
# a byte order mark that does not stand at the start.
_PLANES = "".join(f"{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}" for n in range(17))
_CONTROL = (
    f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff{_PLANES}"
)
_FORBIDDEN = re.compile(f"[{_CONTROL}{BIDI}]")
_IN_SOURCE = re.compile(f"[{_CONTROL}{BIDI}\t]")
_IN_TEXT = re.compile(f"[{_CONTROL}{BIDI}\t\r]")
# What people call the characters that Unicode gives no name of their own.
_NAMES = {
    "\0": "null",
    "\a": "bell",
    "\b": "backspace",
    "\t": "tab",
    "\v": "vertical tab",
    "\f": "form feed",
    "\r": "carriage return",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    "\ufeff": "byte order mark",
}
_KINDS = {"Cc": "control character", "Cn": "noncharacter", "Cs": "surrogate"}
_SAMPLE = 4096  # characters that tell a file's encoding
_SHOWN = 100  # places of one character in one file; hundreds of them have one cause


def check_file_characters(file: SourceFile, *, tabs: bool) -> Iterator[Diagnostic]:
    """
    Yield a finding for each forbidden character that stands in *file* as it is.

    With *tabs*, a tab is one of them: PyYAML's two parsers do not agree where it may stand. Of
    each character only the first hundred places are named.
    """
    places: Counter[str] = Counter()
    form = _IN_SOURCE if tabs else _FORBIDDEN
    for match in islice(form.finditer(file.text), MAX_FINDINGS):
        places[match.group()] += 1
        if places[match.group()] <= _SHOWN:
            yield explain_character(match.group(), file.span(match.start(), match.end()))


def check_encoding(file: SourceFile) -> Diagnostic | None:
    """Return a finding if *file* is UTF-16 or UTF-32, in which every other byte or more is zero."""
    part = file.text[:_SAMPLE]
    zeros = part.count("\0")
    if zeros * 4 < len(part) or not zeros:
        return None
    return error(
        "RB101",
        f"the file is {'UTF-32' if zeros * 5 > len(part) * 3 else 'UTF-16'}, not UTF-8",
        file.span(0, 1),
        "save it as UTF-8; PowerShell's `>` and old Windows editors write UTF-16",
    )


def blank_forbidden(text: str) -> str:
    """Return *text* with forbidden characters replaced one for one, so that places stay."""
    return _FORBIDDEN.sub("\ufffd", text)


def as_parsed(text: str) -> str:
    """Return *text*, of a source, as a parser of YAML gets it; all places stay."""
    return blank_forbidden(text).replace("\t", " ")


def find_forbidden(value: str) -> Mapping[str, int]:
    """Return each character that no value may contain, and where *value* has it first."""
    found: dict[str, int] = {}
    for match in _IN_TEXT.finditer(value):
        found.setdefault(match.group(), match.start())
    return found


def explain_character(character: str, span: Span) -> Diagnostic:
    """Return the finding for the forbidden *character* at *span*."""
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    label = f"U+{ord(character):04X}" + (f" ({name})" if name else "")
    if character in BIDI:
        return error(
            "RB109",
            f"the bidirectional control character {label} is not allowed",
            span,
            "remove it: it makes the text read otherwise than it is",
        )
    kind = _KINDS.get(unicodedata.category(character), "character")
    help_text = "write a blank" if character == "\t" else "remove it"
    return error("RB108", f"the {kind} {label} is not allowed", span, help_text)
