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

if TYPE_CHECKING:
    from reasonbook.compiler.catalog.nodes import Node
    from reasonbook.compiler.source import SourceFile, Span

_SHOWN = 40


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
                whole = [item for item in node.items if not isinstance(item, Broken)]
                node = whole[part] if part < len(whole) else None
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
        if node.start >= node.end:
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

    def within(self, path: tuple[str | int, ...], part: str, occurrence: int = 0) -> Span:
        """
        Return the span of *part* inside the scalar at *path*.

        It is looked up in the text as the file has it: folded lines and escapes would make
        an index into the value wrong. The whole scalar's span where it is written otherwise.
        """
        node = self.node(*path)
        if isinstance(node, Scalar):
            index = node.start - 1
            for _ in range(occurrence + 1):
                index = self.file.text.find(part, index + 1, node.end)
                if index == -1:
                    return self.at(*path)
            return self.file.span(index, index + len(part))
        return self.at(*path)

    def scalar(self, *path: str | int) -> str | None:
        """Return the text of the scalar at *path* as it was written, None if there is none."""
        node = self.node(*path)
        return node.text if isinstance(node, Scalar) and node.end > node.start else None

    def keys(self, *path: str | int) -> tuple[str, ...]:
        """Return the keys of the mapping at *path*, in the order of the file."""
        node = self.node(*path)
        return tuple(node.entries) if isinstance(node, Mapping) else ()

    def has_source(self, *path: str | int) -> bool:
        """Tell whether the value at *path* is written out, not left empty."""
        node = self.node(*path)
        return node is not None and node.end > node.start

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
        kinds = {bool: "", int: "the number ", float: "the number ", type(None): ""}
        shown = node.text if len(node.text) <= _SHOWN else node.text[:_SHOWN] + "…"
        return f"{kinds.get(type(value), 'the text ')}`{shown}`"

    def _first_line_end(self, node: Node) -> int:
        """Return where *node* ends, at most the end of its first line: carets need no more."""
        if isinstance(node, Scalar):
            return node.end
        text = self.file.text
        ends = [found for mark in "\r\n" if (found := text.find(mark, node.start, node.end)) != -1]
        return min(ends, default=node.end)
