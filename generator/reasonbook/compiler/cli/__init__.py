"""
The command line: each command parses, calls one function, and returns its exit code.

A module of a command imports no more than it takes to parse: `--version`, `--help` and a build
with nothing to do must not wait for models, templates and locale data.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from typing import TYPE_CHECKING

import click
from click.shell_completion import shell_complete

from reasonbook._version import __version__
from reasonbook.compiler.cli import (
    check,
    explain,
    generate,
    init,
    list_reasons,
    locale,
    rules,
    schema,
)
from reasonbook.compiler.cli.build import findings_for
from reasonbook.compiler.cli.console import abandon, report, say
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting
from reasonbook.compiler.diagnostics import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = "reasonbook"
_COMPLETE = "_REASONBOOK_COMPLETE"
_DEBUG = "REASONBOOK_DEBUG"

_EPILOG = """\b
Examples:
  reasonbook init
  reasonbook generate
  reasonbook explain --help

\b
Exit codes: 0 clean, 1 findings or something to change, 2 wrong use, settings or files,
3 a fault of reasonbook itself, 130 interrupted.
"""


@click.group(_NAME, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=_NAME)
def main() -> None:
    """Compile a catalogue of reasons into a typed, translatable Python bundle."""


main.add_command(init.command)
main.add_command(check.command)
main.add_command(generate.command)
main.add_command(explain.command)
main.add_command(list_reasons.command)
main.add_command(locale.group)
main.add_command(schema.command)
main.add_command(rules.command)


def run(arguments: Sequence[str]) -> int:
    """
    Run the command line with *arguments* and return the exit code.

    Nothing is raised but an `ImportError`: what is not installed is for the caller to tell.
    """
    try:
        return _act(arguments)
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has seen enough.
        abandon(sys.stdout)
        return ExitCode.FAILED
    except OSError as problem:
        abandon(sys.stdout)
        place = f"{problem.filename}: " if problem.filename else ""
        say(f"{_NAME}: {place}{problem.strerror or problem}")
        return ExitCode.FAILED
    except ImportError:
        raise
    except Exception as problem:  # noqa: BLE001  the last resort: a line instead of a traceback
        if os.environ.get(_DEBUG):
            say(traceback.format_exc())
        say(f"{_NAME}: internal error: {type(problem).__name__}: {problem}")
        say(f"Please report it; {_DEBUG}=1 shows where it happened.")
        return ExitCode.INTERNAL


def _act(arguments: Sequence[str]) -> int:
    """Do what *arguments* ask for; wrong use and files that cannot be used are reported."""
    try:
        return _invoke(arguments)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        text = io.StringIO()
        problem.show(text)
        say(text.getvalue().rstrip("\n"))
        return ExitCode.FAILED
    except WorkspaceError as problem:
        return report(findings_for(problem), {}, Reporting())


def _invoke(arguments: Sequence[str]) -> int:
    # Not click's own `main`: it ends the process for shells' completion and broken pipes.
    instruction = os.environ.get(_COMPLETE)
    if instruction:
        failed = shell_complete(main, {}, _NAME, _COMPLETE, instruction)
        return ExitCode.FAILED if failed else ExitCode.CLEAN
    with main.make_context(_NAME, list(arguments)) as context:
        result: object = main.invoke(context)
    return result if isinstance(result, int) else ExitCode.CLEAN
