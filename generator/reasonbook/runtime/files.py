"""
Files, opened so that neither a pipe nor a change in place can harm the process.
"""

from __future__ import annotations

import os
import sys
from stat import S_ISREG

from reasonbook.runtime.mo import MAX_BYTES, Memory, MoError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# A pipe that is opened without O_NONBLOCK blocks until somebody writes to it.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def _seek_and_read(number: int, length: int, start: int) -> bytes:
    os.lseek(number, start, os.SEEK_SET)
    return os.read(number, length)


_positioned: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)
_read: Callable[[int, int, int], bytes] = _positioned or _seek_and_read
# Whether threads and processes may read from one open file at the same time.
_IS_SHAREABLE = _positioned is not None


class File:
    """
    An open file that is closed when nobody has it any more.

    Threads, and after a fork parent and child, may read from it at the same time. If somebody
    changes it in place, `check` tells; all but a change that keeps its size, made within the
    tick of the clock, some milliseconds, in which it was changed before.
    """

    __slots__ = ("_number", "_stamp", "size")

    def __init__(self, place: str) -> None:
        """Open the file at *place*; `OSError` if that fails, `MoError` if it is no file."""
        self._number = -1
        number = os.open(place, _FLAGS)
        status = os.fstat(number)
        self._stamp = _stamp(status)
        self._number = number
        self.size = status.st_size
        if not S_ISREG(status.st_mode):
            raise MoError("it is no regular file")

    def read(self, length: int, start: int) -> bytes:
        """Return *length* bytes from *start* on; `MoError` if the file has not so many."""
        # Looked at first: a buffer of the length that is asked for is made before it is filled.
        data = _read(self._number, length, start) if start + length <= self.size else b""
        if len(data) != length:
            raise MoError("a string lies outside of the file or has no end")
        return data

    def read_all(self) -> bytes:
        """Return the bytes of the file; `MoError` if there are too many, or they change."""
        if self.size > MAX_BYTES:
            raise MoError("the file is over 32 MiB")
        data = _read(self._number, self.size, 0)
        self.check()
        return data

    def check(self) -> None:
        """Raise `MoError` if the file has changed since it was opened."""
        if _stamp(os.fstat(self._number)) != self._stamp:
            raise MoError("the file was changed while it was in use")

    def __del__(
        self,
        *,
        _close: Callable[[int], None] = os.close,
        _status: Callable[[int], os.stat_result] = os.fstat,
    ) -> None:
        """Close the file; what that takes is at hand even while the interpreter ends."""
        try:
            status = _status(self._number)
            # A process that becomes a daemon closes all files there are by number, and the
            # number may then be another file's.
            if (status.st_dev, status.st_ino) == self._stamp[:2]:
                _close(self._number)
        except OSError:
            pass


def _stamp(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


class PackageFiles:
    """The files of an imported package, wherever its loader has them."""

    __slots__ = ("_folder", "_loader")

    def __init__(self, package: str) -> None:
        """Take *package*, the import name of a package or of a module in it."""
        module = sys.modules.get(package)
        file: object = getattr(module, "__file__", None)
        self._folder = os.path.dirname(file) if isinstance(file, str) else None  # noqa: PTH120  pathlib imports re
        self._loader: object = getattr(getattr(module, "__spec__", None), "loader", None)

    def open(self, path: str) -> File | Memory:
        """
        Return the file at *path*, or what the package's loader has for it.

        `OSError` or `MoError` if there is none that can be read.
        """
        if self._folder is None:
            raise MoError("its package is not imported from files")
        place = os.path.join(self._folder, *path.split("/"))  # noqa: PTH118  pathlib imports re
        try:
            file = File(place)
        except (FileNotFoundError, NotADirectoryError):
            return Memory(self._load(place))
        return file if _IS_SHAREABLE else Memory(file.read_all())

    def renew(self) -> None:
        """Make the loader of an archive read anew what is in it."""
        try:
            forget: object = getattr(self._loader, "invalidate_caches", None)
            if callable(forget):
                forget()
        except Exception:  # noqa: BLE001, S110  a loader that cannot forget may still be right
            pass

    def _load(self, place: str) -> bytes:
        load: object = getattr(self._loader, "get_data", None)
        if not callable(load):
            raise MoError("the loader of its package has no files")
        try:
            data: object = load(place)
        except (MemoryError, OSError, RecursionError):
            raise
        except Exception as error:  # noqa: BLE001  the loader may be anyone's
            raise MoError(f"the loader of its package raised {type(error).__name__}") from None
        if not isinstance(data, bytes):
            raise MoError("the loader of its package gave no bytes")
        return data
