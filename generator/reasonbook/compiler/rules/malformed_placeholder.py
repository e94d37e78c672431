"""
Something in braces is no placeholder.

A placeholder is a bare ``{name}``. What its value looks like is declared by its type, in the
source, once: no format, conversion, attribute, index or position.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: Run {0} ended with an error.

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

from reasonbook.compiler.catalog.document import iterate_templates
from reasonbook.compiler.catalog.text import find_faults
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB407"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each brace in a text or an address that is no placeholder's."""
    for document in subject.documents:
        for text in iterate_templates(document):
            faults = find_faults(text.value)
            spans = document.tree.within(text.path, [(each.start, each.end) for each in faults])
            for fault, span in zip(faults, spans, strict=True):
                yield error(CODE, fault.message, span, fault.help)


RULE = Rule(CODE, "malformed-placeholder", __doc__, check)
