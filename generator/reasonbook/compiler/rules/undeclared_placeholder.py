"""
A text, an address or an action takes a placeholder that the reason does not declare.

Declared placeholders have a type and reach translators with an example.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string}}
        operator_label: Run failed
        short_explanation: Run {run} ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string}}
        operator_label: Run failed
        short_explanation: Run {run_id} ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import (
    declared_placeholders,
    iterate_templates,
    used_steps,
)
from reasonbook.compiler.catalog.text import find_fields
from reasonbook.compiler.diagnostics import did_you_mean, error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document, Text
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB408"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder that is taken and not declared."""
    for document in subject.documents:
        for text in iterate_templates(document):
            if text.declared is not None:
                yield from _check_text(document, text, text.declared)
        for code in document.model.reasons:
            yield from _check_steps(document, code)


def _check_text(document: Document, text: Text, declared: frozenset[str]) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for field in find_fields(text.value):
        nth = seen[field.name] = seen.get(field.name, -1) + 1
        if field.name not in declared:
            yield error(
                CODE,
                f"`{{{field.name}}}` is not a declared placeholder",
                document.tree.within(text.path, f"{{{field.name}}}", nth),
                _advise(field.name, declared),
            )


def _check_steps(document: Document, code: str) -> Iterator[Diagnostic]:
    declared = declared_placeholders(document, code)
    path, uses = used_steps(document, code)
    for index, use in enumerate(uses):
        step = document.model.next_steps.get(use) if isinstance(use, str) else use
        taken = list(step.params or ()) if step else []
        if step and isinstance(use, str):
            taken += [each.name for each in find_fields(f"{step.label}{step.url or ''}")]
        for name in dict.fromkeys(taken):
            if step and name not in declared:
                at_use = path[0] == "reasons"
                span = (
                    document.tree.at(*path, index) if at_use else document.tree.key("reasons", code)
                )
                label = use if isinstance(use, str) else use.id
                yield error(
                    CODE,
                    f"the step `{label}` takes `{{{name}}}`, which `{code}` does not declare",
                    span,
                    _advise(name, declared),
                )


def _advise(name: str, declared: frozenset[str]) -> str:
    suggestion = did_you_mean(name, sorted(declared))
    if suggestion:
        return suggestion.replace("`", "`{", 1).replace("`?", "}`?")
    return f"declare it: `placeholders: {{{name}: {{type: string}}}}`"


RULE = Rule(CODE, "undeclared-placeholder", __doc__, check)
