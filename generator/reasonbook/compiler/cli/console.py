"""
Writing to the terminal: findings and data on standard output, chatter on standard error.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reasonbook._version import __version__
from reasonbook.compiler.cli.colour import wants_colour
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.config import SETTINGS_FILE
from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.report import FORMATS, Report
from reasonbook.compiler.report.characters import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    from reasonbook.compiler.cli.options import Reporting
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

_RANKS = {"warning": Severity.WARNING.rank, "error": Severity.ERROR.rank, "never": 99}

# Findings about files that cannot be used at all.
_UNUSABLE = frozenset({"RB113", "RB801", "RB803"})


def write_out(text: str) -> None:
    """
    Write *text* to standard output; what its encoding lacks is written as an escape of JSON.

    An `OSError` names the stream. If it is closed, that is one too: what was asked for is lost.
    """
    if text:
        _write(text, sys.stdout)


def say(text: str, *, quiet: bool = False) -> None:
    """
    Write a line of chatter to standard error, unless *quiet*.

    If that fails it is lost, and nothing else: the work is what counts.
    """
    if not quiet:
        try:
            _write(f"{escaped(text, keep=chr(10))}\n", sys.stderr)
        except OSError:
            abandon(sys.stderr)


def abandon(stream: TextIO | None) -> None:
    """
    Send what *stream* still holds nowhere.

    The interpreter writes it when it leaves; if that failed once more, the exit code would be
    Python's 120 and no longer ours.
    """
    if stream is None:
        return
    # A stream of a test has no descriptor.
    with suppress(OSError, ValueError):
        descriptor = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def report(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile], reporting: Reporting
) -> ExitCode:
    """Write *diagnostics* to standard output and return the exit code that they call for."""
    colour = uses_colour(reporting.colour)
    text = FORMATS[reporting.format](Report(tuple(diagnostics), sources, colour, __version__))
    write_out(text)
    if any(_stops_all(each) for each in diagnostics):
        return ExitCode.FAILED
    threshold = _RANKS[reporting.fail_on]
    failed = any(each.severity.rank >= threshold for each in diagnostics)
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def _stops_all(finding: Diagnostic) -> bool:
    """Tell whether *finding* is about a file that cannot be used, or wrong settings."""
    if finding.severity is not Severity.ERROR:
        return False
    return finding.code in _UNUSABLE or finding.span.path == SETTINGS_FILE


def uses_colour(choice: str) -> bool:
    """Tell whether standard output gets colours under ``--color`` *choice*."""
    return wants_colour(choice, environ=os.environ, is_terminal=_is_terminal(sys.stdout))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _write(text: str, stream: TextIO | None) -> None:
    """Write to *stream*, which is None if the process was started with it closed."""
    name = "standard output"
    if stream is None:
        raise OSError(errno.EBADF, "is closed", name)
    try:
        stream.write(_encodable(text, stream.encoding or "utf-8"))
        stream.flush()
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, name) from problem


def _encodable(text: str, encoding: str) -> str:
    if _fits(text, encoding):
        return text
    # In JSON these escapes mean the character; Python's `\xe4` would break the document.
    lacking = {ord(each): json.dumps(each)[1:-1] for each in set(text) if not _fits(each, encoding)}
    return text.translate(lacking)


def _fits(text: str, encoding: str) -> bool:
    """Tell whether *encoding* can say *text*, and says it and nothing else."""
    try:
        # Shift JIS has a yen sign where JSON has its backslash.
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False
