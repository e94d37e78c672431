"""
Putting bytes on the disk under another name, and then in place.

A rename alone is not enough: GNU msgfmt 0.21 on a full disk exits with 0 and renames a truncated
file over a good one. So every write is checked, flushed, and read back before it counts.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
import time
from contextlib import suppress
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING

from reasonbook.compiler.output.errors import naming
from reasonbook.compiler.output.target import locate, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from reasonbook.compiler.output.target import Target

if sys.platform == "win32":  # pragma: no cover  these flags exist on Windows alone
    _CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_BINARY | os.O_NOINHERIT
else:
    _CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

# On Windows a file cannot be replaced while another process reads it, which passes.
_REPLACE_TRIES = 10 if sys.platform == "win32" else 1
_REPLACE_PAUSE = 0.05

_TEMPORARY = re.compile(r"\.reasonbook-[0-9a-f]{16}\.tmp")


def stage(target: Target, data: bytes, undo: ExitStack) -> Path:
    """
    Return a new file beside *target* that has *data* and the permissions it should have.

    The file is on the disk and was read back. *undo* removes it, also after a failure, which is
    an `OutputError` about the target.
    """
    temporary = target.place.with_name(f".reasonbook-{secrets.token_hex(8)}.tmp")
    with naming(target.path):
        # The umask applies to a new file. One that takes over another's permissions has to be
        # private until it has them.
        descriptor = os.open(temporary, _CREATE, 0o666 if target.mode is None else 0o600)
        undo.callback(discard, temporary)
        # Leaving the block closes it, and tells if that fails.
        with os.fdopen(descriptor, "wb", buffering=0):
            if target.mode is not None and sys.platform != "win32":
                os.fchmod(descriptor, target.mode)
            _write_all(descriptor, data)
            os.fsync(descriptor)
        verify(temporary, data)
    return temporary


def verify(temporary: Path, data: bytes) -> None:
    """Raise an `OSError` unless *temporary* has exactly the bytes *data*."""
    if read(temporary) != data:
        raise OSError(errno.EIO, "does not hold what was written to it")


def replace(temporary: Path, place: Path) -> None:
    """Put *temporary* in *place* in one step."""
    for _ in range(_REPLACE_TRIES - 1):
        try:
            temporary.replace(place)
        except PermissionError:
            time.sleep(_REPLACE_PAUSE)
        else:
            return
    temporary.replace(place)


def claim(temporary: Path, place: Path) -> bool:
    """Put what *temporary* holds in *place* unless something is there; tell whether it was put."""
    try:
        place.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:
        return _claim_without_links(temporary, place)
    return True


def make_folders(folder: Path, undo: ExitStack) -> set[Path]:
    """
    Make *folder* and what it needs above it; return the folders that got a new entry.

    *undo* removes those again that were made here and are still empty.
    """
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        # Another process may have been faster.
        with suppress(FileExistsError):
            each.mkdir()
            undo.callback(_remove_empty, each)
    return {each.parent for each in missing}


def remove_empty_above(place: Path, root: Path) -> set[Path]:
    """
    Remove the folders of *place* that are empty, from the innermost one, but not *root*.

    The folders are returned whose entries changed.
    """
    changed: set[Path] = set()
    folder = place.parent
    while folder != root and _remove_empty(folder):
        folder = folder.parent
        changed.add(folder)
    return changed


def sync_folders(root: Path, folders: Iterable[Path]) -> None:
    """
    Have the entries of *folders* written to the disk: a rename is safe only then.

    Folders that are gone are left out: that they are is an entry of another one.
    """
    real_root = os.path.realpath(root)
    for folder in sorted(folders):
        # The root itself may have been made just now: its parent lies above it.
        with naming(PurePath(os.path.relpath(folder, real_root)).as_posix()):
            if folder.is_dir():
                _sync_folder(folder)


def discard(temporary: Path) -> None:
    """Remove *temporary* if it is there; where that fails, `sweep` will find it."""
    with suppress(OSError):
        temporary.unlink()


def forget_compiled(places: Iterable[Path]) -> None:
    """
    Remove what Python compiled from those *places* that are modules; what cannot be removed stays.

    Python takes a compiled file for a current one if the module's size and the second of its
    last change are those it was compiled from (PEP 552). Two builds within a second may agree in
    both, and the second one would never be seen.
    """
    modules: dict[Path, set[str]] = {}
    for place in places:
        if place.suffix == ".py":
            modules.setdefault(place.with_name("__pycache__"), set()).add(place.stem)
    for folder, names in modules.items():
        if folder.is_symlink():
            continue
        with suppress(OSError):
            for each in tuple(folder.iterdir()):
                if each.suffix == ".pyc" and each.name.partition(".")[0] in names:
                    discard(each)
            _remove_empty(folder)


def sweep(root: Path, directories: Sequence[str]) -> None:
    """
    Remove temporaries from *directories* that runs left there when they were killed.

    The caller holds the project's lock: nobody else has a temporary there that is in use. What
    cannot be read or removed stays.
    """
    for path in directories:
        folder = locate(root, str(PurePosixPath(path, "any"))).parent
        for place in _temporaries(folder):
            with suppress(OSError):
                if stat.S_ISREG(place.lstat().st_mode):
                    place.unlink()


def _temporaries(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(each for each in folder.iterdir() if _TEMPORARY.fullmatch(each.name))
    except OSError:
        return ()


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def _claim_without_links(temporary: Path, place: Path) -> bool:
    """Do as `claim` where there are no hard links: an empty file has the name for an instant."""
    try:
        os.close(os.open(place, _CREATE, 0o666))
    except FileExistsError:
        return False
    try:
        replace(temporary, place)
    except OSError:
        discard(place)
        raise
    return True


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # pragma: no cover  Windows has no such call and needs none
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        # Some network file systems cannot do it and say so; PostgreSQL ignores the same two.
        if problem.errno not in {errno.EBADF, errno.EINVAL}:
            raise
    finally:
        os.close(descriptor)
