"""
A label ends with a full stop.

It is a heading, not a sentence. ``limits: {operator_label_full_stop: true}`` allows it.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed.
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_texts
from reasonbook.compiler.catalog.resolve import effective_limits
from reasonbook.compiler.diagnostics import warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB404"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each label that ends with a full stop, an ellipsis excepted."""
    for document in subject.documents:
        if effective_limits(document, subject.settings).operator_label_full_stop:
            continue
        for text in iterate_texts(document, "label"):
            if text.value.endswith((".", "\u3002")) and not text.value.endswith("..."):
                yield warning(
                    CODE,
                    "the label ends with a full stop",
                    document.tree.at(*text.path),
                    "remove it, or set `limits: {operator_label_full_stop: true}`",
                )


RULE = Rule(CODE, "label-full-stop", __doc__, check)
