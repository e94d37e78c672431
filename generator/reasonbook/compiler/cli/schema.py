"""
`reasonbook schema`: the JSON Schema of the source language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.console import report, write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import (
    Reporting,
    find_project,
    has_settings,
    project_option,
)
from reasonbook.compiler.config import BUILT_IN_ACTIONABILITIES
from reasonbook.compiler.project import load

if TYPE_CHECKING:
    from pathlib import Path

_EPILOG = """\b
Example:
  reasonbook schema
"""


@click.command("schema", epilog=_EPILOG)
@project_option
def command(*, project: Path | None) -> ExitCode:
    """
    Print the JSON Schema of a source file, for editors.

    In a project it knows the words that the settings declare. `reasonbook generate`
    keeps a copy of it beside the sources.
    """
    return schema(root=find_project(project))


def schema(*, root: Path) -> ExitCode:
    """Print the schema as it is for the project in *root*, or for any where there is none."""
    # Only here: the models take a while to load.
    from reasonbook.compiler.catalog.schema import make_schema  # noqa: PLC0415  see above

    workspace = load(root)
    settings = workspace.settings
    if settings is None and has_settings(root):
        return report(workspace.findings, workspace.texts, Reporting())
    words = settings.actionabilities if settings else BUILT_IN_ACTIONABILITIES
    write_out(make_schema(words, settings.surfaces if settings else ()))
    return ExitCode.CLEAN
