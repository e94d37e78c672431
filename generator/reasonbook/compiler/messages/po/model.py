"""
Entries of a PO file, the file as a value, and the fields of its header.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The order of the fields in gettext's own files (gettext manual, "Header Entry"), which Babel
# and polib restore when they write a file.
_FIELDS = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One message with its translation and everything that is written around it.

    *context* is the msgctxt, None where there is none (which gettext tells from ""), *text* the
    msgid. *translations* has one item for a singular and one a form for a plural; an item is ""
    where nothing is translated. *previous_text* and its companions are the ``#|`` lines: what
    the translation was made for. The comments are lines without their ``#`` and the blank after
    it. *line* is where the msgctxt or msgid stands, 0 for an entry that was not read from a
    file; it takes no part in comparisons.
    """

    context: str | None
    text: str
    _: KW_ONLY
    plural: str | None = None
    translations: tuple[str, ...] = ("",)
    translator_comments: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_context: str | None = None
    previous_text: str | None = None
    previous_plural: str | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def is_translated(self) -> bool:
        """Whether every form has a translation."""
        return all(self.translations)

    @property
    def is_fuzzy(self) -> bool:
        """Whether the translation is a guess that a person has to confirm."""
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class Po:
    """
    A PO file: its header and its messages in the order of the file.

    *header* is the entry without a context whose msgid is empty; its translation is kept
    verbatim, so that fields we do not know, and their order, survive. *entries* are all others,
    the obsolete ones included.
    """

    header: Entry | None
    entries: tuple[Entry, ...]


def sorted_flags(flags: Iterable[str]) -> tuple[str, ...]:
    """Return *flags* as the files have them: each once, ``fuzzy`` first, the rest by name."""
    return tuple(sorted(set(flags), key=lambda each: (each != "fuzzy", each)))


def header_field(po: Po, name: str) -> str | None:
    """
    Return the value of the header's field *name* without blanks around it, None if missing.

    The case of the name does not count. Where a field stands twice, the first one does.
    """
    if po.header is None:
        return None
    for line in po.header.translations[0].split("\n"):
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() == name.lower():
            return value.strip()
    return None


def with_header_field(po: Po, name: str, value: str) -> Po:
    """
    Return *po* with the header's field *name* set to *value*, which is one line.

    A field that is there keeps its place. A new one stands where gettext puts it, before the
    first field that comes later in its order, else last. A file without a header gets one.
    """
    header = po.header or Entry(None, "")
    lines = header.translations[0].split("\n")
    if not lines[-1]:
        lines.pop()
    keys = [line.partition(":")[0].strip().lower() for line in lines]
    if name.lower() in keys:
        lines[keys.index(name.lower())] = f"{name}: {value}"
    else:
        later = _FIELDS[_FIELDS.index(name) + 1 :] if name in _FIELDS else ()
        places = (keys.index(each.lower()) for each in later if each.lower() in keys)
        lines.insert(min(places, default=len(lines)), f"{name}: {value}")
    return replace(po, header=replace(header, translations=("\n".join(lines) + "\n",)))
