"""
Two files share a placeholder of one name and give one of its values different texts.

A shared text is one message for translators, wherever it is used.
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

CODE = "RB309"
# Behind a code these are identities of texts; a code may be called like a shared placeholder.
_FIELDS = ("operator_label", "short_explanation")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each value that an earlier file, or a reason, gives another text."""
    codes = {code for each in subject.documents for code in each.model.reasons}
    first: dict[tuple[str, str], tuple[Document, str]] = {}
    for document in subject.documents:
        for name, each in document.model.placeholders.items():
            for value, text in (each.values or {}).items():
                if value in _FIELDS and f"placeholder.{name}" in codes:
                    yield error(
                        CODE,
                        f"the text of the value `{value}` would be that of `placeholder.{name}`",
                        document.tree.key("placeholders", name, "values", value),
                        "give the value or the placeholder another name",
                    )
                other, other_text = first.setdefault((name, value), (document, text))
                if other_text != text:
                    line = other.tree.key("placeholders", name, "values", value).line
                    yield error(
                        CODE,
                        f"the value `{value}` of `{name}` has another text in {other.path}:{line}",
                        document.tree.at("placeholders", name, "values", value),
                        "give it the same text, or the placeholder another name",
                    )


RULE = Rule(CODE, "value-collision", __doc__, check)
