"""
An example does not fit the type of its placeholder.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer, example: three}}
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer, example: 3}}
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.model import Placeholder
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB411"
_TYPES = {
    "string": (str, "a text", "put it in quotes"),
    "integer": (int, "a whole number", "write it without quotes"),
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each example that is not of its placeholder's type."""
    for document in subject.documents:
        sections = [("placeholders",), ("defaults", "placeholders")]
        sections += [("reasons", code, "placeholders") for code in document.model.reasons]
        shared = document.model.placeholders
        for path in sections:
            for name, each in _placeholders(document, path).items():
                common = shared.get(name, each)
                example = common.example if each.example is None else each.example
                wanted = _TYPES.get(each.type or common.type or "")
                # Where both are shared ones, they have been looked at.
                is_own = each.example is not None or each.type is not None
                if wanted and is_own and example is not None and type(example) is not wanted[0]:
                    at_example = each.example is not None
                    yield error(
                        CODE,
                        f"the example of `{name}` must be {wanted[1]}",
                        document.tree.at(*path, name, "example" if at_example else "type"),
                        wanted[2] if at_example else "give it an `example` of this type",
                    )


def _placeholders(document: Document, path: tuple[str, ...]) -> Mapping[str, Placeholder]:
    if path == ("placeholders",):
        return document.model.placeholders
    if path[0] == "defaults":
        return document.model.defaults.placeholders or {}
    return document.model.reasons[path[1]].placeholders or {}


RULE = Rule(CODE, "example-type", __doc__, check)
