"""
`reasonbook explain`: one reason as its readers get it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.build import build
from reasonbook.compiler.cli.console import report, write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting, find_project, project_option
from reasonbook.compiler.diagnostics import did_you_mean
from reasonbook.compiler.report.characters import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration, Reason, Step
    from reasonbook.compiler.pipeline import Compilation

_EPILOG = """\b
Examples:
  reasonbook explain run.stale_queued
  reasonbook explain run.stale_queued --locale de
"""


@click.command("explain", epilog=_EPILOG)
@click.argument("code")
@click.option("--locale", "locale", default=None, metavar="TAG", help="The language to show it in.")
@project_option
def command(*, code: str, locale: str | None, project: Path | None) -> ExitCode:
    """
    Show the reason CODE: what its readers see, and what holds for it.

    Placeholders are shown as they stand in the text, with their examples below.
    """
    return explain(root=find_project(project), code=code, locale=locale)


def explain(*, root: Path, code: str, locale: str | None) -> ExitCode:
    """Print the reason *code* of the project in *root* in *locale*, None for the source's."""
    outcome = build(root, fresh=True)
    compilation = outcome.compilation
    if compilation is None or compilation.catalogue is None:
        return report(outcome.diagnostics, outcome.sources, Reporting())
    catalogue = compilation.catalogue
    texts = _translations(compilation, catalogue, locale)
    for enum in catalogue.enums:
        for reason in enum.reasons:
            if reason.code == code:
                lines = _describe(enum, reason, texts)
                write_out("".join(f"{escaped(line)}\n" for line in lines))
                return ExitCode.CLEAN
    known = [reason.code for enum in catalogue.enums for reason in enum.reasons]
    help_text = did_you_mean(code, known) or "`reasonbook list` shows them all"
    raise click.BadParameter(f"there is no reason `{code}`: {help_text}", param_hint="CODE")


def _translations(
    compilation: Compilation, catalogue: Catalogue, locale: str | None
) -> Mapping[str, str]:
    """Return the finished translations in *locale* by context."""
    if locale is None or locale == catalogue.source_locale:
        return {}
    tag = locale.replace("-", "_")
    by_form = {each.lower(): each for each in catalogue.locales}
    if tag.lower() not in by_form:
        help_text = did_you_mean(tag, catalogue.locales) or f"known: {', '.join(catalogue.locales)}"
        message = f"there is no locale `{locale}`: {help_text}"
        raise click.BadParameter(message, param_hint="--locale")
    po = compilation.translations[by_form[tag.lower()]]
    return {
        each.context or "": each.translations[0]
        for each in po.entries
        if each.is_translated and not each.is_fuzzy and not each.obsolete
    }


def _describe(enum: Enumeration, reason: Reason, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"{reason.code}  ({enum.name}.{reason.member}, {enum.reference})"
    yield ""
    yield texts.get(f"{reason.code}#operator_label", reason.operator_label)
    yield texts.get(f"{reason.code}#short_explanation", reason.short_explanation)
    for number, step in enumerate(reason.next_steps, 1):
        yield f"  {number}. {texts.get(step.context, step.label)}{_step_facts(step)}"
    yield ""
    facts = {
        "actionability": reason.actionability,
        "severity": reason.severity,
        "no action needed": "yes" if reason.show_no_action_needed else "no",
        "diagnostic code": reason.diagnostic_code_label,
        "http status": reason.http_status,
        "docs": reason.docs_url,
        "retry after": None if reason.retry_after is None else f"{reason.retry_after} s",
        "tags": ", ".join(reason.tags) or None,
    }
    for name, fact in facts.items():
        if fact is not None:
            yield f"{name:17}{fact}"
    for each in reason.placeholders:
        example = "" if each.example is None else f", for example {each.example}"
        yield f"{f'{{{each.name}}}':17}{each.type}{example}"


def _step_facts(step: Step) -> str:
    target = step.url or step.action or step.target
    return f" ({step.kind}{f': {target}' if target else ''})"
