"""
Reading a PO file strictly: its value, or everything that is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error, has_errors, sorted_by_place
from reasonbook.compiler.messages.po.model import Po
from reasonbook.compiler.messages.po.parser import Parser, span_of_line
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.messages.po.model import Entry
    from reasonbook.compiler.source import SourceFile

_SYNTAX = "RB601"
_CHARSET = "RB602"
_REPEATED = "RB603"
_CONTROL = "RB604"
_MAX_FINDINGS = 100
_SHOWN = 80

_LINE_END = re.compile(r"\r\n|\r|\n")
_LONE_CR = re.compile(r"\r(?!\n)")
# All of the categories Cc and Cs but the tab and the line ends.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# gettext takes the first "charset=" anywhere in the header and reads to the next white space.
_CHARSET_VALUE = re.compile(r"charset=([^ \t\n]*)", re.IGNORECASE)
_UTF_8 = frozenset({"utf-8", "utf8"})


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """
    How much a PO file may hold: *characters* in all and in a *line*, and *entries*.

    The defaults are several times what 20,000 reasons need.
    """

    characters: int = 2**27
    line: int = 2**16
    entries: int = 1_000_000


_LIMITS = ReadLimits()


def read_po(
    source: SourceFile, *, limits: ReadLimits = _LIMITS
) -> tuple[Po | None, tuple[Diagnostic, ...]]:
    """
    Return the file that *source* is, and what is wrong with it, sorted by place.

    With an error there is no file, since nothing is guessed, and at most 100 findings are
    returned. All that `msgfmt` rejects as syntax is an error, and so are charsets other than
    UTF-8, control characters, two live messages with one context, and files over *limits*.
    """
    if len(source.text) > limits.characters:
        message = f"the file has more than {limits.characters} characters"
        return None, (error(_SYNTAX, message, Span(source.path)),)
    lines = _LINE_END.split(source.text) if "\r" in source.text else source.text.split("\n")
    parser = Parser(source.path, lines, max_entries=limits.entries, max_findings=_MAX_FINDINGS)
    parser.read()
    header = next((each for each in parser.entries if _is_header(each)), None)
    findings = [
        *islice(_check_characters(source), _MAX_FINDINGS),
        *islice(_check_lengths(source.path, lines, limits.line), _MAX_FINDINGS),
        *parser.findings,
        *_check_charset(source.path, lines, header),
        *islice(_find_repeated(source.path, lines, parser.entries), _MAX_FINDINGS),
    ]
    shown = sorted_by_place(findings)[:_MAX_FINDINGS]
    if has_errors(findings):
        return None, shown
    return Po(header, tuple(each for each in parser.entries if each is not header)), shown


def _is_header(entry: Entry) -> bool:
    return entry.context is None and not entry.text and not entry.obsolete


def _check_characters(source: SourceFile) -> Iterator[Diagnostic]:
    lone = _LONE_CR.search(source.text)
    if lone is not None:
        yield error(
            _SYNTAX,
            "this line ends with a carriage return alone",
            source.span(lone.start(), lone.start()),
            "save the file with LF or CR LF at the ends of its lines",
        )
    for match in _FORBIDDEN.finditer(source.text):
        code = ord(match[0])
        kind = "lone surrogate" if 0xD800 <= code <= 0xDFFF else "control character"  # noqa: PLR2004  the range of surrogates
        message = f"the {kind} U+{code:04X} is not allowed"
        yield error(_CONTROL, message, source.span(*match.span()), "delete it")


def _check_lengths(path: str, lines: Sequence[str], limit: int) -> Iterator[Diagnostic]:
    if max(map(len, lines)) <= limit:
        return
    for number, line in enumerate(lines, 1):
        if len(line) > limit:
            yield error(
                _SYNTAX,
                f"this line has {len(line)} characters, {limit} are allowed",
                span_of_line(path, lines, number),
            )


def _check_charset(path: str, lines: Sequence[str], header: Entry | None) -> Iterator[Diagnostic]:
    if header is None:
        return
    text = header.translations[0]
    values: list[str] = _CHARSET_VALUE.findall(text)
    wrong = next((each for each in values if each.lower() not in _UTF_8), None)
    if wrong is None and (values or "content-type:" not in text.lower()):
        return
    found = f"not `{wrong[:_SHOWN]}`" if wrong else "but it names none"
    numbers = range(header.line, len(lines) + 1)
    needle = f"charset={wrong}" if wrong else "content-type"
    place = (each for each in numbers if needle.lower() in lines[each - 1].lower())
    yield error(
        _CHARSET,
        f"the header's charset must be UTF-8, {found}",
        span_of_line(path, lines, next(place, header.line)),
        "save the file as UTF-8 and write `Content-Type: text/plain; charset=UTF-8\\n`",
    )


def _find_repeated(
    path: str, lines: Sequence[str], entries: Sequence[Entry]
) -> Iterator[Diagnostic]:
    texts: dict[tuple[str | None, str], int] = {}
    contexts: dict[str, int] = {}
    for entry in entries:
        first = texts.setdefault((entry.context, entry.text), entry.line)
        if first == entry.line and entry.context is not None and not entry.obsolete:
            first = contexts.setdefault(entry.context, entry.line)
        if first != entry.line:
            yield error(
                _REPEATED,
                f"{_name(entry)} is already in line {first}",
                span_of_line(path, lines, entry.line),
                "keep one of the two; no context may stand twice",
            )


def _name(entry: Entry) -> str:
    if _is_header(entry):
        return "the header"
    shown = (entry.text if entry.context is None else entry.context).split("\n", 1)[0]
    return f"the message `{shown[:_SHOWN]}`"
