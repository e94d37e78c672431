"""
A reason names a next step that the file does not share.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: instruction, label: Read the log.}
      ask_team: {kind: instruction, label: Ask the team.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log, ask_teem]

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: instruction, label: Read the log.}
      ask_team: {kind: instruction, label: Ask the team.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log, ask_team]
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

CODE = "RB421"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each id of a next step that does not exist."""
    for document in subject.documents:
        known = frozenset(document.tree.keys("next_steps"))
        words = Vocabulary(document.tree.keys("next_steps"))
        for path, step_id in _iterate_uses(document):
            if step_id not in known:
                yield error(
                    CODE,
                    f"the next step {quote(step_id)} is not declared",
                    document.tree.at(*path),
                    words.did_you_mean(step_id) or "declare it under `next_steps`",
                )


def _iterate_uses(document: Document) -> Iterator[tuple[Path, str]]:
    for index, step_id in enumerate(document.model.defaults.next_steps or ()):
        yield ("defaults", "next_steps", index), step_id
    for code, reason in document.model.reasons.items():
        for index, use in enumerate(reason.next_steps or ()):
            if isinstance(use, str):
                yield ("reasons", code, "next_steps", index), use


RULE = Rule(CODE, "unknown-step", __doc__, check)
