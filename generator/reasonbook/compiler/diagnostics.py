"""
Findings as values: what is wrong, where, and how to mend it; nothing about looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reasonbook.compiler.source import Span


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def rank(self) -> int:
        """A number that grows with the severity."""
        return 2 if self is Severity.ERROR else 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """
    One finding.

    *code* is ``RB`` and three digits, is never reused and names a page of `reasonbook rules`.
    *message* is one sentence without a full stop. *help* says how to mend it; it is "" where
    the message already does.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    help: str = ""


def error(code: str, message: str, span: Span, help: str = "") -> Diagnostic:  # noqa: A002  the field's name
    """Return a finding that stops the build."""
    return Diagnostic(code, Severity.ERROR, message, span, help)


def warning(code: str, message: str, span: Span, help: str = "") -> Diagnostic:  # noqa: A002  the field's name
    """Return a finding that the author should see and may ignore."""
    return Diagnostic(code, Severity.WARNING, message, span, help)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of *diagnostics* stops the build."""
    return any(each.severity is Severity.ERROR for each in diagnostics)


def sorted_by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *diagnostics* by file, line and column, each once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda each: (each.span, each.code, each.message)))


def nearest(word: str, known: Iterable[str]) -> str:
    """
    Return the known word that *word* is most likely meant for, "" if none is near.

    Case and the choice between hyphen and underscore do not count as differences.
    """
    by_form = {each.lower().replace("-", "_"): each for each in known}
    near = get_close_matches(word.lower().replace("-", "_")[:64], by_form, n=1, cutoff=0.6)
    return by_form[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean `x`?`` for the known word nearest to *word*, "" if none is near."""
    meant = nearest(word, known)
    return f"did you mean `{meant}`?" if meant else ""


class WorkspaceError(Exception):
    """
    A file of the project could not be read or written.

    The outside world is at fault, not the program, so this is no finding until the shell makes
    one of it. *path* is relative to the project's root; *reason* is what an operating system
    would say: a short English phrase without a full stop.
    """

    def __init__(self, path: str, reason: str) -> None:
        """Remember *path* and *reason*."""
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        """Return path and reason as one line."""
        return f"{self.path}: {self.reason}"
