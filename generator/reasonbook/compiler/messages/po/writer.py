"""
Writing PO files in one canonical layout.

Messages are not wrapped, references stand one a line, and flags are sorted: the layout in which
Babel (``width=0``), ``msgcat --no-wrap`` and translation platforms change next to nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reasonbook.compiler.messages.po.model import sorted_flags
from reasonbook.compiler.messages.po.strings import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reasonbook.compiler.messages.po.model import Entry, Po

_LINE_END = re.compile(r"\r\n|\r|\n")


def write_po(po: Po) -> str:
    """
    Return *po* as the text of a file: LF line ends, a blank line between entries.

    `read_po` gives back an equal value if the texts have no control characters and the flags
    are as `sorted_flags` returns them.
    """
    entries = po.entries if po.header is None else (po.header, *po.entries)
    return "\n".join("".join(f"{line}\n" for line in _entry_lines(each)) for each in entries)


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield from _comments("#", entry.translator_comments)
    yield from _comments("#.", entry.extracted_comments)
    yield from _comments("#:", map(_reference, entry.references))
    if entry.flags:
        flags = ", ".join(sorted_flags(entry.flags))
        yield from _comments("#,", [_LINE_END.sub(" ", flags)])
    mark = "#~ " if entry.obsolete else ""
    previous = "#~| " if entry.obsolete else "#| "
    yield from _string(f"{previous}msgctxt", entry.previous_context)
    yield from _string(f"{previous}msgid", entry.previous_text)
    yield from _string(f"{previous}msgid_plural", entry.previous_plural)
    yield from _string(f"{mark}msgctxt", entry.context)
    yield from _string(f"{mark}msgid", entry.text)
    yield from _string(f"{mark}msgid_plural", entry.plural)
    if entry.plural is None:
        yield from _string(f"{mark}msgstr", entry.translations[0])
        return
    for index, form in enumerate(entry.translations):
        yield from _string(f"{mark}msgstr[{index}]", form)


def _comments(mark: str, comments: Iterable[str]) -> Iterator[str]:
    # A line end inside a comment would let it write entries of its own, and gettext joins the
    # next line to one that ends with a backslash.
    for comment in comments:
        for line in _LINE_END.split(comment):
            end = " " if line.rstrip(" ")[-1:] == "\\" else ""
            yield f"{mark} {line}{end}" if line else mark


def _reference(reference: str) -> str:
    # U+2068 and U+2069 enclose a name with blanks (gettext manual, section 3.1).
    name = _LINE_END.sub(" ", reference)
    has_blank = " " in name or "\t" in name
    return f"\u2068{name}\u2069" if has_blank and "\u2068" not in name else name


def _string(keyword: str, text: str | None) -> Iterator[str]:
    if text is None:
        return
    if "\n" not in text[:-1]:
        yield f"{keyword} {quote(text)}"
        return
    yield f'{keyword} ""'
    mark = keyword[: keyword.index("msg")]
    for piece in text.split("\n")[:-1]:
        yield mark + quote(f"{piece}\n")
    rest = text[text.rindex("\n") + 1 :]
    if rest:
        yield mark + quote(rest)
