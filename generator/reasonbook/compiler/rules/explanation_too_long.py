"""
An explanation is longer than its limit, 240 characters unless ``limits`` says otherwise.

One or two sentences are read, more are not.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: >-
          The run started and waited and waited and waited and waited and waited and waited
          and waited and waited and waited and waited and waited and waited and waited and
          waited and waited and waited and waited and waited and waited and waited in vain.

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

from reasonbook.compiler.catalog.document import iterate_texts
from reasonbook.compiler.catalog.resolve import effective_limits
from reasonbook.compiler.diagnostics import warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB405"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each explanation over the limit."""
    for document in subject.documents:
        limit = effective_limits(document, subject.settings).short_explanation
        for text in iterate_texts(document, "explanation"):
            length = len(text.value)
            if length > limit:
                yield warning(
                    CODE,
                    f"the explanation has {length:,} characters, more than {limit:,}",
                    document.tree.at(*text.path),
                    "shorten it, or set `limits: {short_explanation: ...}`",
                )


RULE = Rule(CODE, "explanation-too-long", __doc__, check)
