"""
`reasonbook locale`: the languages of a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.console import report, say
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.generate import generate
from reasonbook.compiler.cli.options import (
    Reporting,
    find_project,
    project_option,
    reporting_options,
)
from reasonbook.compiler.diagnostics import did_you_mean
from reasonbook.compiler.project import load

if TYPE_CHECKING:
    from pathlib import Path

_EPILOG = """\b
Examples:
  reasonbook locale add de
  reasonbook locale add zh-Hant
"""


@click.group("locale")
def group() -> None:
    """Add languages to a project."""


@group.command("add", epilog=_EPILOG)
@click.argument("tag")
@project_option
@reporting_options
def add_command(  # noqa: PLR0913  one parameter an option
    *,
    tag: str,
    project: Path | None,
    format_: str,
    colour: str,
    fail_on: str,
    quiet: bool,
) -> ExitCode:
    """
    Start a translation into TAG, such as de, pt-BR or zh_Hant.

    The catalogue for translators is created, and everything is built as `generate` does it.
    """
    reporting = Reporting(format_, colour, fail_on, quiet)
    return add(root=find_project(project), tag=tag, reporting=reporting)


def add(*, root: Path, tag: str, reporting: Reporting) -> ExitCode:
    """Add the locale *tag* to the project in *root*."""
    from reasonbook.compiler.messages.tags import known_tags, parse_tag  # noqa: PLC0415  Babel takes a while to load

    locale = parse_tag(tag)
    if locale is None:
        help_text = did_you_mean(tag, known_tags()) or "it looks like `de`, `pt_BR` or `zh_Hant`"
        raise click.BadParameter(f"`{tag}` is no locale of CLDR: {help_text}", param_hint="TAG")
    workspace = load(root)
    if workspace.settings is None:
        return report(workspace.findings, workspace.texts, reporting)
    if locale.folder == workspace.settings.source_locale:
        message = f"`{locale.folder}` is the source locale: its texts stand in the sources"
        raise click.BadParameter(message, param_hint="TAG")
    if workspace.catalogues.get(locale.folder) is not None:
        say(f"`{locale.folder}` is there already: {locale.name}", quiet=reporting.quiet)
        return ExitCode.CLEAN
    return generate(root=root, reporting=reporting, locales=[locale.folder])
