"""
Changes of files as a patch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from reasonbook.compiler.report.characters import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.output import Change

# What git puts in quotes; other characters it takes as they are.
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_MODES = {"create": "new file mode 100644\n", "delete": "deleted file mode 100644\n", "update": ""}


@dataclass(frozen=True, slots=True)
class Difference:
    """
    The change of one file, as text.

    `git apply` and `patch` take it if it *is_exact*: the file is no binary one, and nothing in it
    had to be escaped to be shown.
    """

    text: str
    is_exact: bool


def compare_texts(change: Change, *, old: bytes, new: bytes) -> Difference:
    """Return the *change* that made *new* of *old*; of a binary file only that it differs."""
    try:
        lines = old.decode(), new.decode()
    except UnicodeDecodeError:
        return Difference(f"Binary file {escaped(change.path)} differs ({change.kind})\n", False)
    # An empty file has no lines to compare: this header is all that is said of it.
    before, after = _name("a", change.path), _name("b", change.path)
    header = f"diff --git {before} {after}\n{_MODES[change.kind]}"
    hunks = unified_diff(
        _split(lines[0]),
        _split(lines[1]),
        "/dev/null" if change.kind == "create" else _ended(before),
        "/dev/null" if change.kind == "delete" else _ended(after),
    )
    exact = "".join(_complete(hunks))
    shown = _shown(exact)
    return Difference(header + shown, shown == exact)


def _split(text: str) -> list[str]:
    """Return the lines with their ends: LF alone ends one, as git and patch see it."""
    lines = [f"{each}\n" for each in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _complete(lines: Iterator[str]) -> Iterator[str]:
    """Mark a last line without an end as POSIX's diff does."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _shown(text: str) -> str:
    """Return *text* with hidden characters escaped, but for those of the layout."""
    return "\n".join(_shown_line(each) for each in text.split("\n"))


def _shown_line(line: str) -> str:
    end = "\r" if line.endswith("\r") else ""
    return escaped(line.removesuffix("\r"), keep="\t") + end


def _name(side: str, path: str) -> str:
    """Return a file's name as git writes it."""
    name = f"{side}/{path}"
    if not _SPECIAL.search(name):
        return name
    return '"' + _SPECIAL.sub(lambda found: f"\\{ord(found[0]):03o}", name) + '"'


def _ended(name: str) -> str:
    """Return *name* so that it ends where it does: patch would cut it at a blank."""
    return f"{name}\t" if " " in name else name
