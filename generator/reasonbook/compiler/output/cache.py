"""
The folder ``.reasonbook`` in a project: what one run leaves for the next, and for no one else.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reasonbook.compiler.output.create import write_new
from reasonbook.compiler.output.errors import OutputError
from reasonbook.compiler.output.plan import Plan, write

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".reasonbook"

# `inputs` reads it; the two may not import each other.
_STAMP = f"{FOLDER}/stamp.json"


def make_cache(root: Path) -> None:
    """Make the folder unless it is there; git ignores all of it, as of other tools' caches."""
    write_new(root, {f"{FOLDER}/.gitignore": b"*\n"})


def store_stamp(root: Path, data: bytes) -> None:
    """Leave *data* for the next run; where that fails, the next run does without."""
    with suppress(OutputError):
        make_cache(root)
        write(root, Plan({_STAMP: data}))
