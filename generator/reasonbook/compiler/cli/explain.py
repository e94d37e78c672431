"""
`reasonbook explain`: one reason as its readers get it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli.build import build
from reasonbook.compiler.cli.console import report, write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting, find_project, project_option
from reasonbook.compiler.diagnostics import did_you_mean, has_errors
from reasonbook.compiler.report.characters import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration, Reason, Step
    from reasonbook.compiler.pipeline import Compilation

_WIDTH = 18

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
    catalogue = compilation.catalogue if compilation else None
    if compilation is None or catalogue is None or has_errors(outcome.diagnostics):
        return report(outcome.diagnostics, outcome.sources, Reporting())
    tag = _find_locale(catalogue, locale)
    known = {reason.code: (enum, reason) for enum in catalogue.enums for reason in enum.reasons}
    if code not in known:
        help_text = did_you_mean(code, known) or "`reasonbook list` shows them all"
        raise click.BadParameter(f"there is no reason `{code}`: {help_text}", param_hint="CODE")
    enum, reason = known[code]
    texts = _translations(compilation, tag)
    facts = {**_facts(catalogue, reason), **_coverage(reason, texts, tag)}
    lines = [*_wording(enum, reason, texts), *_table(facts)]
    write_out("".join(f"{escaped(line)}\n" for line in lines))
    return ExitCode.CLEAN


def _find_locale(catalogue: Catalogue, locale: str | None) -> str | None:
    """Return the locale as the catalogue spells it, None for the source's."""
    if locale is None or _plain(locale) == _plain(catalogue.source_locale):
        return None
    by_form = {_plain(each): each for each in catalogue.locales}
    if _plain(locale) in by_form:
        return by_form[_plain(locale)]
    known = (catalogue.source_locale, *catalogue.locales)
    help_text = did_you_mean(locale, known) or f"known: {', '.join(known)}"
    raise click.BadParameter(f"there is no locale `{locale}`: {help_text}", param_hint="--locale")


def _plain(locale: str) -> str:
    return locale.replace("-", "_").lower()


def _translations(compilation: Compilation, tag: str | None) -> Mapping[str, str]:
    """Return the finished translations in the locale *tag* by context."""
    if tag is None:
        return {}
    return {
        each.context or "": each.translations[0]
        for each in compilation.translations[tag].entries
        if each.is_translated and not each.is_fuzzy and not each.obsolete
    }


def _wording(enum: Enumeration, reason: Reason, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"{reason.code}  ({enum.name}.{reason.member}, {enum.reference})"
    yield ""
    yield texts.get(f"{reason.code}#operator_label", reason.operator_label)
    yield texts.get(f"{reason.code}#short_explanation", reason.short_explanation)
    for number, step in enumerate(reason.next_steps, 1):
        yield f"  {number}. {texts.get(step.context, step.label)} ({_step_facts(step)})"
    yield ""


def _step_facts(step: Step) -> str:
    target = step.url or step.action or step.target
    params = f" with {', '.join(step.params)}" if step.params else ""
    return f"{step.kind}: {target}{params}" if target else step.kind


def _facts(catalogue: Catalogue, reason: Reason) -> dict[str, str]:
    """Return what holds for *reason* by name, without what nobody has said."""
    meaning = next(
        "; ".join(
            (
                "may be retried" if each.retryable else "no retry",
                "needs a person" if each.needs_human else "needs nobody",
            )
        )
        for each in catalogue.actionabilities
        if each.name == reason.actionability
    )
    facts = {
        "actionability": f"{reason.actionability} ({meaning})",
        "severity": reason.severity,
        "no action needed": "yes" if reason.show_no_action_needed else "no",
        "diagnostic code": reason.diagnostic_code_label,
        "http status": "" if reason.http_status is None else str(reason.http_status),
        "docs": reason.docs_url or "",
        "retry after": "" if reason.retry_after is None else f"{reason.retry_after} s",
        "tags": ", ".join(reason.tags),
        "annotations": _as_json(reason.annotations) if reason.annotations else "",
        "translator note": reason.translator_note,
    }
    for each in reason.placeholders:
        example = "" if each.example is None else f"for example {each.example}"
        said = (each.type, example, each.description)
        facts[f"{{{each.name}}}"] = ", ".join(part for part in said if part)
    return {name: fact for name, fact in facts.items() if fact}


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _coverage(reason: Reason, texts: Mapping[str, str], tag: str | None) -> dict[str, str]:
    """Return how much of *reason* is translated: the rest is shown in the source's language."""
    if tag is None:
        return {}
    fields = (f"{reason.code}#operator_label", f"{reason.code}#short_explanation")
    contexts = [*fields, *(step.context for step in reason.next_steps)]
    done = sum(context in texts for context in contexts)
    return {"translated": f"{done} of {len(contexts)} texts into {tag}"}


def _table(facts: Mapping[str, str]) -> Iterator[str]:
    width = max(_WIDTH, *(len(name) + 1 for name in facts))
    return (f"{name:{width}}{fact}" for name, fact in facts.items())
