"""
A text takes a placeholder that may have no value.

A sentence cannot do without one of its words. An optional placeholder may stand in the address of
a link, which is left out where the value is missing, and in the ``params`` of an action.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {worker: {type: string, required: false}}
        operator_label: Run failed
        short_explanation: The run ended with an error on {worker}.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {worker: {type: string, required: false}}
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [{id: look, kind: link, label: Look at it., url: "/workers/{worker}"}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.uses import iterate_uses_of
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB416"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each text that takes an optional placeholder."""
    for document in subject.documents:
        for use in iterate_uses_of(document, lambda each: not each.is_required):
            if use.way in ("text", "number"):
                message = f"{use.taker} takes `{use.name}`, which may have no value"
                help_text = "word it without, or leave `required: false` out"
                yield error(CODE, message, use.span(document), help_text)


RULE = Rule(CODE, "optional-in-text", __doc__, check)
