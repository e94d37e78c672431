"""
The command line: each command parses, calls one function, and returns its exit code.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from reasonbook import __version__
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
from reasonbook.compiler.cli.build import finding_for
from reasonbook.compiler.cli.console import report
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting
from reasonbook.compiler.diagnostics import WorkspaceError
from reasonbook.compiler.inputs import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEBUG = "REASONBOOK_DEBUG"
_INTERRUPTED = 130

_EPILOG = """\b
Exit codes: 0 clean, 1 findings or something to change, 2 wrong use, settings or files,
3 a fault of reasonbook itself.
"""


@click.group("reasonbook", epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reasonbook")
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
    """Run the command line with *arguments* and return the exit code; nothing is raised."""
    try:
        result: object = main.main(list(arguments), prog_name="reasonbook", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return ExitCode.FAILED
    except WorkspaceError as problem:
        code = "RB113" if isinstance(problem, InputError) else "RB801"
        return report([finding_for(problem.path, problem.reason, code=code)], {}, Reporting())
    except BrokenPipeError:
        # Whoever reads our output has seen enough; nothing more may be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAILED
    except ModuleNotFoundError:
        raise
    except OSError as problem:
        sys.stderr.write(f"reasonbook: {problem.strerror or problem}\n")
        return ExitCode.FAILED
    except Exception as problem:  # noqa: BLE001  the last resort: a line instead of a traceback
        if os.environ.get(_DEBUG):
            traceback.print_exc()
        sys.stderr.write(
            f"reasonbook: internal error: {type(problem).__name__}: {problem}\n"
            f"Please report it; {_DEBUG}=1 shows where it happened.\n"
        )
        return ExitCode.INTERNAL
    return result if isinstance(result, int) else ExitCode.CLEAN
