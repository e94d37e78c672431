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

from reasonbook.compiler.diagnostics import did_you_mean, error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB421"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each id of a next step that does not exist."""
    for document in subject.documents:
        known = document.tree.keys("next_steps")
        lists: dict[Path, tuple[str, ...]] = {
            ("defaults", "next_steps"): tuple(document.model.defaults.next_steps or ())
        }
        for code, reason in document.model.reasons.items():
            uses = reason.next_steps or ()
            lists["reasons", code, "next_steps"] = tuple(
                each if isinstance(each, str) else "" for each in uses
            )
        for path, ids in lists.items():
            for index, step_id in enumerate(ids):
                if step_id and step_id not in known:
                    yield error(
                        CODE,
                        f"the next step `{step_id}` is not declared",
                        document.tree.at(*path, index),
                        did_you_mean(step_id, known) or "declare it under `next_steps`",
                    )


RULE = Rule(CODE, "unknown-step", __doc__, check)
