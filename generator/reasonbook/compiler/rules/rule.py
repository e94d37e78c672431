"""
What a rule is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.config import Settings
    from reasonbook.compiler.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules look at: every source file of a project, and its settings."""

    documents: Sequence[Document]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One rule: its code, its name, its page, and how it is checked.

    *doc* is the docstring of the rule's module, which Python leaves out when it is asked to
    (``-OO``). *check* is None for a rule that an earlier or later stage enforces: the page stands
    here, so that every code has one.
    """

    code: str
    name: str
    doc: str | None
    check: Callable[[Subject], Iterator[Diagnostic]] | None = None

    @property
    def page(self) -> str:
        """The page about the rule, for people."""
        return self.doc or ""
