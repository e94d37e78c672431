"""
A placeholder is for programs only, and a text, an address or an action takes it.

``metadata_only: true`` says that its value stands in no text; then no translator has to care
for it.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string, metadata_only: true}}
        operator_label: Run failed
        short_explanation: Run {run_id} ended with an error.

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

from reasonbook.compiler.catalog.uses import iterate_uses_of
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB414"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each use of a placeholder that is for programs only."""
    for document in subject.documents:
        for use in iterate_uses_of(document, lambda each: each.is_metadata):
            message = f"{use.taker} takes `{use.name}`, which is for programs only"
            help_text = "take it out, or set `metadata_only: false`"
            yield error(CODE, message, use.span(document), help_text)


RULE = Rule(CODE, "metadata-in-text", __doc__, check)
