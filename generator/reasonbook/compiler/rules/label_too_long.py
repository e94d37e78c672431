"""
A label is longer than its limit, 60 characters unless ``limits`` says otherwise.

Translations are longer than English; a table column is not.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed again and again and again and again and again and again and again
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

CODE = "RB402"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each label over the limit."""
    for document in subject.documents:
        limit = effective_limits(document, subject.settings).operator_label
        for text in iterate_texts(document, "label"):
            length = len(text.value)
            if length > limit:
                yield warning(
                    CODE,
                    f"the label has {length:,} characters, more than {limit:,}",
                    document.tree.at(*text.path),
                    "shorten it, or set `limits: {operator_label: ...}`",
                )


RULE = Rule(CODE, "label-too-long", __doc__, check)
