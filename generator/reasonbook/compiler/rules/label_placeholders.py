"""
A label has placeholders.

A label that is always the same can be counted, grouped and searched for. Values belong in the
explanation. ``limits: {operator_label_placeholders: true}`` allows them.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run {run_id} failed
        placeholders: {run_id: {type: string}}
        short_explanation: The run ended with an error.

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

from reasonbook.compiler.catalog.document import iterate_texts
from reasonbook.compiler.catalog.resolve import effective_limits
from reasonbook.compiler.catalog.text import find_fields
from reasonbook.compiler.diagnostics import quote, warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB403"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each label with placeholders, where the limits do not allow them."""
    for document in subject.documents:
        if effective_limits(document, subject.settings).operator_label_placeholders:
            continue
        for text in iterate_texts(document, "label"):
            for field in find_fields(text.value)[:1]:
                (span,) = document.tree.within(text.path, [(field.start, field.end)])
                yield warning(
                    CODE,
                    f"the label has the placeholder {quote(f'{{{field.name}}}')}",
                    span,
                    "move it to `short_explanation`, "
                    "or set `limits: {operator_label_placeholders: true}`",
                )


RULE = Rule(CODE, "label-placeholders", __doc__, check)
