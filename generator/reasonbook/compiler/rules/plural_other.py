"""
The form of a plural for other numbers does not say the number.

``other`` is read for 2 and for 2,000. ``one`` may leave the number out: "The only attempt failed."

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer}}
        operator_label: Run failed
        short_explanation:
          plural: attempts
          one: The only attempt failed.
          other: All attempts failed.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer}}
        operator_label: Run failed
        short_explanation:
          plural: attempts
          one: The only attempt failed.
          other: All {attempts} attempts failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_plurals
from reasonbook.compiler.catalog.text import find_fields
from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB418"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each plural whose last form lacks what decides between the forms."""
    for document in subject.documents:
        for path, plural in iterate_plurals(document):
            # A name that is misspelt in one place is not missing in the other.
            is_known = path[0] != "reasons" or plural.plural in document.declared[str(path[1])]
            if is_known and plural.plural not in {each.name for each in find_fields(plural.other)}:
                yield error(
                    CODE,
                    f"the form for other numbers does not have {quote(f'{{{plural.plural}}}')}",
                    document.tree.at(*path, "other"),
                    "put it in: it decides between the forms",
                )


RULE = Rule(CODE, "plural-other", __doc__, check)
