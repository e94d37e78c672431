"""
A text seems to end in the middle: YAML takes `` #`` and what follows for a comment.

``See ticket #12 for details`` is the text ``See ticket``. A comment that is meant has a blank
behind its ``#``.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with error #12 of the list.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed # a comment
        short_explanation: "The run ended with error #12 of the list."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_templates
from reasonbook.compiler.catalog.nodes import Scalar
from reasonbook.compiler.diagnostics import warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB412"
_CUT = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each comment behind a text that looks like a part of the text."""
    for document in subject.documents:
        file = document.tree.file
        for text in iterate_templates(document):
            node = document.tree.node(*text.path)
            if not isinstance(node, Scalar) or not node.plain:
                continue
            cut = _CUT.match(file.text, node.end)
            if cut is not None:
                yield warning(
                    CODE,
                    "the text ends here: YAML takes the rest of the line for a comment",
                    file.span(*cut.span(1)),
                    "put the text in quotes, or a blank behind the `#` of a comment",
                )


RULE = Rule(CODE, "comment-in-text", __doc__, check)
