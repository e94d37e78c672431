"""
A reason has two next steps of one id.

The id is part of the translation's identity.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: instruction, label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log, read_log]

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

from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB422"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each next step whose id an earlier step of the list has."""
    for document in subject.documents:
        lists: list[tuple[str, ...]] = [("defaults", "next_steps")]
        lists += [("reasons", code, "next_steps") for code in document.model.reasons]
        for path in lists:
            yield from _check_list(document, path)


def _check_list(document: Document, path: tuple[str, ...]) -> Iterator[Diagnostic]:
    if path[0] == "defaults":
        steps = tuple(document.model.defaults.next_steps or ())
    else:
        uses = document.model.reasons[path[1]].next_steps or ()
        steps = tuple(each if isinstance(each, str) else each.id for each in uses)
    seen: set[str] = set()
    for index, step_id in enumerate(steps):
        if step_id in seen:
            yield error(
                CODE,
                f"the next step {quote(step_id)} stands in the list already",
                document.tree.at(*path, index),
                "remove it, or give it another id",
            )
        seen.add(step_id)


RULE = Rule(CODE, "repeated-step", __doc__, check)
