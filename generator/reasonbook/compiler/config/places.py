"""
Places in a TOML file, which tomllib does not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reasonbook.compiler.source import SourceFile, Span

Path: TypeAlias = "tuple[str, ...]"

# The tokens of TOML 1.0.0 that tell keys from values; blanks lie between, comments match nothing.
_TOKEN = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\')'
    r"|(?P<line>\n)|(?P<mark>[\[\]{}=,])|(?P<bare>[^\s\[\]{}=,#\"']+)|#[^\n]*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Places:
    """Where the keys and tables of *file* stand; it must be valid TOML."""

    file: SourceFile

    def find(self, path: Path) -> Span:
        """Return the span of the key or table at *path*, or of the nearest one above it."""
        above = (path[:length] for length in range(len(path), 0, -1))
        place = next((self._keys[each] for each in above if each in self._keys), (0, 0))
        return self.file.span(*place)

    @cached_property
    def _keys(self) -> Mapping[Path, tuple[int, int]]:
        scanner = _Scanner()
        for token in _TOKEN.finditer(self.file.text):
            if token.lastgroup is not None:
                scanner.take(token, token.lastgroup)
        return scanner.keys


class _Scanner:
    """Takes the tokens of a file and remembers where its keys stand, each the first time."""

    def __init__(self) -> None:
        self.keys: dict[Path, tuple[int, int]] = {}
        self._table: Path = ()
        # For each open bracket of a value: whose value it is, and whether keys stand in it.
        self._open: list[tuple[Path, bool]] = []
        self._key: list[re.Match[str]] = []
        self._path: Path = ()
        self._wants_key = True

    def take(self, token: re.Match[str], kind: str) -> None:
        if kind in ("text", "bare"):
            if self._wants_key:
                self._key.append(token)
        elif kind == "line":
            self._wants_key = self._wants_key or not self._open
        elif self._open or not self._wants_key:
            self._take_mark(token.group())
        elif token.group() == "=":
            self._path = self._note(self._table)
        elif token.group() == "]" and self._key:
            self._table = self._note(())

    def _take_mark(self, mark: str) -> None:
        owner, has_keys = self._open[-1] if self._open else ((), False)
        if mark == "=":
            self._path = self._note(owner)
        elif mark in "[{":
            self._open.append((self._path, mark == "{"))
            self._wants_key = mark == "{"
        elif mark == ",":
            self._wants_key = has_keys
        elif self._open:
            self._open.pop()
            self._path, self._wants_key = owner, False

    def _note(self, above: Path) -> Path:
        """Note the key that has just ended, and return its path."""
        path = above
        for token in self._key:
            place = (self._key[0].start(), self._key[-1].end())
            is_bare = token.lastgroup == "bare"
            names = token.group().split(".") if is_bare else [token.group()[1:-1]]
            for name in names:
                if name:
                    path = (*path, name)
                    self.keys.setdefault(path, place)
        self._key = []
        self._wants_key = False
        return path


def locate(file: SourceFile, table: str, key: str) -> Span:
    """Return the span of *key* in the *table* of a TOML file, or of what is nearest above it."""
    return Places(file).find((*table.split("."), key))
