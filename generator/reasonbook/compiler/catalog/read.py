"""
YAML text to a tree with places: the only module that imports yaml.

The parser's events are read one by one, not composed: depth, aliases and the number of nodes
are bounded before anything is built from them, on the C parser as on the Python one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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

from reasonbook.compiler.catalog.characters import (
    blank_forbidden,
    check_file_characters,
    check_value_characters,
)
from reasonbook.compiler.catalog.nodes import Broken, Mapping, Node, Scalar, Sequence
from reasonbook.compiler.catalog.syntax import explain_syntax_error
from reasonbook.compiler.diagnostics import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

MAX_DEPTH = 32
MAX_NODES = 1_000_000
MAX_BYTES = 16 * 1024 * 1024
_LOADER: type[yaml.CLoader | yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)


def read_tree(file: SourceFile) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """
    Return the tree of the one YAML document in *file*, and every finding about its YAML.

    The tree is None where there is no document or the text is not YAML. Where it is there,
    nodes with a finding of their own are `Broken` or say what the author most likely meant.
    """
    reader = _Reader(file)
    reader.findings.extend(check_file_characters(file))
    try:
        complete = all(reader.take(event) for event in _events(file))
    except yaml.MarkedYAMLError as failure:
        reader.findings.append(explain_syntax_error(file, failure))
        complete = False
    return (reader.root if complete else None), tuple(reader.findings)


def _events(file: SourceFile) -> Iterator[yaml.Event]:
    return yaml.parse(blank_forbidden(file.text), Loader=_LOADER)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    start: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Node | None = None


def _start(event: yaml.Event) -> int:
    assert event.start_mark is not None, "the parser marks every event"
    return event.start_mark.index


def _end(event: yaml.Event) -> int:
    assert event.end_mark is not None, "the parser marks every event"
    return event.end_mark.index


class _Reader:
    """Builds the tree from events, on a stack of its own: no recursion, whatever the depth."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._documents = 0
        self._nodes = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event in; False where reading must stop, a finding then says why."""
        if isinstance(event, ScalarEvent):
            self._note_properties(event)
            return self._count() and self._add(self._scalar(event))
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._note_properties(event)
            return self._count() and self._open(event)
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            return self._add(self._close(_end(event)))
        if isinstance(event, AliasEvent):
            return self._add(self._alias(event))
        if isinstance(event, DocumentStartEvent):
            return self._start_document(event)
        return True

    def _report(self, code: str, message: str, place: tuple[int, int], help: str) -> None:  # noqa: A002  the field's name
        self.findings.append(error(code, message, self.file.span(*place), help))

    def _start_document(self, event: DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents == 1:
            return True
        self._report(
            "RB107",
            "a second document starts here",
            (_start(event), _end(event)),
            "put it in a file of its own: one file is one enum",
        )
        return False

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
        start = _start(event)
        if event.anchor is not None:
            place = (start, start + len(event.anchor) + 1)
            self._report(
                "RB104",
                f"the anchor `&{event.anchor}` is not allowed",
                place,
                "share a placeholder or a next step by its name instead",
            )
        if event.tag is not None:
            written = self.file.text[start : start + 80].split(maxsplit=1)[0]
            place = (start, start + len(written))
            self._report(
                "RB106",
                f"the tag `{written}` is not allowed",
                place,
                "remove it; put a text in quotes",
            )

    def _alias(self, event: AliasEvent) -> Broken:
        place = (_start(event), _end(event))
        self._report(
            "RB104",
            f"the alias `*{event.anchor}` is not allowed",
            place,
            "write the value out; a text that starts with `*` needs quotes",
        )
        return Broken(*place)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        start, end = _start(event), _end(event)
        plain = not event.style and event.implicit[0]
        value: str = event.value
        self.findings.extend(check_value_characters(value, self.file, (start, end)))
        return Scalar(value, plain, start, end)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> bool:
        start = _start(event)
        if len(self._stack) >= MAX_DEPTH:
            self._report(
                "RB110",
                f"values are nested more than {MAX_DEPTH} levels deep",
                (start, start + 1),
                "flatten them",
            )
            return False
        self._stack.append(_Open(start, isinstance(event, MappingStartEvent)))
        return True

    def _close(self, end: int) -> Node:
        done = self._stack.pop()
        # The end mark of a block collection lies behind the blank lines that follow it.
        end = done.start + len(self.file.text[done.start : end].rstrip())
        if done.is_mapping:
            return Mapping(done.entries, done.start, end)
        return Sequence(tuple(done.items), done.start, end)

    def _add(self, node: Node) -> bool:
        if not self._stack:
            self.root = node
            return True
        parent = self._stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self._put(parent, parent.key, node)
            parent.key = None
        return True

    def _put(self, parent: _Open, key: Node, value: Node) -> None:
        if isinstance(key, Broken):
            return
        if not isinstance(key, Scalar):
            self._report(
                "RB203",
                "a key must be a text",
                (key.start, key.end),
                "a text that starts with `{` or `[` needs quotes",
            )
        elif key.plain and key.text == "<<":
            self._report(
                "RB105",
                "merge keys are not allowed",
                (key.start, key.end),
                "write the fields out, or put what is common under `defaults`",
            )
        elif key.text in parent.entries:
            first = self.file.span(parent.entries[key.text][0].start, key.start)
            self._report(
                "RB103",
                f"the key `{key.text}` stands here a second time, first in line {first.line}",
                (key.start, key.end),
                "remove one of the two, or rename it",
            )
        else:
            parent.entries[key.text] = (key, value)
