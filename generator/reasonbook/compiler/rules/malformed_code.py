"""
A code is malformed or longer than 63 characters.

A code is a row of words in lower case with dots between them, at least two. It is an identity on
the wire: it ends up in databases, alert rules and other people's programs.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.Failed:
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

import re
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog import names
from reasonbook.compiler.catalog.names import MAX_CODE
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB302"
_CODE = re.compile(names.CODE, re.ASCII)
_FORM = "a code is lower case words of letters, digits and `_` with dots between them, at least two"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each code that is malformed or too long."""
    for document in subject.documents:
        for code in document.tree.keys("reasons"):
            span = document.tree.key("reasons", code)
            if _CODE.fullmatch(code) is None:
                suggestion = re.sub(r"[^a-z0-9.]+", "_", code.lower()).strip("._")
                good = _CODE.fullmatch(suggestion) is not None
                yield error(
                    CODE,
                    f"the code `{code}` is malformed",
                    span,
                    f"did you mean `{suggestion}`?" if good else _FORM,
                )
            elif len(code) > MAX_CODE:
                yield error(
                    CODE,
                    f"the code has {len(code)} characters, more than {MAX_CODE}",
                    span,
                    "shorten it",
                )


RULE = Rule(CODE, "malformed-code", __doc__, check)
