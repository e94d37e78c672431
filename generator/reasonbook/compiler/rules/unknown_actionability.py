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

from reasonbook.compiler.diagnostics import Vocabulary, error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB207"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each actionability that nobody has declared."""
    known = subject.settings.actionabilities
    words = Vocabulary(known)
    for document in subject.documents:
        for path, word in _iterate_uses(document):
            if word is not None and word not in known:
                yield error(
                    CODE,
                    f"{quote(word)} is not a known actionability",
                    document.tree.at(*path, "actionability"),
                    words.did_you_mean(word) or f"known: {', '.join(known)}",
                )


def _iterate_uses(document: Document) -> Iterator[tuple[Path, str | None]]:
    yield ("defaults",), document.model.defaults.actionability
    for code, reason in document.model.reasons.items():
        yield ("reasons", code), reason.actionability


RULE = Rule(CODE, "unknown-actionability", __doc__, check)
