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
        short_explanation: Run {run_id} ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    placeholders: {run_id: {type: string}}
    reasons:
      run.failed:
        placeholders: {run_id: {}}
        operator_label: Run failed
        short_explanation: Run {run_id} ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.declared import iterate_placeholders
from reasonbook.compiler.diagnostics import Vocabulary, error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB410"
_HELP = "add `type:`, such as `type: string`"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder whose type nobody says."""
    for document in subject.documents:
        tree = document.tree
        known = frozenset(tree.keys("placeholders"))
        words = Vocabulary(tree.keys("placeholders"))
        for each in iterate_placeholders(document):
            span = tree.key(*each.path)
            if each.path[0] == "placeholders" and each.type is None:
                yield error(CODE, f"the placeholder `{each.name}` has no type", span, _HELP)
            elif each.own.type is None and each.name not in known:
                yield error(
                    CODE,
                    f"the placeholder `{each.name}` has no type and is not a shared one",
                    span,
                    words.did_you_mean(each.name) or _HELP,
                )


RULE = Rule(CODE, "untyped-placeholder", __doc__, check)
