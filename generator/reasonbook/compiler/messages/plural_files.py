"""
The plural forms of a translators' file: which it has, and whether its messages fit them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import MAX_FINDINGS, error, quote
from reasonbook.compiler.messages.plurals import (
    forms_of,
    known_forms,
    plural_categories,
    plural_header,
)
from reasonbook.compiler.messages.po import header_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.messages.po import Entry, Po
    from reasonbook.compiler.source import SourceFile, Span

FIELD = "Plural-Forms"
_HEADER_CODE = "RB609"
_COUNT_CODE = "RB610"
# What xgettext writes into a template, for a person to replace.
_BLANK = re.compile(r"nplurals=INTEGER; *plural=EXPRESSION;?")
_NAME = re.compile(r"plural-forms[ \t]*:", re.IGNORECASE)


def declared_header(po: Po) -> str | None:
    """Return the ``Plural-Forms`` that *po* declares; None if it has none, or xgettext's blank."""
    header = header_field(po, FIELD)
    return None if not header or _BLANK.fullmatch(header) else header


def file_forms(po: Po, tag: str) -> tuple[str, ...]:
    """
    Return what the plural forms of *po*, a file of the locale *tag*, stand for.

    They are those that its header declares, if they are known, else all categories of CLDR.
    """
    header = declared_header(po)
    forms = None if header is None else forms_of(tag, header)
    return plural_categories(tag) if forms is None else forms


def check_plural_forms(source: SourceFile, po: Po, tag: str) -> Iterator[Diagnostic]:
    """
    Yield what is wrong with the plural forms of *po*, read from *source*, in the locale *tag*.

    The header must be one that is known for the language (`forms_of`), and each translated
    message must have as many forms as it says; obsolete ones do not count. A file without a
    header gets ours when it is written, so its messages must fit that.
    """
    header = declared_header(po)
    if header is not None and forms_of(tag, header) is None:
        yield error(
            _HEADER_CODE,
            f"{quote(header)} is no plural rule that is known for `{tag}`",
            _header_span(source, po),
            f"write `{FIELD}: {_nearest_header(po, tag)}`",
        )
        return
    forms = file_forms(po, tag)
    wrong = (each for each in po.entries if _counts(each) and len(each.translations) != len(forms))
    for entry in islice(wrong, MAX_FINDINGS):
        found = len(entry.translations)
        yield error(
            _COUNT_CODE,
            f"the message has {_count(found)}, and in this file it must have {len(forms)}",
            _line_span(source, entry.line),
            _count_help(tag, found, forms, declared=header is not None),
        )


def _nearest_header(po: Po, tag: str) -> str:
    """Return the header to write: a known one with as many forms as *po* has, else ours."""
    counts = {len(each.translations) for each in po.entries if _counts(each)}
    fitting = (each.header for each in known_forms(tag) if {len(each.forms)} == counts)
    return next(fitting, plural_header(tag))


def _counts(entry: Entry) -> bool:
    return entry.plural is not None and not entry.obsolete and any(entry.translations)


def _count_help(tag: str, found: int, forms: tuple[str, ...], *, declared: bool) -> str:
    known = [each.header for each in known_forms(tag) if len(each.forms) == found]
    if known and not declared:
        return f"the header lacks `{FIELD}: {known[0]}`, or what is right for these forms"
    return f"its forms are {', '.join(each or 'one that is never used' for each in forms)}"


def _count(forms: int) -> str:
    return "one plural form" if forms == 1 else f"{forms} plural forms"


def _header_span(source: SourceFile, po: Po) -> Span:
    line = 1 if po.header is None else po.header.line
    found = _NAME.search(source.text, source.line_starts[line - 1])
    if found is None:
        return _line_span(source, line)
    number = source.span(found.start(), found.start()).line
    end = source.line_starts[number - 1] + len(source.line(number).rstrip(' \t"'))
    return source.span(found.start(), end)


def _line_span(source: SourceFile, number: int) -> Span:
    start = source.line_starts[number - 1]
    line = source.line(number)
    return source.span(start + len(line) - len(line.lstrip(" \t")), start + len(line))
