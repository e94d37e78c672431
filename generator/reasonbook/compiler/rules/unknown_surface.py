"""
A reason has wording for a surface that the settings do not declare.

``surfaces = ["badge"]`` in the settings declares the one that the examples know. ``detail`` always
exists and is what the reason itself says.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        surfaces: {bagde: {operator_label: Failed}}

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

from reasonbook.compiler.config import DETAIL
from reasonbook.compiler.diagnostics import Vocabulary, error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB208"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each surface that nobody has declared."""
    known = subject.settings.surfaces
    words = Vocabulary(known)
    for document in subject.documents:
        for code, reason in document.model.reasons.items():
            for name in reason.surfaces or {}:
                span = document.tree.key("reasons", code, "surfaces", name)
                if name == DETAIL:
                    message = f"`{DETAIL}` is what the reason itself says"
                    yield error(
                        CODE, message, span, "write it into the reason, not below `surfaces`"
                    )
                elif name not in known:
                    message = f"the surface {quote(name)} is not declared"
                    yield error(CODE, message, span, _advise(name, words))


def _advise(name: str, words: Vocabulary) -> str:
    if not words.words:
        return "declare it in the settings: `surfaces = [...]`"
    return f"{words.did_you_mean(name)} known: {', '.join(words.words)}".lstrip()


RULE = Rule(CODE, "unknown-surface", __doc__, check)
