"""
A shared next step is used by no reason of its file.

Nobody translates it, and nobody reads it.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: instruction, label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: instruction, label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import used_steps
from reasonbook.compiler.diagnostics import warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB425"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each shared step that no reason uses."""
    for document in subject.documents:
        used = {
            use
            for code in document.model.reasons
            for use in used_steps(document, code)[1]
            if isinstance(use, str)
        }
        if not document.is_whole or not used <= document.model.next_steps.keys():
            continue
        for step_id in document.model.next_steps:
            if step_id not in used:
                yield warning(
                    CODE,
                    f"the next step `{step_id}` is used by no reason",
                    document.tree.key("next_steps", step_id),
                    "use it or remove it",
                )


RULE = Rule(CODE, "unused-step", __doc__, check)
