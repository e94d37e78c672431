"""
A next step lacks a field of its kind, or has one of another kind.

A ``link`` has ``url``, an ``action`` has ``action`` and may have ``params``, a ``contact`` has
``target``; ``instruction`` and ``wait`` have none.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: link, label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log]

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: link, url: "https://example.com/log", label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_steps
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB423"
_ALL = ("url", "action", "params", "target")

# The fields that a kind must have, and those that it may have.
_FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "instruction": (frozenset(), frozenset()),
    "link": (frozenset({"url"}), frozenset()),
    "action": (frozenset({"action"}), frozenset({"params"})),
    "contact": (frozenset({"target"}), frozenset()),
    "wait": (frozenset(), frozenset()),
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each field that a step's kind wants or does not have."""
    for document in subject.documents:
        for path, step in iterate_steps(document):
            required, optional = _FIELDS[step.kind]
            given = {name for name in _ALL if getattr(step, name) is not None}
            for name in sorted(required - given):
                yield error(
                    CODE,
                    f"the kind `{step.kind}` needs `{name}`",
                    document.tree.at(*path, "kind"),
                    f"add `{name}:`",
                )
            for name in sorted(given - required - optional):
                yield error(
                    CODE,
                    f"the kind `{step.kind}` has no `{name}`",
                    document.tree.key(*path, name),
                    "remove it, or change the kind",
                )


RULE = Rule(CODE, "step-fields", __doc__, check)
