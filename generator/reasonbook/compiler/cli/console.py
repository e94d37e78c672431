"""
Writing to the terminal: findings and data on standard output, chatter on standard error.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from reasonbook import __version__
from reasonbook.compiler.cli.colour import wants_colour
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.report import FORMATS, Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reasonbook.compiler.cli.options import Reporting
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

_RANKS = {"warning": Severity.WARNING.rank, "error": Severity.ERROR.rank, "never": 99}

# Findings about the settings or about files that cannot be used at all.
_UNUSABLE = frozenset({"RB113", "RB701", "RB702", "RB703", "RB704", "RB801", "RB803"})


def write_out(text: str) -> None:
    """Write *text* to standard output; what its encoding lacks is written as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False, color=True)


def say(text: str, *, quiet: bool = False) -> None:
    """Write a line of chatter to standard error."""
    if not quiet:
        click.echo(text, err=True)


def report(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile], reporting: Reporting
) -> ExitCode:
    """Write *diagnostics* to standard output and return the exit code that they call for."""
    colour = uses_colour(reporting.colour)
    text = FORMATS[reporting.format](Report(tuple(diagnostics), sources, colour, __version__))
    write_out(text)
    if any(each.code in _UNUSABLE for each in diagnostics):
        return ExitCode.FAILED
    threshold = _RANKS[reporting.fail_on]
    failed = any(each.severity.rank >= threshold for each in diagnostics)
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def uses_colour(choice: str) -> bool:
    """Tell whether standard output gets colours under ``--color`` *choice*."""
    return wants_colour(choice, environ=os.environ, is_terminal=sys.stdout.isatty())
