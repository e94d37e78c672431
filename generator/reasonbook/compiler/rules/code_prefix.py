"""
A code does not start with the file's prefix.

Member names leave the prefix out; two files with two prefixes cannot get in each other's way.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      job.failed:
        operator_label: Run failed
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

from reasonbook.compiler.catalog.names import is_code
from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB303"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each code without the prefix of its file."""
    for document in subject.documents:
        prefix = document.model.catalog.prefix
        for code in document.model.reasons:
            # What is no code at all has a finding of its own.
            if not code.startswith(prefix) and is_code(code):
                yield error(
                    CODE,
                    f"the code {quote(code)} does not start with `{prefix}`",
                    document.tree.key("reasons", code),
                    "rename it, move it to the file of its prefix, or change `prefix`",
                )


RULE = Rule(CODE, "code-prefix", __doc__, check)
