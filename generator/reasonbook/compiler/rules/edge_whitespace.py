"""
A text is empty, or starts or ends with white space.

Translators do not see it, and a block text (``|``) brings a line end along: write ``|-`` or ``>-``.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: " Run failed"
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_steps, iterate_texts
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB409"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each text that is empty or has white space at an edge."""
    for document in subject.documents:
        for text in iterate_texts(document):
            span = document.tree.at(*text.path)
            if not text.value.strip():
                yield error(CODE, "the text is empty", span, "write a text")
            elif text.value != text.value.strip():
                sign = document.tree.first_character(*text.path)
                help_text = f"write `{sign}-`" if sign in ("|", ">") else "remove it"
                message = "the text starts or ends with white space"
                yield error(CODE, message, span, help_text)
        yield from _check_untranslated(document)


def _check_untranslated(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for each empty text that no translator sees but readers do."""
    paths: list[Path] = [
        ("reasons", code, "diagnostic_code_label")
        for code, reason in document.model.reasons.items()
        if reason.diagnostic_code_label == ""
    ]
    paths += [(*path, "target") for path, step in iterate_steps(document) if step.target == ""]
    for path in paths:
        help_text = "write a text, or leave the key out"
        yield error(CODE, "the text is empty", document.tree.at(*path), help_text)


RULE = Rule(CODE, "edge-whitespace", __doc__, check)
