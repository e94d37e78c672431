"""
Places in a source file by path: where the value stands, where the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.nodes import (
    Broken,
    Mapping,
    Scalar,
    Sequence,
    scalar_value,
)
from reasonbook.compiler.catalog.written import find_places
from reasonbook.compiler.diagnostics import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reasonbook.compiler.catalog.nodes import Node
    from reasonbook.compiler.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Tree:
    """
    A source file with its tree.

    A path is a row of keys and indexes: ``("reasons", "run.failed", "next_steps", 0)``. Where
    nothing stands at a path, its nearest ancestor that exists answers.
    """

    file: SourceFile
    root: Node

    def node(self, *path: str | int) -> Node | None:
        """Return the node at *path*, None if there is none."""
        node: Node | None = self.root
        for part in path:
            if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
                node = node.entries[part][1]
            elif isinstance(node, Sequence) and isinstance(part, int):
                node = node.items[part] if part < len(node.items) else None
            else:
                return None
        return node

    def has(self, *path: str | int) -> bool:
        """Tell whether something stands at *path*."""
        return self.node(*path) is not None

    def is_broken(self, path: tuple[str | int, ...]) -> bool:
        """Tell whether a finding has been made about the node at *path* already."""
        return isinstance(self.node(*path), Broken)

    def at(self, *path: str | int) -> Span:
        """Return the span of the value at *path*; an empty value's is that of its key."""
        node = self.node(*path)
        if node is None:
            return self.at(*path[:-1]) if path else self.file.span(0, 0)
        if node.start >= node.end and isinstance(self.node(*path[:-1]), Mapping):
            return self.key(*path)
        return self.file.span(node.start, self._first_line_end(node))

    def key(self, *path: str | int) -> Span:
        """Return the span of the key at *path*, of the value where it has no key."""
        if not path:
            return self.file.span(0, 0)
        parent = self.node(*path[:-1])
        last = path[-1]
        if isinstance(parent, Mapping) and isinstance(last, str) and last in parent.entries:
            key = parent.entries[last][0]
            return self.file.span(key.start, key.end)
        if self.node(*path) is None:
            return self.key(*path[:-1])
        return self.at(*path)

    def within(
        self, path: tuple[str | int, ...], parts: Iterable[tuple[int, int]]
    ) -> tuple[Span, ...]:
        """
        Return the spans of *parts* of the scalar at *path*: starts and ends in its value.

        Folded lines and escapes are accounted for. It is the whole scalar's span for a part that
        is written in a way which leaves its place open.
        """
        node = self.node(*path)
        places = find_places(self.file.text, node) if isinstance(node, Scalar) else None
        return tuple(
            self.file.span(places[start][0], places[end - 1][1])
            if places and start < end <= len(places)
            else self.at(*path)
            for start, end in parts
        )

    def scalar(self, *path: str | int) -> str | None:
        """Return the text of the scalar at *path* as it was written, None if there is none."""
        node = self.node(*path)
        return node.text if isinstance(node, Scalar) and node.end > node.start else None

    def keys(self, *path: str | int) -> tuple[str, ...]:
        """Return the keys of the mapping at *path*, in the order of the file."""
        node = self.node(*path)
        return tuple(node.entries) if isinstance(node, Mapping) else ()

    def length(self, *path: str | int) -> int:
        """Return how many characters of the file the value at *path* takes."""
        node = self.node(*path)
        return node.end - node.start if node else 0

    def first_character(self, *path: str | int) -> str:
        """Return the character that the value at *path* starts with, "" for an empty value."""
        node = self.node(*path)
        return self.file.text[node.start : node.start + 1] if node and node.end > node.start else ""

    def describe(self, *path: str | int) -> str:
        """Return what stands at *path*, in words."""
        node = self.node(*path)
        if isinstance(node, Mapping):
            return "a mapping"
        if isinstance(node, Sequence):
            return "a list"
        if not isinstance(node, Scalar) or node.end <= node.start:
            return "nothing"
        value = scalar_value(node)
        if isinstance(value, str):
            return f"the text {quote(node.text)}"
        is_word = value is None or isinstance(value, bool)
        return quote(node.text) if is_word else f"the number {quote(node.text)}"

    def _first_line_end(self, node: Node) -> int:
        """Return where *node* ends, at most the end of its first line: carets need no more."""
        if isinstance(node, Scalar):
            return node.end
        text = self.file.text
        ends = [found for mark in "\r\n" if (found := text.find(mark, node.start, node.end)) != -1]
        return min(ends, default=node.end)
