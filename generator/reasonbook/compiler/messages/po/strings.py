r"""
Quoted strings of PO files: from text to its escaped form and back.

Five escapes are allowed: ``\\``, ``\"``, ``\n``, ``\t`` and ``\r``. msgfmt knows more, and we
refuse them: ``\a``, ``\b``, ``\f`` and ``\v`` write control characters, which no text of a
catalogue has; ``\x41`` and ``\101`` write bytes, so they may be half a character, may hide what
a reviewer should see, and Babel and polib take them for plain text. ``\r`` stays although
msgfmt warns of it, because files that were edited on Windows have it.
"""

from __future__ import annotations

import re

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPED.items()}
_SPECIAL = re.compile(r'[\\"\n\t\r]')
_ESCAPE = re.compile(r"\\.")

ALLOWED_ESCAPES = '`\\\\`, `\\"`, `\\n`, `\\t` and `\\r`'


def quote(text: str) -> str:
    """Return *text* as a quoted string on one line."""
    return '"' + _SPECIAL.sub(lambda match: _ESCAPED[match[0]], text) + '"'


def unescape(body: str) -> tuple[str, tuple[int, ...]]:
    """
    Return the text that *body*, the inside of a quoted string, stands for.

    The second value has the index in *body* of each escape that is not allowed.
    """
    wrong: list[int] = []

    def plain(match: re.Match[str]) -> str:
        if match[0] not in _PLAIN:
            wrong.append(match.start())
        return _PLAIN.get(match[0], "")

    return _ESCAPE.sub(plain, body), tuple(wrong)
