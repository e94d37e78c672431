"""
YAML text to a tree with places: the only module that imports yaml.

The parser's events are read one by one, not composed: depth, aliases and the number of nodes
are bounded before anything is built from them, on the C parser as on the Python one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from reasonbook.compiler.catalog.build import Builder
from reasonbook.compiler.catalog.characters import (
    as_parsed,
    check_encoding,
    check_file_characters,
    explain_character,
    find_forbidden,
)
from reasonbook.compiler.catalog.nodes import Broken, Scalar, is_number_too_long
from reasonbook.compiler.catalog.syntax import (
    explain_block_header,
    explain_directive,
    explain_escape,
    explain_second_document,
    explain_syntax_error,
    explain_tab,
    explain_tag,
)
from reasonbook.compiler.catalog.written import find_places
from reasonbook.compiler.diagnostics import MAX_FINDINGS, error, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.nodes import Node
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

MAX_NODES = 1_000_000
MAX_BYTES = 16 * 1024 * 1024
MAX_TEXT = 4096
_LOADER: type[yaml.CLoader | yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)

# What may stand between the start of a node and its tag or anchor.
_PROPERTY = re.compile(r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*(!<[^>\s]*>?|[&!][^\s,\[\]{}]*)")
_LINE_START = re.compile(r"(?<![^\r\n])(?: *\t|%[^\r\n]*)")
_GLUED_COMMENT = re.compile(r"[|>][-+0-9]*(?=#)")
_BAD_ESCAPE = re.compile(
    r"\\(?:U(?!00(?:0[0-9a-fA-F]|10))[0-9a-fA-F]{8}|(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_tree(file: SourceFile) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """
    Return the tree of the one YAML document in *file*, and every finding about its YAML.

    The tree is None where there is no document or the text is not YAML. Where it is there,
    nodes with a finding of their own are `Broken` or say what the author most likely meant.
    """
    foreign = check_encoding(file)
    if foreign is not None:
        return None, (foreign,)
    refused = _refuse_line(file)
    if refused is not None:
        return None, (*check_file_characters(file, tabs=False), refused)
    reader = _Reader(file)
    reader.findings.extend(check_file_characters(file, tabs=True))
    try:
        complete = all(reader.take(event) for event in _events(file))
    except yaml.MarkedYAMLError as failure:
        reader.findings.append(explain_syntax_error(file, failure))
        complete = False
    except (OverflowError, ValueError):
        # The Python parser asks `chr` for what an escape stands for and leaves it at that.
        reader.findings.append(_explain_escape(file, reader.position))
        complete = False
    return (reader.builder.root if complete else None), tuple(reader.findings)


def _events(file: SourceFile) -> Iterator[yaml.Event]:
    return yaml.parse(as_parsed(file.text), Loader=_LOADER)


def _refuse_line(file: SourceFile) -> Diagnostic | None:
    """
    Return the finding for the first line that PyYAML's two parsers would not read alike.

    That is a line that is indented with a tab, and a directive. The directive for YAML 1.2 is true
    of every file; that for YAML 1.1 would make a truth value of ``no``.
    """
    for line in _LINE_START.finditer(file.text):
        if line.group().endswith("\t"):
            return explain_tab(file, line.end() - 1)
        if line.group().split() != ["%YAML", "1.2"]:
            return explain_directive(file, line.start())
    return None


def _explain_escape(file: SourceFile, start: int) -> Diagnostic:
    escape = _BAD_ESCAPE.search(file.text, start)
    assert escape is not None, "the parser has come upon it"
    return explain_escape(file, escape.start())


def _start(event: yaml.Event) -> int:
    assert event.start_mark is not None, "the parser marks every event"
    return event.start_mark.index


def _end(event: yaml.Event) -> int:
    assert event.end_mark is not None, "the parser marks every event"
    return event.end_mark.index


class _Reader:
    """
    Takes events and gives what they describe to a builder.

    *position* is where the last event ended.
    """

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.builder = Builder(file)
        self.findings = self.builder.findings
        self.position = 0
        self._documents = 0
        self._nodes = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event in; False where reading must stop, a finding then says why."""
        self.position = _end(event)
        return self._take(event) and len(self.findings) < MAX_FINDINGS

    def _take(self, event: yaml.Event) -> bool:
        if isinstance(event, ScalarEvent):
            return self._count() and self._take_scalar(event)
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._note_properties(event)
            is_mapping = isinstance(event, MappingStartEvent)
            return self._count() and self.builder.open(_start(event), is_mapping=is_mapping)
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.builder.close(_end(event))
        elif isinstance(event, AliasEvent):
            self.builder.add(self._alias(event))
        elif isinstance(event, DocumentStartEvent):
            return self._start_document(event)
        return True

    def _report(self, code: str, message: str, place: tuple[int, int], help: str) -> None:  # noqa: A002  the field's name
        self.findings.append(error(code, message, self.file.span(*place), help))

    def _start_document(self, event: DocumentStartEvent) -> bool:
        place = (_start(event), _end(event))
        self._documents += 1
        if self._documents > 1:
            self.findings.append(explain_second_document(self.file, place))
            return False
        return True

    def _count(self) -> bool:
        self._nodes += 1
        if self._nodes <= MAX_NODES:
            return True
        self._report(
            "RB111",
            f"the file has more than {MAX_NODES:,} values",
            (0, 0),
            "split it: one file is one enum",
        )
        return False

    def _note_properties(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        position = _start(event)
        for _ in range((event.anchor is not None) + (event.tag is not None)):
            found = _PROPERTY.search(self.file.text, position)
            assert found is not None, "a node starts with its properties"
            position = found.end()
            if found[1].startswith("!"):
                self.findings.append(explain_tag(self.file, found.span(1)))
            else:
                self._report(
                    "RB104",
                    f"the anchor {quote(found[1])} is not allowed",
                    found.span(1),
                    "share a placeholder or a next step by its name instead",
                )

    def _alias(self, event: AliasEvent) -> Broken:
        place = (_start(event), _end(event))
        self._report(
            "RB104",
            f"the alias {quote(self.file.text[slice(*place)])} is not allowed",
            place,
            "write the value out; a text that starts with `*` needs quotes",
        )
        return Broken(*place)

    def _take_scalar(self, event: ScalarEvent) -> bool:
        start, end = _start(event), _end(event)
        self._note_properties(event)
        glued = _GLUED_COMMENT.match(self.file.text, start)
        if glued is not None and event.style:
            # Only the C parser gets this far.
            self.findings.append(explain_block_header(self.file, glued.end()))
            return False
        scalar = Scalar(event.value, not event.style, start, end)
        if event.style == '"' and _SURROGATE.search(scalar.text):
            # Only the Python parser gets this far.
            self.findings.append(_explain_escape(self.file, start))
            return False
        self._check_characters(scalar)
        self.builder.add(self._judge(scalar, event))
        return True

    def _check_characters(self, scalar: Scalar) -> None:
        """Note each character that the value has by an escape and must not have."""
        forbidden = find_forbidden(scalar.text)
        is_short = forbidden and len(scalar.text) <= MAX_TEXT
        places = find_places(self.file.text, scalar) if is_short else None
        for character, index in forbidden.items():
            place = places[index] if places else (scalar.start, scalar.end)
            self.findings.append(explain_character(character, self.file.span(*place)))

    def _judge(self, scalar: Scalar, event: ScalarEvent) -> Scalar | Broken:
        """Return *scalar* unless it is such that nobody should look at it again."""
        broken = Broken(scalar.start, scalar.end)
        length = len(scalar.text)
        if length > MAX_TEXT:
            self._report(
                "RB406",
                f"the text has {length:,} characters, more than {MAX_TEXT:,}",
                (scalar.start, scalar.end),
                "shorten it; a long text belongs on the page that `docs_url` names",
            )
            return broken
        if self.builder.is_at_key:
            return scalar
        if is_number_too_long(scalar):
            self._report(
                "RB206",
                "the number has too many digits or is too large",
                (scalar.start, scalar.end),
                "write at most 18 digits; if it is a text, put it in quotes",
            )
            return broken
        return scalar if event.tag is None else broken
