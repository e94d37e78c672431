"""
`reasonbook generate`: the whole build, all or nothing.
"""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.build import build, finding_for
from reasonbook.compiler.cli.console import report, say, write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import (
    Reporting,
    find_project,
    project_option,
    reporting_options,
)
from reasonbook.compiler.diagnostics import error
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
from reasonbook.compiler.project import stamp_of
from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reasonbook.compiler.cli.build import Build
    from reasonbook.compiler.output import Change

_ATTEMPTS = 3
_WAIT = 30.0
_MAX_FILE = 2**30

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

    Nothing is written if any check fails, and nothing is touched that is right already.
    """
    root = find_project(project)
    reporting = Reporting(format_, colour, fail_on, quiet)
    if check or diff:
        return compare(root=root, diff=diff, reporting=reporting)
    return generate(root=root, reporting=reporting)


def generate(*, root: Path, reporting: Reporting, locales: Sequence[str] = ()) -> ExitCode:
    """Build the project in *root*, with *locales* added, and write what has changed."""
    with locked(root, timeout=_WAIT):
        changed: tuple[str, ...] = ()
        for _ in range(_ATTEMPTS):
            outcome = build(root, locales=locales)
            if outcome.is_current or not outcome.artifacts:
                break
            try:
                changes = write(root, _plan(outcome))
            except Conflict as conflict:
                changed = conflict.paths
                continue
            return _conclude(outcome, changes, reporting)
        else:
            findings = [finding_for(path, "somebody changes it", code="RB803") for path in changed]
            return report(findings, {}, reporting)
    code = report(outcome.diagnostics, outcome.sources, reporting)
    say("Nothing to do." if outcome.is_current else "Nothing was written.", quiet=reporting.quiet)
    return code


def compare(*, root: Path, diff: bool, reporting: Reporting) -> ExitCode:
    """Report what `generate` would change in *root*, with the changed lines if *diff*."""
    outcome = build(root)
    changes = plan_changes(root, _plan(outcome)) if outcome.artifacts else ()
    stale = [
        error("RB802", _STALE[each.kind], Span(each.path), "run `reasonbook generate`")
        for each in changes
    ]
    if diff:
        for each in changes:
            write_out(_diff(root, outcome, each))
    findings = outcome.diagnostics if diff else (*outcome.diagnostics, *stale)
    code = report(findings, outcome.sources, reporting)
    if not findings and not changes:
        say("Everything is up to date.", quiet=reporting.quiet)
    return ExitCode.FINDINGS if changes and code is ExitCode.CLEAN else code


_STALE = {
    "create": "the file is missing",
    "update": "the file is not up to date",
    "delete": "the file belongs to no source any more",
}


def _plan(outcome: Build) -> Plan:
    return Plan(outcome.artifacts, outcome.orphans, outcome.workspace.seen)


def _conclude(outcome: Build, changes: Sequence[Change], reporting: Reporting) -> ExitCode:
    root = outcome.workspace.root
    sweep(root, sorted({path.rpartition("/")[0] for path in outcome.artifacts}))
    if not outcome.diagnostics:
        store_stamp(root, stamp_of(outcome.workspace, outcome.artifacts))
    code = report(outcome.diagnostics, outcome.sources, reporting)
    for each in changes:
        say(f"{each.kind} {each.path}", quiet=reporting.quiet)
    if not changes:
        say("Everything is up to date.", quiet=reporting.quiet)
    return code


def _diff(root: Path, outcome: Build, change: Change) -> str:
    """Return the change of one file as a unified diff; of a binary file only that it differs."""
    try:
        old = (read_optional(root, change.path, limit=_MAX_FILE) or b"").decode()
        new = outcome.artifacts.get(change.path, b"").decode()
    except UnicodeDecodeError:
        old, new = "", "\0"
    if "\0" in old + new:
        return f"Binary file {change.path} differs ({change.kind})\n"
    lines = unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        "/dev/null" if change.kind == "create" else f"a/{change.path}",
        "/dev/null" if change.kind == "delete" else f"b/{change.path}",
    )
    return "".join(f"{escaped(each.rstrip(chr(10)))}\n" for each in lines)
