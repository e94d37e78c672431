"""
Two files share a next step of one id with different labels.

A shared text is one message for translators, wherever it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB308"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each shared step that an earlier file words otherwise."""
    first: dict[str, Document] = {}
    for document in subject.documents:
        for step_id, step in document.model.next_steps.items():
            other = first.setdefault(step_id, document)
            if other.model.next_steps[step_id].label != step.label:
                line = other.tree.key("next_steps", step_id).line
                yield error(
                    CODE,
                    f"the step `{step_id}` has another label in {other.path}:{line}",
                    document.tree.at("next_steps", step_id, "label"),
                    "give it the same label or another id",
                )


RULE = Rule(CODE, "step-collision", __doc__, check)
