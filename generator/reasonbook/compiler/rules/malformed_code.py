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
import unicodedata
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.names import MAX_CODE, is_code
from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB302"
_FORM = "a code is two or more words of lower case letters, digits and `_` with dots between"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each code that is malformed or too long."""
    for document in subject.documents:
        for code in document.tree.keys("reasons"):
            span = document.tree.key("reasons", code)
            if not is_code(code):
                meant = _suggest(code, document.model.catalog.prefix)
                yield error(
                    CODE,
                    f"the code {quote(code)} is malformed",
                    span,
                    f"did you mean {quote(meant)}?" if meant else _FORM,
                )
            elif len(code) > MAX_CODE:
                yield error(
                    CODE,
                    f"the code has {len(code)} characters, more than {MAX_CODE}",
                    span,
                    "shorten it",
                )


def _suggest(code: str, prefix: str) -> str:
    """Return the code with *prefix* that *code* is most likely meant for, "" for none."""
    letters = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", letters).lower()
    dots = re.sub(r"[ _-]*\.[ ._-]*", ".", words)
    meant = re.sub(r"[^a-z0-9.]+", "_", dots).strip("._")
    full = meant if meant.startswith(prefix) else prefix + meant
    return full if is_code(full) and f"{meant}." != prefix else ""


RULE = Rule(CODE, "malformed-code", __doc__, check)
