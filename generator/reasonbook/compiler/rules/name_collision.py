"""
Two files give the same module or the same enum.

Modules lie in one folder and the bundle exports every enum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB307"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each module or enum name that an earlier file has already."""
    for what in ("module", "enum"):
        first: dict[str, str] = {}
        for document in subject.documents:
            name: str = getattr(document.model.catalog, what)
            other = first.setdefault(name.lower(), document.path)
            if other != document.path:
                yield error(
                    CODE,
                    f"the {what} `{name}` is that of {other} already",
                    document.tree.at("catalog", what),
                    "choose another name; case does not count",
                )


RULE = Rule(CODE, "name-collision", __doc__, check)
