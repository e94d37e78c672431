"""
Options that several commands share, each defined once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from reasonbook.compiler.config import SETTINGS_FILE, read_settings
from reasonbook.compiler.inputs import InputError, decode, read_optional
from reasonbook.compiler.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_SETTINGS = 16 * 1024 * 1024
_Command = TypeVar("_Command", bound="Callable[..., object]")


@dataclass(frozen=True, slots=True)
class Reporting:
    """How findings are shown, and which of them make the command fail."""

    format: str = "full"
    colour: str = "auto"
    fail_on: str = "error"
    quiet: bool = False


def project_option(command: _Command) -> _Command:
    """Add ``--project``."""
    return click.option(
        "--project",
        "-C",
        "project",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=None,
        help=f"The project's folder.  [default: the nearest one with a {SETTINGS_FILE}]",
    )(command)


def reporting_options(command: _Command) -> _Command:
    """Add ``--format``, ``--color``, ``--fail-on`` and ``--quiet``."""
    options = (
        click.option(
            "--format",
            "format_",
            type=click.Choice(tuple(FORMATS)),
            default="full",
            show_default=True,
            help="How findings are written to standard output.",
        ),
        colour_option,
        click.option(
            "--fail-on",
            type=click.Choice(("error", "warning", "never")),
            default="error",
            show_default=True,
            help="The least severity of a finding that makes the exit code 1.",
        ),
        click.option("--quiet", "-q", is_flag=True, help="Say nothing on standard error."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def colour_option(command: _Command) -> _Command:
    """Add ``--color``."""
    return click.option(
        "--color",
        "colour",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        show_default=True,
        help="Whether to use colours; auto obeys NO_COLOR, FORCE_COLOR and TERM.",
    )(command)


def find_project(folder: Path | None) -> Path:
    """Return *folder*, or the nearest folder upwards that has settings, or the current one."""
    if folder is not None:
        return folder
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if has_settings(each)), here)


def has_settings(root: Path) -> bool:
    """
    Tell whether the settings file in *root* has settings of ours, right or wrong.

    A file that is no TOML has them if it names their table: whoever broke it wants to be told.
    """
    try:
        data = read_optional(root, SETTINGS_FILE, limit=_MAX_SETTINGS)
    except InputError:
        return False
    if data is None:
        return False
    source, _ = decode(SETTINGS_FILE, data)
    settings, found = read_settings(source)
    if settings is not None or any(each.code != "RB701" for each in found):
        return True
    return "[tool.reasonbook" in source.text
