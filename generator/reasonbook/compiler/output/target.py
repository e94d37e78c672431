"""
Places in a project that may be written: inside its root, and regular files or nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reasonbook.compiler.output.errors import OutputError, naming
from reasonbook.compiler.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

if sys.platform == "win32":  # pragma: no cover  these flags exist on Windows alone
    _READ = os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT
else:
    _READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Target:
    """
    A path of the project, and the regular file that is there.

    *place* has no symbolic link in it. *status* is None where there is no file.
    """

    path: str
    place: Path
    status: os.stat_result | None

    @property
    def mode(self) -> int | None:
        """The file's permissions; None where there is no file."""
        return None if self.status is None else stat.S_IMODE(self.status.st_mode) & 0o777

    def is_same_file(self, others: Iterable[Target]) -> bool:
        """
        Tell whether one of *others* is this file, spelled with other letters.

        That is so for ``Run.py`` and ``run.py`` where the file system ignores case.
        """
        return any(
            self.status is not None
            and each.status is not None
            and os.path.samestat(self.status, each.status)
            and self.path.casefold() == each.path.casefold()
            for each in others
        )


def locate(root: Path, path: str) -> Path:
    """
    Return the place of *path* with no symbolic link before its last part.

    There is one spelling for a path: relative to *root*, with forward slashes and without
    ``.``, ``..`` and colons (which mean drives and streams on Windows). Another spelling is an
    `OutputError`, and so is a folder that leads outside *root*.
    """
    posix = PurePosixPath(path)
    encodable = path.encode(errors="replace").decode() == path
    plain = str(posix) == path and encodable and not any(mark in path for mark in "\\:\0")
    if not plain or posix.is_absolute() or ".." in posix.parts or not posix.name:
        raise OutputError(path, "is not a plain path inside the project")
    with naming(path):
        parent = Path(os.path.realpath(root.joinpath(posix.parent)))
        inside = parent.is_relative_to(os.path.realpath(root))
    if not inside:
        raise OutputError(path, "leads outside the project")
    return parent / posix.name


def examine(root: Path, path: str) -> Target:
    """Return what is at *path*; an `OutputError` if it is there and no regular file."""
    place = locate(root, path)
    with naming(path):
        try:
            status = place.lstat()
        except FileNotFoundError:
            return Target(path, place, None)
    if stat.S_ISLNK(status.st_mode):
        raise OutputError(path, "is a symbolic link")
    if not stat.S_ISREG(status.st_mode):
        raise OutputError(path, "is not a regular file")
    return Target(path, place, status)


def read(place: Path) -> bytes:
    """Return what the regular file at *place* holds, without ever following a link."""
    with open(place, "rb", opener=_open) as file:
        return file.read()


def read_digest(root: Path, path: str) -> str | None:
    """Return the SHA-256 of the file *path*; None where there is none."""
    place = examine(root, path).place
    with naming(path):
        try:
            return digest(read(place))
        except FileNotFoundError:
            return None


def holds(target: Target, data: bytes) -> bool:
    """Tell whether the file is there and has exactly the bytes *data*."""
    if target.status is None or target.status.st_size != len(data):
        return False
    with naming(target.path):
        return read(target.place) == data


def _open(path: str, _flags: int) -> int:
    return os.open(path, _READ)
