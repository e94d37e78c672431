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

from reasonbook.compiler.catalog.names import MAX_CODE, NAME, STEP_ID, VALUE
from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB301"
_NAME = re.compile(NAME, re.ASCII)
_STEP_ID = re.compile(STEP_ID, re.ASCII)
_VALUE = re.compile(VALUE, re.ASCII)
_NAME_HELP = "a name is lower case letters, digits and `_`, a letter first"
_VALUE_HELP = "a value is lower case letters and digits with `.`, `_` or `-` between"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each malformed name of a placeholder, of its values, of a shared step."""
    for document in subject.documents:
        yield from _check_keys(document, ("next_steps",), _STEP_ID, _NAME_HELP)
        sections: list[Path] = [("placeholders",), ("defaults", "placeholders")]
        sections += [("reasons", code, "placeholders") for code in document.model.reasons]
        for path in sections:
            yield from _check_keys(document, path, _NAME, _NAME_HELP)
            for name in document.tree.keys(*path):
                yield from _check_keys(document, (*path, name, "values"), _VALUE, _VALUE_HELP)


def _check_keys(
    document: Document, path: Path, form: re.Pattern[str], help_text: str
) -> Iterator[Diagnostic]:
    for name in document.tree.keys(*path):
        if form.fullmatch(name) is None or len(name) > MAX_CODE:
            yield error(
                CODE,
                f"{quote(name)} is malformed" if name else "the name is empty",
                document.tree.key(*path, name),
                f"{help_text}, at most {MAX_CODE} characters",
            )


RULE = Rule(CODE, "malformed-name", __doc__, check)
