"""
A surface is named and has no text.

What it leaves out is what the reason itself says, so that it can be left out as a whole.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        surfaces: {badge: {}}

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        surfaces: {badge: {operator_label: Failed}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB209"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each surface without wording."""
    for document in subject.documents:
        for code, reason in document.model.reasons.items():
            for name, surface in (reason.surfaces or {}).items():
                if not surface.model_fields_set:
                    yield error(
                        CODE,
                        f"the surface `{name}` has no text",
                        document.tree.key("reasons", code, "surfaces", name),
                        "add `operator_label:` or `short_explanation:`, or remove it",
                    )


RULE = Rule(CODE, "empty-surface", __doc__, check)
