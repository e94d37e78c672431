"""
An entry of a PO file while its lines are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reasonbook.compiler.messages.po.model import Entry, sorted_flags

# gettext ends a flag at a comma or a blank, but for `range: 0..9`; Weblate quotes what has those.
_FLAG = re.compile(r'range:[ \t]+[0-9]+\.\.[0-9]+|(?:[^, \t"]|"[^"]*+"|")+')
_BETWEEN_WORDS = re.compile(r"[, \t]+")
# U+2068 and U+2069 enclose a file name with blanks (gettext manual, section 3.1).
_REFERENCE = re.compile("(?:\u2068[^\u2069]*\u2069?|[^ \t\u2068])+")
_ENCLOSED = re.compile("\u2068([^\u2068\u2069]*)\u2069")


@dataclass(slots=True)
class Draft:
    """
    What has been read of an entry.

    *step* is the last keyword, with a bar before it in a ``#|`` line, and *mark* what stands
    before that keyword. *strings* has the pieces of each keyword's string. A *broken* draft
    never becomes an entry.
    """

    translator_comments: list[str] = field(default_factory=list[str])
    extracted_comments: list[str] = field(default_factory=list[str])
    references: list[str] = field(default_factory=list[str])
    flags: list[str] = field(default_factory=list[str])
    strings: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    step: str = ""
    mark: str | None = None
    comment_line: int = 0
    step_line: int = 0
    line: int = 0
    broken: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether the entry may end here."""
        return self.step.startswith("msgstr")

    def add_comment(self, line: str) -> None:
        """Keep *line*, which starts with ``#``, as the kind of comment that it is."""
        kind = line[1:2]
        if kind == ".":
            self.extracted_comments.append(_comment(line[2:]))
        elif kind == ":":
            self.references.extend(_references(line[2:]))
        elif kind in {",", "="}:
            # gettext plans to write workflow flags behind `#=` from 2027, and asks all readers
            # to take them now (gettext manual, "PO File Format Evolution").
            self.flags.extend(_flags(line[2:]))
        else:
            self.translator_comments.append(_comment(line[1:]))

    def build(self) -> Entry:
        """Return the entry; the draft must be complete and not broken."""
        forms = [pieces for step, pieces in self.strings.items() if step.startswith("msgstr")]
        return Entry(
            self._text("msgctxt"),
            "".join(self.strings["msgid"]),
            plural=self._text("msgid_plural"),
            translations=tuple("".join(pieces) for pieces in forms),
            translator_comments=tuple(self.translator_comments),
            extracted_comments=tuple(self.extracted_comments),
            references=tuple(self.references),
            flags=sorted_flags(self.flags),
            previous_context=self._text("|msgctxt"),
            previous_text=self._text("|msgid"),
            previous_plural=self._text("|msgid_plural"),
            obsolete=is_obsolete(self.mark),
            line=self.line,
        )

    def _text(self, step: str) -> str | None:
        pieces = self.strings.get(step)
        return None if pieces is None else "".join(pieces)


def is_obsolete(mark: str | None) -> bool:
    """Tell whether a line with *mark* before its keyword belongs to an obsolete entry."""
    return mark is not None and mark[1] == "~"


def _comment(text: str) -> str:
    # The writer puts one blank behind a backslash, and behind the blanks that follow one.
    bare = text.removeprefix(" ")
    return bare[:-1] if bare[-1:] == " " and bare.rstrip(" ")[-1:] == "\\" else bare


def _flags(text: str) -> list[str]:
    found: list[str] = _FLAG.findall(text)
    # A quote that nothing closes would close with that of another line when both are written.
    flags = [each for each in found if each.count('"') % 2 == 0]
    # gettext knows no quotes here: what it takes for fuzzy must not count as finished.
    return [*flags, "fuzzy"] if "fuzzy" in _BETWEEN_WORDS.split(text) else flags


def _references(text: str) -> list[str]:
    found: list[str] = _REFERENCE.findall(text)
    return [_ENCLOSED.sub(r"\1", each) if _ENCLOSED.fullmatch(each) else each for each in found]
