"""
A code stands in two files.

A code is an identity: one reason, one place.
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

CODE = "RB306"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each code that an earlier file has already."""
    first: dict[str, Document] = {}
    for document in subject.documents:
        for code in document.model.reasons:
            other = first.setdefault(code, document)
            if other is not document:
                line = other.tree.key("reasons", code).line
                yield error(
                    CODE,
                    f"the code `{code}` stands in {other.path}:{line} already",
                    document.tree.key("reasons", code),
                    "remove one of the two",
                )


RULE = Rule(CODE, "code-collision", __doc__, check)
