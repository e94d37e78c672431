"""
A placeholder has no type.

A reason's placeholder takes its type from the shared one of the same name, or has one of its own.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {}}
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    placeholders: {run_id: {type: string}}
    reasons:
      run.failed:
        placeholders: {run_id: {}}
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import Vocabulary, error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.model import Placeholder
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB410"
_HELP = "add `type: string` or `type: integer`"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder whose type nobody says."""
    for document in subject.documents:
        shared, tree = document.model.placeholders, document.tree
        known = frozenset(tree.keys("placeholders"))
        words = Vocabulary(tree.keys("placeholders"))
        for name, each in shared.items():
            if each.type is None:
                span = tree.key("placeholders", name)
                yield error(CODE, f"the placeholder `{name}` has no type", span, _HELP)
        for path, placeholders in _uses(document):
            for name, each in placeholders.items():
                if each.type is None and name not in known:
                    yield error(
                        CODE,
                        f"the placeholder `{name}` has no type and is not a shared one",
                        tree.key(*path, name),
                        words.did_you_mean(name) or _HELP,
                    )


def _uses(document: Document) -> Iterator[tuple[tuple[str, ...], dict[str, Placeholder]]]:
    yield ("defaults", "placeholders"), document.model.defaults.placeholders or {}
    for code, reason in document.model.reasons.items():
        yield ("reasons", code, "placeholders"), reason.placeholders or {}


RULE = Rule(CODE, "untyped-placeholder", __doc__, check)
