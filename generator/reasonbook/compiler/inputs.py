"""
Reading a project: the only module that opens its files.

A project may come from a fork, so its tree is not trusted: nothing outside the root is read, a
symbolic link is not followed to a file, and a pipe, a device or a huge file cannot hang or fill
the build. What the operating system refuses is an `InputError`, which names the file.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
import sys
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import WorkspaceError, error
from reasonbook.compiler.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from io import BufferedReader

    from reasonbook.compiler.diagnostics import Diagnostic

if sys.platform == "win32":  # pragma: no cover  these flags exist on Windows alone
    _READ = os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT
else:
    # Not blocking: to open a pipe that nobody writes to would otherwise never return.
    _READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC

_KIB = 2**10
_MIB = 2**20
_STAMP = ".reasonbook/stamp.json"
_STAMP_LIMIT = 4 * _MIB

# What these errors mean here: the words of the operating system would mislead.
_REASONS = {
    errno.ENOENT: "No such file",
    errno.EISDIR: "is not a regular file",
    errno.ELOOP: "is a symbolic link",
    errno.ENXIO: "is not a regular file",
}

# The longer marks first: the one of UTF-32 starts with that of UTF-16.
_FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class InputError(WorkspaceError):
    """A file or folder of the project cannot be read."""


def read_bytes(root: Path, path: str, *, limit: int) -> bytes:
    """
    Return what the regular file *path*, relative to *root*, holds: at most *limit* bytes.

    Anything else is an `InputError`: no such file, another kind of file, a larger one, one that
    lies outside *root*.
    """
    data = read_optional(root, path, limit=limit)
    if data is None:
        raise InputError(path, "No such file")
    return data


def read_optional(root: Path, path: str, *, limit: int) -> bytes | None:
    """Return what `read_bytes` returns, and None where there is no such file."""
    place = _locate(root, path)
    with _naming(path):
        try:
            with open(place, "rb", opener=_open) as file:
                return _read_regular(file, path, limit)
        except FileNotFoundError:
            return None


def read_stamp(root: Path) -> bytes | None:
    """Return the stamp that the last run left; None when there is none that can be read."""
    try:
        return read_optional(root, _STAMP, limit=_STAMP_LIMIT)
    except InputError:
        return None


def decode(path: str, data: bytes) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
    """
    Return *data* as text, and a finding at the first byte that is not UTF-8.

    A byte order mark of UTF-8 is left out. Where there is a finding, the text has U+FFFD in
    place of what could not be read, so that later stages can still name places in it.
    """
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return SourceFile(path, body.decode()), ()
    except UnicodeDecodeError as problem:
        start = problem.start
    source = SourceFile(path, body.decode(errors="replace"))
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            return source, (
                error(
                    "RB101",
                    f"the file is {encoding}, not UTF-8",
                    source.span(0, 1),
                    "save it as UTF-8; PowerShell's `>` and old Windows editors write UTF-16",
                ),
            )
    index = len(body[:start].decode())
    return source, (
        error(
            "RB101",
            f"the byte 0x{body[start]:02X} is not UTF-8",
            source.span(index, index + 1),
            "save the whole file as UTF-8",
        ),
    )


def find_sources(root: Path, patterns: Sequence[str]) -> tuple[str, ...]:
    """
    Return the files that *patterns* select, sorted by code point, each once.

    ``*``, ``?`` and ``[...]`` match within a name and ``**`` matches any number of folders.
    Names that start with a dot, and ``node_modules``, are selected only by a pattern that spells
    the dot or the name. ``**`` enters no symbolic link; another part of a pattern enters one
    that stays inside *root*. A file that turns out to be a link or a pipe is listed all the
    same: `read_bytes` then refuses it aloud, where a build without it would be silent.

    A pattern that is absolute or has a ``..`` is an `InputError`, as is a folder that cannot be
    read.
    """
    real_root = Path(os.path.realpath(root))
    found: set[str] = set()
    for pattern in patterns:
        _refuse_outside(pattern)
        parts = PurePosixPath(pattern).parts
        if parts:
            found.update(_expand(real_root, parts))
    return tuple(sorted(found))


def list_folders(root: Path, path: str) -> tuple[str, ...]:
    """
    Return the sorted names of the folders in the folder *path*, without hidden ones.

    There are none where *path* does not exist: a new project has no locales yet. A linked folder
    is an `InputError`: two names for one folder would write one file twice.
    """
    _refuse_outside(path)
    real_root = Path(os.path.realpath(root))
    _stays_inside(real_root, path, path)
    with _naming(path):
        try:
            places = tuple((real_root / path).iterdir())
        except FileNotFoundError:
            return ()
        folders = [each for each in places if each.name[0] != "." and each.is_dir()]
        names = [each.name for each in folders]
        linked = [each.name for each in folders if each.is_symlink()]
    if linked:
        raise InputError(f"{path}/{_readable(min(linked))}", "is a symbolic link")
    return tuple(sorted(_readable(name) for name in names))


def _open(path: str, _flags: int) -> int:
    return os.open(path, _READ)


def _read_regular(file: BufferedReader, path: str, limit: int) -> bytes:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise InputError(path, "is not a regular file")
    data = file.read(limit + 1)
    if len(data) > limit:
        raise InputError(path, f"is larger than {_size(limit)}")
    return data


def _expand(real_root: Path, parts: tuple[str, ...]) -> Iterator[str]:
    """Yield the files that *parts*, a pattern, selects; some may come twice."""
    todo, seen = [("", parts)], set[tuple[str, tuple[str, ...]]]()
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        folder, rest = state
        part, deeper = rest[0], rest[1:]
        if part == "**":
            todo.append((folder, deeper or ("*",)))
            children = _children(real_root, folder, "*")
            todo.extend((each, rest) for each in children if _is_plain(real_root, each))
            continue
        for path in _children(real_root, folder, part):
            is_folder = _is_folder(real_root, path)
            if not deeper and not is_folder:
                yield path
            elif deeper and is_folder and _stays_inside(real_root, path, part):
                todo.append((path, deeper))


def _children(real_root: Path, folder: str, part: str) -> tuple[str, ...]:
    """Return the paths in *folder* whose names match *part*, one part of a pattern."""
    with _naming(folder or "."):
        names = [each.name for each in (real_root / folder).iterdir()]
    prefix = f"{folder}/" if folder else ""
    return tuple(prefix + _readable(name) for name in names if _matches(name, part))


def _matches(name: str, part: str) -> bool:
    if name == part:
        return True
    hidden = name == "node_modules" or (name.startswith(".") and not part.startswith("."))
    return not hidden and fnmatchcase(name, part)


def _is_folder(real_root: Path, path: str) -> bool:
    with _naming(path):
        return (real_root / path).is_dir()


def _is_plain(real_root: Path, path: str) -> bool:
    """Tell whether *path* is a folder and no link or junction, which could lead in circles."""
    place = real_root / path
    return os.path.realpath(place) == str(place) and _is_folder(real_root, path)


def _stays_inside(real_root: Path, path: str, part: str) -> bool:
    """Tell whether *path* is inside; an `InputError` if not, and *part* is its very name."""
    if Path(os.path.realpath(real_root / path)).is_relative_to(real_root):
        return True
    if path.endswith(part):
        raise InputError(path, "leads outside the project")
    return False


def _readable(name: str) -> str:
    """Return *name*; an `InputError` for one that is not UTF-8, which no report could print."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode(errors="backslashreplace").decode()
        raise InputError(shown, "has a name that is not UTF-8") from None
    return name


def _locate(root: Path, path: str) -> Path:
    """Return where *path* is, every link but a last one followed."""
    _refuse_outside(path)
    place = root / path
    parent = Path(os.path.realpath(place.parent))
    if not parent.is_relative_to(os.path.realpath(root)):
        raise InputError(path, "leads outside the project")
    place = parent / place.name
    with _naming(path):
        # Opening it refuses a link as well, but not on Windows.
        if place.is_symlink():
            raise InputError(path, "is a symbolic link")
    return place


def _refuse_outside(path: str) -> None:
    """Raise an `InputError` for a path that could mean another place, here or on Windows."""
    posix = PurePosixPath(_readable(path))
    if posix.is_absolute() or ".." in posix.parts or PureWindowsPath(path).anchor:
        raise InputError(path, "leads outside the project")
    if "\\" in path:
        raise InputError(path, "has a backslash where folders are separated with `/`")
    if "\0" in path:
        raise InputError(path.replace("\0", "\\0"), "has a NUL character in its name")


@contextmanager
def _naming(path: str) -> Generator[None]:
    """Turn an error of the operating system into an `InputError` about *path*."""
    try:
        yield
    except OSError as problem:
        reason = _REASONS.get(problem.errno or 0, problem.strerror or str(problem))
        raise InputError(path, reason) from problem


def _size(limit: int) -> str:
    for unit, name in ((_MIB, "MiB"), (_KIB, "KiB")):
        if limit >= unit and limit % unit == 0:
            return f"{limit // unit} {name}"
    return f"{limit} bytes"
