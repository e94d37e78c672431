"""
Writing files that must not exist yet.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from reasonbook.compiler.output.errors import naming
from reasonbook.compiler.output.staging import claim, make_folders, stage, sync_folders
from reasonbook.compiler.output.target import Target, locate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_new(root: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """
    Create *files*, the bytes by path; return the paths that were there already, sorted.

    What is there stays as it is, whatever it is. As in `write`, nothing is put in place before
    everything is on the disk, and a failure until then is an `OutputError` that changes nothing.
    """
    skipped: list[str] = []
    folders: set[Path] = set()
    with ExitStack() as undo:
        staged: list[tuple[Target, Path]] = []
        for path, data in files.items():
            target = Target(path, locate(root, path), None)
            if os.path.lexists(target.place):
                skipped.append(path)
                continue
            with naming(path):
                folders |= make_folders(target.place.parent, undo)
            staged.append((target, stage(target, data, undo)))
        for target, temporary in staged:
            with naming(target.path):
                if not claim(temporary, target.place):
                    skipped.append(target.path)
            folders.add(target.place.parent)
    sync_folders(root, folders)
    return tuple(sorted(skipped))
