"""
One run at a time in a project.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from reasonbook.compiler.output.cache import FOLDER, make_cache
from reasonbook.compiler.output.errors import LockTimeout, naming
from reasonbook.compiler.output.target import examine

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

if sys.platform == "win32":  # pragma: no cover  another module, other flags
    import msvcrt

    _OPEN = os.O_RDWR | os.O_CREAT | os.O_BINARY | os.O_NOINHERIT

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    _OPEN = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_LOCK = f"{FOLDER}/lock"
_PAUSE = 0.01


@contextmanager
def locked(root: Path, *, timeout: float) -> Generator[None]:
    """
    Keep every other run out of the project while the block runs.

    The lock is advisory and belongs to the process: it is gone when the process is, however
    that ended. A second lock of the same process waits like any other. After *timeout* seconds
    of waiting it is a `LockTimeout`. Where the lock cannot be had at all, as on a read-only
    file system, it is an `OutputError`.
    """
    deadline = time.monotonic() + timeout
    while (descriptor := _acquire(root)) is None:
        if time.monotonic() >= deadline:
            raise LockTimeout(_LOCK, f"is held by another run, for more than {timeout:g} seconds")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        os.close(descriptor)


def _acquire(root: Path) -> int | None:
    """Return the open file that is the lock; None if someone else has it."""
    make_cache(root)
    place = examine(root, _LOCK).place
    with naming(_LOCK), ExitStack() as undo:
        descriptor = os.open(place, _OPEN, 0o666)
        undo.callback(os.close, descriptor)
        if _try_lock(descriptor) and _is_current(descriptor, place):
            undo.pop_all()
            return descriptor
        return None


def _is_current(descriptor: int, place: Path) -> bool:
    """
    Tell whether *place* still is the open file.

    Whoever deletes the folder would otherwise let in a second run: it would lock a new file
    while the first run still has the old one.
    """
    try:
        return os.path.samestat(os.fstat(descriptor), place.stat())
    except FileNotFoundError:
        return False
