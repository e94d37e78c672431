"""
Writing a whole set of files, all or nothing.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reasonbook.compiler.output.errors import Conflict, naming
from reasonbook.compiler.output.staging import (
    forget_compiled,
    make_folders,
    remove_empty_above,
    replace,
    stage,
    sync_folders,
)
from reasonbook.compiler.output.target import examine, holds, read_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reasonbook.compiler.output.target import Target


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What writing does to one file; *path* is relative to the project's root."""

    path: str
    kind: Literal["create", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What a project should hold.

    *files* has the bytes by path, in the order in which they are put in place: a file that
    vouches for others comes last. *orphans* are paths to delete. *seen* has for every path that
    the work depended on the SHA-256 of what was read, or None where there was no file.
    """

    files: Mapping[str, bytes]
    orphans: Sequence[str] = ()
    seen: Mapping[str, str | None] = field(default_factory=dict[str, str | None])


@dataclass(frozen=True, slots=True)
class _Work:
    """What is left to do: the files with their new bytes, and the files to delete."""

    writes: Sequence[tuple[Target, bytes]]
    deletions: Sequence[Target]


def plan_changes(root: Path, plan: Plan) -> tuple[Change, ...]:
    """
    Return what `write` would change, sorted by path; nothing is touched.

    Contents are compared, not times. A path that may not be written is an `OutputError`.
    """
    return _changes(_survey(root, plan))


def write(root: Path, plan: Plan) -> tuple[Change, ...]:
    """
    Make the project hold what *plan* says; return what changed, sorted by path.

    Files that are right already are not touched. The others are first written beside their
    places, flushed and read back; whatever fails until then is an `OutputError` that leaves the
    project as it was, and a path of ``plan.seen`` that has changed is a `Conflict` that does.
    Then the files are put in place one by one. If that fails half-way, which takes a broken disk
    or someone who moves folders meanwhile, every file is still either the old or the new one,
    and the same call again completes the work.

    When this returns, the files are on the disk.
    """
    work = _survey(root, plan)
    with ExitStack() as undo:
        folders: set[Path] = set()
        staged: list[tuple[Target, Path]] = []
        for target, data in work.writes:
            with naming(target.path):
                folders |= make_folders(target.place.parent, undo)
            staged.append((target, stage(target, data, undo)))
        _refuse_conflicts(root, plan)
        places = [target.place for target, _ in staged]
        # Before, too: a run that is killed in between is not there to do it afterwards.
        forget_compiled(places)
        for target, temporary in staged:
            with naming(target.path):
                replace(temporary, target.place)
        undo.pop_all()
    forget_compiled(places)
    folders |= {target.place.parent for target, _ in work.writes}
    folders |= _delete(root, work.deletions)
    sync_folders(root, folders)
    return _changes(work)


def _survey(root: Path, plan: Plan) -> _Work:
    files = [(examine(root, path), data) for path, data in plan.files.items()]
    orphans = [examine(root, path) for path in dict.fromkeys(plan.orphans)]
    kept = [target for target, _ in files]
    return _Work(
        [(target, data) for target, data in files if not holds(target, data)],
        [each for each in orphans if each.status is not None and not each.is_same_file(kept)],
    )


def _changes(work: _Work) -> tuple[Change, ...]:
    changes = [Change(target.path, "delete") for target in work.deletions]
    for target, _ in work.writes:
        changes.append(Change(target.path, "create" if target.status is None else "update"))
    return tuple(sorted(changes))


def _refuse_conflicts(root: Path, plan: Plan) -> None:
    changed = [path for path, seen in plan.seen.items() if read_digest(root, path) != seen]
    if changed:
        raise Conflict(tuple(sorted(changed)))


def _delete(root: Path, deletions: Sequence[Target]) -> set[Path]:
    """Delete files and the folders that are empty then; return the folders that changed."""
    real_root = Path(os.path.realpath(root))
    folders = {target.place.parent for target in deletions}
    for target in deletions:
        with naming(target.path):
            target.place.unlink(missing_ok=True)
    forget_compiled(target.place for target in deletions)
    for target in deletions:
        folders |= remove_empty_above(target.place, real_root)
    return folders
