"""
`reasonbook generate`: the whole build, all or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.build import build, findings_for
from reasonbook.compiler.cli.console import report, say, write_out
from reasonbook.compiler.cli.difference import compare_texts
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import (
    Reporting,
    find_project,
    project_option,
    reporting_options,
)
from reasonbook.compiler.diagnostics import WorkspaceError, error, sorted_by_place
from reasonbook.compiler.inputs import read_optional
from reasonbook.compiler.output import (
    Conflict,
    Plan,
    locked,
    plan_changes,
    store_stamp,
    sweep,
    write,
)
from reasonbook.compiler.output.cache import FOLDER
from reasonbook.compiler.project import stamp_of
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reasonbook.compiler.cli.build import Build
    from reasonbook.compiler.cli.difference import Difference
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.output import Change

_RETRIES = 2
_WAIT = 30.0
_MAX_FILE = 2**30

_DOCUMENTS = frozenset({"json", "gitlab", "sarif"})
_INEXACT = "Binary files and escaped characters cannot be applied as a patch."
_STALE = {
    "create": "the file is missing",
    "update": "the file is not up to date",
    "delete": "the file belongs to no source any more",
}

_EPILOG = """\b
Examples:
  reasonbook generate
  reasonbook generate --check --diff
"""


@click.command("generate", epilog=_EPILOG)
@click.option("--check", "check", is_flag=True, help="Write nothing; exit 1 on a difference.")
@click.option("--diff", "diff", is_flag=True, help="Write nothing; print what would change.")
@project_option
@reporting_options
def command(  # noqa: PLR0913  one parameter an option
    *,
    check: bool,
    diff: bool,
    project: Path | None,
    format_: str,
    colour: str,
    fail_on: str,
    quiet: bool,
) -> ExitCode:
    """
    Build the bundle: modules, template, catalogues, compiled catalogues.

    Nothing is written if any check fails, and nothing is touched that is right already. What
    --diff prints can be applied with `git apply` or `patch -p1`.
    """
    if diff and format_ in _DOCUMENTS:
        message = f"--diff writes to standard output, as does --format {format_}: use one of them"
        raise click.UsageError(message)
    root = find_project(project)
    reporting = Reporting(format_, colour, fail_on, quiet)
    if check or diff:
        return compare(root=root, check=check, diff=diff, reporting=reporting)
    return generate(root=root, reporting=reporting)


def generate(*, root: Path, reporting: Reporting, locales: Sequence[str] = ()) -> ExitCode:
    """
    Build the project in *root*, with *locales* added, and write what has changed.

    A build that fails is never clean, whatever ``--fail-on`` says: the files are the old ones.
    """
    # Without a lock: a folder that is no project is left alone, and a project that is up to date
    # may be read-only. What was read is compared again before anything is written.
    outcome = build(root, locales=locales)
    if not outcome.artifacts:
        return _conclude(outcome, None, reporting)
    try:
        with locked(root, timeout=_WAIT):
            outcome, changes = _write(outcome, locales)
            if changes is not None:
                _tidy(outcome)
    except WorkspaceError as problem:
        return report(findings_for(problem), {}, reporting)
    return _conclude(outcome, changes, reporting)


def compare(*, root: Path, check: bool, diff: bool, reporting: Reporting) -> ExitCode:
    """
    Report what `generate` would change in *root*.

    With *check* each change is a finding, with *diff* it is shown line by line.
    """
    outcome = build(root)
    try:
        changes = plan_changes(root, _plan(outcome)) if outcome.artifacts else ()
        differences = [_compare(root, outcome, each) for each in changes] if diff else []
    except WorkspaceError as problem:
        return report(findings_for(problem), {}, reporting)
    for each in differences:
        write_out(each.text)
    stale = [_stale(each) for each in changes] if check else []
    findings = sorted_by_place([*outcome.diagnostics, *stale])
    code = report(findings, outcome.sources, reporting)
    if not all(each.is_exact for each in differences):
        say(_INEXACT, quiet=reporting.quiet)
    if not findings and not changes:
        say("Everything is up to date.", quiet=reporting.quiet)
    return ExitCode.FINDINGS if changes and code is ExitCode.CLEAN else code


def _write(
    outcome: Build, locales: Sequence[str], *, retries: int = _RETRIES
) -> tuple[Build, tuple[Change, ...] | None]:
    """
    Write what *outcome* has; what changed is None where nothing was to be written.

    Where someone has changed what the build had read, all of it is read again.
    """
    if not outcome.artifacts:
        return outcome, None
    root = outcome.workspace.root
    try:
        return outcome, write(root, _plan(outcome))
    except Conflict:
        if retries == 0:
            raise
    return _write(build(root, locales=locales), locales, retries=retries - 1)


def _plan(outcome: Build) -> Plan:
    # A catalogue that nobody has looked for must not be there: it would be a translator's.
    new = {path: None for path in outcome.artifacts if path.endswith(".po")}
    return Plan(outcome.artifacts, outcome.orphans, {**new, **outcome.workspace.seen})


def _tidy(outcome: Build) -> None:
    """Remove what killed runs have left, and leave word that all is done."""
    root = outcome.workspace.root
    folders = {path.rpartition("/")[0] for path in outcome.artifacts}
    sweep(root, [FOLDER, *sorted(folders)])
    if not outcome.diagnostics:
        store_stamp(root, stamp_of(outcome.workspace, outcome.artifacts))


def _conclude(outcome: Build, changes: Sequence[Change] | None, reporting: Reporting) -> ExitCode:
    code = report(outcome.diagnostics, outcome.sources, reporting)
    for each in changes or ():
        say(f"{each.kind} {each.path}", quiet=reporting.quiet)
    if outcome.is_current or (changes is not None and not changes):
        say("Everything is up to date.", quiet=reporting.quiet)
    if outcome.is_current or changes is not None:
        return code
    say("Nothing was written.", quiet=reporting.quiet)
    return ExitCode.FINDINGS if code is ExitCode.CLEAN else code


def _stale(change: Change) -> Diagnostic:
    span = Span(change.path)
    return error("RB802", _STALE[change.kind], span, "run `reasonbook generate`")


def _compare(root: Path, outcome: Build, change: Change) -> Difference:
    return compare_texts(
        change,
        old=read_optional(root, change.path, limit=_MAX_FILE) or b"",
        new=outcome.artifacts.get(change.path, b""),
    )
