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
from reasonbook.compiler.project import load

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN = 8

_EPILOG = """\b
Examples:
  reasonbook locale add de
  reasonbook locale add zh-Hant
"""


@click.group("locale", epilog=_EPILOG)
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
    from reasonbook.compiler.messages.tags import parse_tag  # noqa: PLC0415  Babel takes a while to load

    locale = parse_tag(tag)
    if locale is None:
        message = f"`{tag}` is no locale of CLDR: {_suggest(tag)}"
        raise click.BadParameter(message, param_hint="TAG")
    workspace = load(root)
    if workspace.settings is None:
        return report(workspace.findings, workspace.texts, reporting)
    source = parse_tag(workspace.settings.source_locale)
    if locale == source:
        message = f"`{locale.folder}` is the source locale: its texts stand in the sources"
        raise click.BadParameter(message, param_hint="TAG")
    if workspace.catalogues.get(locale.folder) is not None:
        say(f"`{locale.folder}` is there already: {locale.name}", quiet=reporting.quiet)
        return ExitCode.CLEAN
    return generate(root=root, reporting=reporting, locales=[locale.folder])


def _suggest(tag: str) -> str:
    """Return the tags of the language that *tag* starts with, or what a tag looks like."""
    from reasonbook.compiler.messages.tags import known_tags  # noqa: PLC0415  Babel takes a while to load

    language = tag.replace("-", "_").split("_")[0].lower()
    same = [each for each in known_tags() if each.split("_")[0] == language]
    if not same:
        return "it looks like `de`, `pt_BR` or `zh_Hant`"
    more = f" and {len(same) - _SHOWN} more" if len(same) > _SHOWN else ""
    return f"known are {', '.join(f'`{each}`' for each in same[:_SHOWN])}{more}"
