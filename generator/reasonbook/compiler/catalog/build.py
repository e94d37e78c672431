"""
A tree from its parts in the order of the file: no recursion, whatever the depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.nodes import Broken, Mapping, Node, Scalar, Sequence
from reasonbook.compiler.diagnostics import error, quote

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

MAX_DEPTH = 32


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    start: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list[Node])
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict[str, tuple[Scalar, Node]])
    key: Node | None = None


class Builder:
    """
    Takes nodes, and the starts and ends of collections.

    *root* is the outermost node once it is complete. *findings* are about keys and depth.
    """

    def __init__(self, file: SourceFile) -> None:
        """Build the tree of *file*."""
        self.file = file
        self.findings: list[Diagnostic] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []

    @property
    def is_at_key(self) -> bool:
        """Whether the next node is the key of a mapping."""
        return bool(self._stack) and self._stack[-1].is_mapping and self._stack[-1].key is None

    def open(self, start: int, *, is_mapping: bool) -> bool:
        """Start a collection at *start*; False where it would be too deep."""
        if len(self._stack) >= MAX_DEPTH:
            self._report(
                "RB110",
                f"values are nested more than {MAX_DEPTH} levels deep",
                (start, start + 1),
                "flatten them",
            )
            return False
        self._stack.append(_Open(start, is_mapping))
        return True

    def close(self, end: int) -> None:
        """End the innermost collection at *end*."""
        done = self._stack.pop()
        # The end mark of a block collection lies behind the blank lines that follow it.
        end = done.start + len(self.file.text[done.start : end].rstrip())
        if done.is_mapping:
            self.add(Mapping(done.entries, done.start, end))
        else:
            self.add(Sequence(tuple(done.items), done.start, end))

    def add(self, node: Node) -> None:
        """Put *node* where the file has it: into a list, as a key, as the value of a key."""
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if not parent.is_mapping:
            if not isinstance(node, Broken):
                parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self._put(parent, parent.key, node)
            parent.key = None

    def _put(self, parent: _Open, key: Node, value: Node) -> None:
        if isinstance(key, Broken):
            return
        place = (key.start, key.end)
        if not isinstance(key, Scalar):
            self._report(
                "RB203",
                "a key must be a text",
                place,
                "a text that starts with `{` or `[` needs quotes",
            )
        elif key.plain and key.text == "<<":
            self._report(
                "RB105",
                "merge keys are not allowed",
                place,
                "write the fields out, or put what is common under `defaults`",
            )
        elif key.text in parent.entries:
            first = self.file.span(parent.entries[key.text][0].start, key.start)
            self._report(
                "RB103",
                f"the key {quote(key.text)} stands here a second time, first in line {first.line}",
                place,
                "remove one of the two, or rename it",
            )
        else:
            if isinstance(value, Scalar) and value.start >= value.end:
                # Parsers do not agree where nothing is: it is behind its key.
                value = Scalar(value.text, value.plain, key.end, key.end)
            parent.entries[key.text] = (key, value)

    def _report(self, code: str, message: str, place: tuple[int, int], help: str) -> None:  # noqa: A002  the field's name
        self.findings.append(error(code, message, self.file.span(*place), help))
