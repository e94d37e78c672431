"""
What decides between plural forms is no number.

It is a placeholder of the type ``integer`` or ``number``. A percentage is none: 0.25 is read as
"25 percent", and no language says of it how many there are.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: string}}
        operator_label: Run failed
        short_explanation:
          plural: attempts
          one: The run failed after {attempts} attempt.
          other: The run failed after {attempts} attempts.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer}}
        operator_label: Run failed
        short_explanation:
          plural: attempts
          one: The run failed after {attempts} attempt.
          other: The run failed after {attempts} attempts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reasonbook.compiler.catalog.declared import declared_placeholders
from reasonbook.compiler.catalog.model import Number
from reasonbook.compiler.catalog.uses import Uses
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB417"
_NUMBERS = get_args(Number)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each plural that something else than a number decides."""
    for document in subject.documents:
        uses = Uses(document)
        for code in document.model.reasons:
            yield from _check_reason(document, uses, code)


def _check_reason(document: Document, uses: Uses, code: str) -> Iterator[Diagnostic]:
    numbers = [each for each in uses.all(code) if each.way == "number"]
    types = {each.name: each.type for each in declared_placeholders(document, code)}
    for use in numbers:
        kind = types.get(use.name)
        if kind is not None and kind not in _NUMBERS:
            yield error(
                CODE,
                f"`{use.name}` decides between the forms of {use.taker} and is of type `{kind}`",
                use.span(document),
                f"it must be of type {' or '.join(f'`{each}`' for each in _NUMBERS)}",
            )


RULE = Rule(CODE, "plural-number", __doc__, check)
