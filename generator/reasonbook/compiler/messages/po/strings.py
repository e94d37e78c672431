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
_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)")
_LETTERS = {"a": 7, "b": 8, "v": 11, "f": 12}
_DELETE = 0x7F

ALLOWED_ESCAPES = '`\\\\`, `\\"`, `\\n`, `\\t` and `\\r`'


def quote(text: str) -> str:
    """Return *text* as a quoted string on one line."""
    return '"' + _SPECIAL.sub(lambda match: _ESCAPED[match[0]], text) + '"'


def unescape(body: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """
    Return the text that *body*, the inside of a quoted string, stands for.

    The second value has each escape that is not allowed, with its index in *body*.
    """
    wrong: list[tuple[int, str]] = []

    def plain(match: re.Match[str]) -> str:
        if match[0] not in _PLAIN:
            wrong.append((match.start(), match[0]))
        return _PLAIN.get(match[0], "")

    return _ESCAPE.sub(plain, body), tuple(wrong)


def find_control(escape: str) -> int | None:
    """Return the code of the control character that *escape* writes, None if it writes none."""
    kind, digits = escape[1], escape[2:]
    if kind in _LETTERS:
        return _LETTERS[kind]
    if kind == "x" and digits:
        code = int(digits, 16)
    elif kind in "01234567":
        code = int(kind + digits, 8)
    else:
        return None
    return code if code < ord(" ") or code == _DELETE else None
