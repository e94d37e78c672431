"""
The grammar of one line of a PO file, and which line may follow which.

Everything msgfmt rejects is rejected; of what it accepts, a few forms that no tool writes are
rejected too: a keyword and its string on different lines, two strings on one line, blanks
inside ``msgstr[0]``, a comment behind ``#~``. All patterns are possessive, so that a hostile
line costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reasonbook.compiler.diagnostics import did_you_mean

# CLDR knows six plural categories and gettext's table of languages has no more forms.
MAX_FORMS = 6

# The mark (``#~``, ``#|``, ``#~|`` or None), the keyword (None for a continued string), and
# what stands between the quotes.
STRING_LINE = re.compile(
    r"[ \t]*+(#~\|?|#\|)?+[ \t]*+(msgctxt|msgid(?:_plural)?|msgstr(?:\[[0-9]+\])?)?+[ \t]*+"
    r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t]*+'
)
CONFLICT_LINE = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")

_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")
_HEAD = re.compile(r"[ \t]*+(?:#~\|?|#\|)?+[ \t]*+")
_WORD = re.compile(r'[^ \t"\[]*+')
_INDEX = re.compile(r"\[[^\]]*+\]?")
_NUMBER = re.compile(r"\[[0-9]+\]")
_BLANKS = re.compile(r"[ \t]*+")
_BODY = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+')

_FIRST_FORMS = tuple(f"msgstr[{index}]" for index in range(MAX_FORMS))
_START = ("", "|msgid", "|msgid_plural")

# After which step of an entry a keyword may stand: "" is the start, and a bar marks those of
# the ``#|`` lines. A step is the last keyword that was read.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "|msgctxt": ("",),
    "|msgid": ("", "|msgctxt"),
    "|msgid_plural": ("|msgid",),
    "msgctxt": _START,
    "msgid": (*_START, "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[0]": ("msgid_plural",),
    **{form: (_FIRST_FORMS[index],) for index, form in enumerate(_FIRST_FORMS[1:])},
}

# The keywords with which an entry may start.
OPENERS = frozenset({"|msgctxt", "|msgid", "msgctxt", "msgid"})

_NEXT_MESSAGE = "the next message"

# What should come after a step, in words.
EXPECTED: dict[str, str] = {
    "": "`msgctxt` or `msgid`",
    "|msgctxt": "`#| msgid`",
    "|msgid": "`msgctxt` or `msgid`",
    "|msgid_plural": "`msgctxt` or `msgid`",
    "msgctxt": "`msgid`",
    "msgid": "`msgstr`",
    "msgid_plural": "`msgstr[0]`",
    "msgstr": _NEXT_MESSAGE,
    **{
        form: f"`msgstr[{index}]` or {_NEXT_MESSAGE}"
        for index, form in enumerate(_FIRST_FORMS[:-1], 1)
    },
    _FIRST_FORMS[-1]: f"{_NEXT_MESSAGE}, since no language has more than {MAX_FORMS} plural forms",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """
    What is wrong with a line.

    *start* and *end* (exclusive) count characters from 0. *keyword* is the one that the line
    starts with, "" where it has none.
    """

    message: str
    start: int
    end: int
    help: str = ""
    keyword: str = ""


def is_mark_alone(line: str) -> bool:
    """Tell whether *line* has nothing but blanks and a mark; such a line means nothing."""
    return _end_of(_HEAD, line, 0) == len(line)


def explain_line(line: str) -> Fault:
    """Return what is wrong with *line*, which is no comment and no `STRING_LINE`."""
    start = _end_of(_HEAD, line, 0)
    end = _end_of(_WORD, line, start)
    word = line[start:end]
    if word in _KEYWORDS:
        return replace(_explain_keyword(line, word, end), keyword=word)
    if not word and line[end : end + 1] == '"':
        return _explain_string(line, end)
    return Fault(
        "this is neither a keyword with its string nor a comment",
        start,
        len(line),
        did_you_mean(word, _KEYWORDS) or "a line starts with `#`, with `msg` or with a quote",
    )


def _explain_keyword(line: str, word: str, end: int) -> Fault:
    index = _INDEX.match(line, end)
    if index is not None:
        # A number behind msgstr would be fine: then the fault comes later in the line.
        if word != "msgstr" or not _NUMBER.fullmatch(index[0]):
            return Fault("only `msgstr` takes an index, and it is a number", end, index.end())
        end = index.end()
    quote = _end_of(_BLANKS, line, end)
    if line[quote : quote + 1] != '"':
        return Fault(f"`{word}` has no quoted string behind it", quote, len(line))
    return _explain_string(line, quote)


def _explain_string(line: str, quote: int) -> Fault:
    end = _end_of(_BODY, line, quote + 1)
    if line[end : end + 1] != '"':
        return Fault(
            "the string is not closed",
            quote,
            len(line),
            "a string ends on its line, with a quote that has no backslash before it",
        )
    return Fault(
        "there is text behind the closing quote",
        _end_of(_BLANKS, line, end + 1),
        len(line),
        'inside a string, a quote is written as `\\"`',
    )


def _end_of(pattern: re.Pattern[str], line: str, start: int) -> int:
    match = pattern.match(line, start)
    return start if match is None else match.end()
