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

MAX_FINDINGS = 20_000
"""
How many findings one stage makes of one file, or one rule of one project.

It is as many as a file may have reasons; whoever has mended them gets the rest.
"""
_QUOTED = 64
_COMPARED = 64


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


def quote(text: str) -> str:
    """Return *text* in backticks, as a message quotes what an author wrote; cut if it is long."""
    return f"`{text if len(text) <= _QUOTED else text[:_QUOTED] + '…'}`"


class Vocabulary:
    """
    Words that are known, to be asked which of them an unknown word is most likely meant for.

    Case and the choice between hyphen and underscore do not count as differences. Comparing
    takes time: after some twenty thousand comparisons only words that differ in nothing else
    are found, so that a long list of unknown words beside a long list of known ones cannot
    keep a build busy for hours.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Know the words *known*."""
        self.words = tuple(known)
        self._by_form = {_form(each): each for each in self.words}
        self._meant: dict[str, str] = {}
        self._comparisons = 20_000

    def nearest(self, word: str) -> str:
        """Return the known word that *word* is most likely meant for, "" if none is near."""
        form = _form(word[:_COMPARED])
        if form not in self._meant:
            self._meant[form] = self._by_form.get(form) or self._compare(form)
        return self._meant[form]

    def did_you_mean(self, word: str) -> str:
        """Return ``did you mean `x`?`` for the nearest known word, "" if none is near."""
        meant = self.nearest(word)
        return f"did you mean {quote(meant)}?" if meant else ""

    def _compare(self, form: str) -> str:
        if self._comparisons <= 0:
            return ""
        self._comparisons -= len(self._by_form)
        near = get_close_matches(form, self._by_form, n=1, cutoff=0.6)
        return self._by_form[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean `x`?`` for the known word nearest to *word*, "" if none is near."""
    return Vocabulary(known).did_you_mean(word)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that *word* is most likely meant for, "" if none is near."""
    return Vocabulary(known).nearest(word)


def _form(word: str) -> str:
    return word.lower().replace("-", "_")


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
