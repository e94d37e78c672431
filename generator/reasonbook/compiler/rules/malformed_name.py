"""
A name is malformed or longer than 63 characters.

Names become names in Python, in ``.po`` files, in JSON and of files; the form is one that all of
them take.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: run-reason, prefix: run.}
    reasons:
      run.failed:
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

from reasonbook.compiler.catalog.names import MAX_CODE, NAME, STEP_ID
from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB301"
_NAME = re.compile(NAME, re.ASCII)
_STEP_ID = re.compile(STEP_ID, re.ASCII)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each malformed name of a placeholder or a shared step."""
    for document in subject.documents:
        sections = [("placeholders",), ("defaults", "placeholders"), ("next_steps",)]
        sections += [("reasons", code, "placeholders") for code in document.model.reasons]
        for path in sections:
            form = _STEP_ID if path == ("next_steps",) else _NAME
            for name in document.tree.keys(*path):
                if form.fullmatch(name) is None or len(name) > MAX_CODE:
                    yield error(
                        CODE,
                        f"{quote(name)} is malformed" if name else "the name is empty",
                        document.tree.key(*path, name),
                        "a name is lower case letters, digits and `_`, a letter first, "
                        f"at most {MAX_CODE} characters",
                    )


RULE = Rule(CODE, "malformed-name", __doc__, check)
