"""
A placeholder of the type ``enum`` has no values, or one of another type has some.

The values are all that can be passed for it, each with the text that stands for it.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {stage: {type: enum}}
        operator_label: Run failed
        short_explanation: The run failed in the {stage} stage.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {stage: {type: enum, values: {build: build, tests: test}}}
        operator_label: Run failed
        short_explanation: The run failed in the {stage} stage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.declared import iterate_placeholders
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.declared import Declared
    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB420"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder whose values and whose type do not fit."""
    for document in subject.documents:
        for each in iterate_placeholders(document):
            yield from _check(document, each)


def _check(document: Document, each: Declared) -> Iterator[Diagnostic]:
    tree = document.tree
    if each.own_values is not None and each.type not in ("enum", None):
        yield error(
            CODE,
            f"`{each.name}` has values and is of type `{each.type}`",
            tree.key(*each.path, "values"),
            "remove them, or write `type: enum`",
        )
    # Where both are the shared one's, that has been looked at; so has what stands in vain.
    is_own = each.own.type is not None or each.own_values is not None
    is_lost = each.own_values is None and tree.has(*each.path, "values")
    if is_own and not is_lost and each.type == "enum" and not each.values:
        where = "type" if each.own_values is None else "values"
        yield error(
            CODE,
            f"`{each.name}` is of type `enum` and has no values",
            tree.at(*each.path, where),
            "add them, each with its text: `values: {on: switched on, off: switched off}`",
        )


RULE = Rule(CODE, "enum-values", __doc__, check)
