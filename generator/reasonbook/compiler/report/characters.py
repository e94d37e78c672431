"""
Characters that must not reach a terminal or a build log as they are.

Messages quote catalogues and translations, which are hostile input. A control character drives
the terminal (CWE-150), a bidirectional one makes a line read otherwise than it is
(CVE-2021-42574), and ``##[`` anywhere in a line of a log is a command to the runners of GitHub
and Azure (``##vso[``), as ``::`` at its start is to GitHub's (CVE-2020-15228).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Controls, format characters, surrogates, line separators; and what this Python's Unicode does
# not know, because then neither what it does nor how wide it is can be told.
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
# Without the joiners Persian, most Indic scripts and many emoji read wrong.
_JOINERS = frozenset("\u200c\u200d")
# Letters by their category, blank by their looks: the Hangul fillers.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_COMMAND = re.compile(r"(?<=#)#(?=[A-Za-z]*\[)")


@cache
def is_hidden(character: str) -> bool:
    """Tell whether *character* is invisible, or moves or reorders what stands around it."""
    if character in _JOINERS:
        return False
    return character in _FILLERS or unicodedata.category(character) in _HIDDEN


def braced(character: str) -> str:
    r"""Return *character* as people are shown it, such as ``\u{202e}``."""
    return f"\\u{{{ord(character):x}}}"


def replace_unsafe(text: str, replacement: Callable[[str], str], *, keep: str = "") -> str:
    """
    Return *text* with *replacement* of each hidden character that is not in *keep*.

    The second ``#`` of a runner's command is replaced too, so that the command is none.
    """
    commands = command_marks(text)
    return "".join(
        replacement(character)
        if index in commands or (is_hidden(character) and character not in keep)
        else character
        for index, character in enumerate(text)
    )


def escaped(text: str, *, keep: str = "") -> str:
    """Return *text* as people may be shown it, on one line unless *keep* has the line ends."""
    return replace_unsafe(text, braced, keep=keep)


def command_marks(text: str) -> frozenset[int]:
    """Return the indexes in *text* that make a runner's command of what follows them."""
    return frozenset(match.start() for match in _COMMAND.finditer(text))


@cache
def columns(character: str) -> int:
    """
    Return how many columns of a terminal a visible *character* takes: 0, 1 or 2.

    Wide and full-width ones take two (UAX #11), ambiguous ones one. Combining marks, joiners
    and the vowels and finals of decomposed Hangul are drawn over what stands before them.
    """
    if character in _JOINERS or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
