"""
`reasonbook check`: every finding about sources, catalogues and templates, writing nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.build import build
from reasonbook.compiler.cli.console import report, say
from reasonbook.compiler.cli.options import (
    Reporting,
    find_project,
    project_option,
    reporting_options,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reasonbook.compiler.cli.exits import ExitCode

_EPILOG = """\b
Examples:
  reasonbook check
  reasonbook check --format github --fail-on warning
"""


@click.command("check", epilog=_EPILOG)
@project_option
@reporting_options
def command(
    *, project: Path | None, format_: str, colour: str, fail_on: str, quiet: bool
) -> ExitCode:
    """
    Check sources, catalogues and templates; write nothing.

    Every finding is printed with its place and with what to do about it.
    """
    return check(root=find_project(project), reporting=Reporting(format_, colour, fail_on, quiet))


def check(*, root: Path, reporting: Reporting) -> ExitCode:
    """Report every finding about the project in *root*."""
    outcome = build(root)
    code = report(outcome.diagnostics, outcome.sources, reporting)
    if not outcome.diagnostics:
        say("All checks passed.", quiet=reporting.quiet)
    return code
