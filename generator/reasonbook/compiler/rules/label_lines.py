r"""
A label has more than one line.

Labels stand in lists, headings and subject lines.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: "Run\nfailed"
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
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB401"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each label with a line end in it."""
    for document in subject.documents:
        for text in iterate_texts(document, "label"):
            if "\n" in text.value.strip():
                yield error(
                    CODE,
                    "the label has more than one line",
                    document.tree.at(*text.path),
                    "write one line; the rest belongs in `short_explanation`",
                )


RULE = Rule(CODE, "label-lines", __doc__, check)
