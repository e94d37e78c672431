"""
`reasonbook explain`: one reason as its readers get it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

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

    from reasonbook.compiler.catalog.resolved import (
        Catalogue,
        Enumeration,
        Placeholder,
        Plural,
        Reason,
        Step,
        Surface,
        Wording,
    )
    from reasonbook.compiler.pipeline import Compilation

# A text by plural category; one without plural forms has the category "".
Forms: TypeAlias = "Mapping[str, str]"

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

    Placeholders are shown as they stand in the text, with their types and examples below, and a
    text with plural forms in all of them.
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
    facts = {**_facts(catalogue, reason, texts), **_coverage(reason, texts, tag)}
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


def _translations(compilation: Compilation, tag: str | None) -> Mapping[str, Forms]:
    """Return the finished translations in the locale *tag* by context."""
    # Only here: Babel takes a while to load.
    from reasonbook.compiler.messages.plural_files import file_forms  # noqa: PLC0415  see above
    from reasonbook.compiler.messages.plurals import (  # noqa: PLC0415  see above
        form_indices,
        plural_categories,
    )

    if tag is None:
        return {}
    po = compilation.translations[tag]
    indices = form_indices(tag, file_forms(po, tag))
    places = dict(zip(plural_categories(tag), indices, strict=True))
    return {
        each.context or "": {
            category: each.translations[index]
            for category, index in ({"": 0} if each.plural is None else places).items()
        }
        for each in po.entries
        if each.is_translated and not each.is_fuzzy and not each.obsolete
    }


def _wording(enum: Enumeration, reason: Reason, texts: Mapping[str, Forms]) -> Iterator[str]:
    yield f"{reason.code}  ({enum.name}.{reason.member}, {enum.reference})"
    yield ""
    yield from _lines(f"{reason.code}#operator_label", reason.operator_label, texts)
    yield from _lines(f"{reason.code}#short_explanation", reason.short_explanation, texts)
    for number, step in enumerate(reason.next_steps, 1):
        *lines, last = _lines(step.context, step.label, texts)
        first, *others = (*lines, f"{last} ({_step_facts(step)})")
        yield f"  {number}. {first}"
        yield from (f"     {each}" for each in others)
    for surface in reason.surfaces:
        yield ""
        yield f"on {surface.name}:"
        for context, wording in _surface_texts(reason, surface):
            yield from (f"  {each}" for each in _lines(context, wording, texts))
    yield ""


def _surface_texts(reason: Reason, surface: Surface) -> Iterator[tuple[str, Wording]]:
    """Yield the texts that *surface* has, each with its context."""
    path = f"{reason.code}@{surface.name}"
    if surface.operator_label is not None:
        yield f"{path}#operator_label", surface.operator_label
    if surface.short_explanation is not None:
        yield f"{path}#short_explanation", surface.short_explanation


def _lines(context: str, wording: Wording, texts: Mapping[str, Forms]) -> Iterator[str]:
    """Yield the text with *context*, or a line for each of its plural forms."""
    own = {"": wording} if isinstance(wording, str) else _forms(wording)
    categories: dict[str, list[str]] = {}
    for category, text in texts.get(context, own).items():
        categories.setdefault(text, []).append(category)
    for text, names in categories.items():
        yield f"[{', '.join(names)}] {text}" if "" not in names else text


def _forms(plural: Plural) -> Forms:
    return {"one": plural.one, "other": plural.other}


def _step_facts(step: Step) -> str:
    target = step.url or step.action or step.target
    params = f" with {', '.join(step.params)}" if step.params else ""
    return f"{step.kind}: {target}{params}" if target else step.kind


def _facts(catalogue: Catalogue, reason: Reason, texts: Mapping[str, Forms]) -> dict[str, str]:
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
    facts |= {f"{{{each.name}}}": _value_facts(each, texts) for each in reason.placeholders}
    return {name: fact for name, fact in facts.items() if fact}


def _value_facts(placeholder: Placeholder, texts: Mapping[str, Forms]) -> str:
    """Return what is said of *placeholder*, without what holds for most."""
    values = ", ".join(
        f"{each.value} ({', '.join(_lines(each.context, each.text, texts))})"
        for each in placeholder.values
    )
    example = placeholder.example
    shown = ", ".join(map(str, example)) if isinstance(example, list) else str(example)
    said = {
        placeholder.type: True,
        f"one of {values}": bool(values),
        "may be missing": not placeholder.required,
        placeholder.privacy: placeholder.privacy != "public",
        "for programs only": placeholder.metadata_only,
        f"for example {shown}": example is not None,
        placeholder.description: bool(placeholder.description),
    }
    return ", ".join(fact for fact, is_told in said.items() if is_told)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _coverage(reason: Reason, texts: Mapping[str, Forms], tag: str | None) -> dict[str, str]:
    """Return how much of *reason* is translated: the rest is shown in the source's language."""
    if tag is None:
        return {}
    contexts = [f"{reason.code}#operator_label", f"{reason.code}#short_explanation"]
    for surface in reason.surfaces:
        contexts += [context for context, _ in _surface_texts(reason, surface)]
    contexts += [step.context for step in reason.next_steps]
    contexts += [value.context for each in reason.placeholders for value in each.values]
    done = sum(context in texts for context in contexts)
    return {"translated": f"{done} of {len(contexts)} texts into {tag}"}


def _table(facts: Mapping[str, str]) -> Iterator[str]:
    width = max(_WIDTH, *(len(name) + 1 for name in facts))
    return (f"{name:{width}}{fact}" for name, fact in facts.items())
