"""
`reasonbook list`: every reason of a project.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.build import build
from reasonbook.compiler.cli.console import report, write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting, find_project, project_option
from reasonbook.compiler.diagnostics import has_errors
from reasonbook.compiler.report.characters import escaped
from reasonbook.compiler.report.documents import dump

if TYPE_CHECKING:
    from pathlib import Path

    from reasonbook.compiler.catalog.resolved import Catalogue, Wording
    from reasonbook.compiler.report.documents import Json

_EPILOG = """\b
Examples:
  reasonbook list
  reasonbook list --json
"""


@click.command("list", epilog=_EPILOG)
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a table.")
@project_option
def command(*, as_json: bool, project: Path | None) -> ExitCode:
    """List every reason: its code, its actionability, its label."""
    return list_reasons(root=find_project(project), as_json=as_json)


def list_reasons(*, root: Path, as_json: bool) -> ExitCode:
    """Print the reasons of the project in *root* as a table or as JSON."""
    outcome = build(root, fresh=True)
    catalogue = outcome.compilation.catalogue if outcome.compilation else None
    if catalogue is None or has_errors(outcome.diagnostics):
        return report(outcome.diagnostics, outcome.sources, Reporting())
    write_out(_to_json(catalogue) if as_json else _to_table(catalogue))
    return ExitCode.CLEAN


def _to_json(catalogue: Catalogue) -> str:
    reasons = [
        {
            "code": reason.code,
            "enum": enum.name,
            "member": reason.member,
            "operator_label": reason.operator_label,
            "short_explanation": _to_data(reason.short_explanation),
            "actionability": reason.actionability,
            "severity": reason.severity,
            "source": enum.reference,
        }
        for enum in catalogue.enums
        for reason in enum.reasons
    ]
    return dump({"format": "reasonbook-list/1", "bundle": catalogue.bundle, "reasons": reasons})


def _to_data(wording: Wording) -> Json:
    return wording if isinstance(wording, str) else asdict(wording)


def _to_table(catalogue: Catalogue) -> str:
    rows = [
        (reason.code, reason.actionability, escaped(reason.operator_label))
        for enum in catalogue.enums
        for reason in enum.reasons
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    return "".join(
        f"{code:{widths[0]}}  {actionability:{widths[1]}}  {label}\n"
        for code, actionability, label in rows
    )
