"""
A text, an address or an action takes the value of a placeholder that is secret.

Texts are shown, sent by mail and logged, and addresses stay in histories. The value of a
``secret`` is kept beside a reason for programs, and is masked in logs.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {token: {type: string, privacy: secret}}
        operator_label: Run failed
        short_explanation: The run with the token {token} ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {token: {type: string, privacy: secret}}
        operator_label: Run failed
        short_explanation: The run ended with an error.
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

CODE = "RB415"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each use of a placeholder that is secret."""
    for document in subject.documents:
        for use in iterate_uses_of(document, lambda each: each.privacy == "secret"):
            message = f"{use.taker} takes `{use.name}`, which is secret"
            yield error(CODE, message, use.span(document), "take it out: people and logs get it")


RULE = Rule(CODE, "secret-in-text", __doc__, check)
