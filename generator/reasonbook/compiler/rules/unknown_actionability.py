"""
An actionability is neither built in nor declared in the settings.

Built in are ``non_actionable``, ``retryable_transient``, ``retryable_after_fix``,
``action_required`` and ``escalate``. A project declares its own in
``[tool.reasonbook.actionability]``, each with what it means to a program.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        actionability: retryable_transeint
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        actionability: retryable_transient
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import did_you_mean, error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB207"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each actionability that nobody has declared."""
    known = subject.settings.actionabilities
    for document in subject.documents:
        fields = [("defaults",), *(("reasons", code) for code in document.model.reasons)]
        for path in fields:
            word = document.tree.scalar(*path, "actionability")
            if word is not None and word not in known:
                yield error(
                    CODE,
                    f"`{word}` is not a known actionability",
                    document.tree.at(*path, "actionability"),
                    did_you_mean(word, known) or f"known: {', '.join(known)}",
                )


RULE = Rule(CODE, "unknown-actionability", __doc__, check)
