"""
Pages as a test sees them: headings, links, tables and fenced blocks.

It reads the Markdown that our pages use and no more: headings with ``#``, tables with outer
pipes, fences of three backticks at the start of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_HEADING = re.compile(r"(#{1,6}) +(.+?) *#*")
_LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(<?([^)>\s]+)>?(?: \"[^\"]*\")?\)")
_CODE = re.compile(r"(`+)(.+?)\1")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Block:
    """
    A fenced block.

    *language* is the first word behind the fence, *options* are the words ``key=value`` after
    it, *line* is where its text starts, counted from 1.
    """

    language: str
    options: Mapping[str, str]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the slug of the heading it stands under, and its rows without the first one."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def names(self) -> tuple[str, ...]:
        """Return what stands as code in the first column, in its order."""
        return tuple(name for row in self.rows for name in codes(row[0]))

    def column(self, title: str) -> dict[str, str]:
        """Return the cells of the column *title* by the first code of their row."""
        index = self.head.index(title)
        return {codes(row[0])[0]: row[index] for row in self.rows}


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page.

    *text* is all of it, *prose* are its lines with blocks left out, each with its number.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    prose: tuple[tuple[int, str], ...]

    def codes(self) -> frozenset[str]:
        """Return everything that stands as code in the prose."""
        return frozenset(each for _, line in self.prose for each in codes(line))

    def headings(self) -> tuple[str, ...]:
        """Return the anchor of each heading, as platforms make them."""
        seen: Counter[str] = Counter()
        anchors: list[str] = []
        for _, line in self.prose:
            match = _HEADING.fullmatch(line)
            if match is not None:
                slug = slug_of(match[2])
                anchors.append(f"{slug}-{seen[slug]}" if seen[slug] else slug)
                seen[slug] += 1
        return tuple(anchors)

    def links(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the target of each link."""
        for number, line in self.prose:
            for match in _LINK.finditer(_CODE.sub("", line)):
                yield number, match[1]

    def tables(self) -> tuple[Table, ...]:
        """Return every table of the page."""
        tables: list[Table] = []
        heading, rows = "", list[tuple[str, ...]]()
        for _, line in (*self.prose, (0, "")):
            match = _HEADING.fullmatch(line)
            if match is not None:
                heading = slug_of(match[2])
            if line.startswith("|"):
                rows.append(_cells(line))
            elif rows:
                tables.append(Table(heading, rows[0], tuple(rows[2:])))
                rows = []
        return tuple(tables)

    def table(self, heading: str) -> Table:
        """Return the first table under the *heading* with this anchor."""
        return next(each for each in self.tables() if each.heading == heading)


def read_page(root: Path, path: str) -> Page:
    """Return the page *path* of the folder *root*."""
    blocks: list[Block] = []
    prose: list[tuple[int, str]] = []
    opened: tuple[int, str] | None = None
    body: list[str] = []
    whole = (root / path).read_text("utf-8")
    for number, line in enumerate(whole.split("\n"), 1):
        if opened is None and line.startswith("```"):
            opened, body = (number, line[3:]), []
        elif opened is not None and line == "```":
            language, *options = opened[1].split()
            pairs = dict(each.split("=", 1) for each in options)
            text = "".join(f"{each}\n" for each in body)
            blocks.append(Block(language, pairs, text, opened[0] + 1))
            opened = None
        elif opened is not None:
            body.append(line)
        else:
            prose.append((number, line))
    assert opened is None, f"{path}: a block is never closed"
    return Page(path, whole, tuple(blocks), tuple(prose))


def codes(text: str) -> tuple[str, ...]:
    """Return what stands as code in *text*."""
    return tuple(match[2].replace("\\|", "|") for match in _CODE.finditer(text))


def slug_of(title: str) -> str:
    """Return the anchor of the heading *title*: GitHub's rule."""
    kept = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
    return kept.strip().replace(" ", "-")


def _cells(line: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in _CELL.split(line.strip())[1:-1])
