"""
The two forms of a plural are the same text.

A text that is the same for every number needs no forms.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer}}
        operator_label: Run failed
        short_explanation:
          plural: attempts
          one: "Failed attempts: {attempts}"
          other: "Failed attempts: {attempts}"

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer}}
        operator_label: Run failed
        short_explanation: "Failed attempts: {attempts}"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_plurals
from reasonbook.compiler.diagnostics import warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB419"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each plural whose forms do not differ."""
    for document in subject.documents:
        for path, plural in iterate_plurals(document):
            if plural.one == plural.other:
                yield warning(
                    CODE,
                    "both forms of the plural are the same",
                    document.tree.at(*path, "other"),
                    "write one text without `plural`, or word the forms differently",
                )


RULE = Rule(CODE, "plural-equal", __doc__, check)
