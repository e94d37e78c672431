"""
Why a project could not be written.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Generator


class OutputError(WorkspaceError):
    """A file or folder of the project cannot be written."""


class Conflict(WorkspaceError):  # noqa: N818  it is no error: the caller reads again and retries
    """
    Files changed between reading and writing; nothing was written.

    *paths* are these files, sorted, and *path* is the first of them.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        """Remember *paths*, of which there is at least one."""
        super().__init__(paths[0], "was changed by someone else in the meantime")
        self.paths = paths


class LockTimeout(WorkspaceError):  # noqa: N818  the name says what happened, as TimeoutError does
    """Another run held the project's lock for longer than the caller wanted to wait."""


@contextmanager
def naming(path: str) -> Generator[None]:
    """Turn an error of the operating system into an `OutputError` about *path*."""
    try:
        yield
    except OSError as problem:
        raise OutputError(path, problem.strerror or str(problem)) from problem
