"""
The placeholders that a reason declares, each with what it takes over from the shared one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog import model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.shape import Path


@dataclass(frozen=True, slots=True)
class Declared:
    """
    A placeholder as it stands at *path*; what *own* does not say is what *shared* says.

    *shared* is None where there is no shared one of that name, and where it is faulty: then its
    type is not known.
    """

    name: str
    path: Path
    own: model.CommonPlaceholder
    shared: model.Placeholder | None

    @property
    def type(self) -> str | None:
        """What its value is, None where nobody says so."""
        return self.own.type or (self.shared.type if self.shared else None)

    @property
    def example(self) -> model.Example | None:
        """A value that people can picture."""
        own, shared = self.own.example, self.shared
        return shared.example if own is None and shared else own

    @property
    def description(self) -> str:
        """What its value means."""
        own, shared = self.own.description, self.shared
        return (shared.description if own is None and shared else own) or ""

    @property
    def is_required(self) -> bool:
        """Whether there is always a value."""
        own, shared = self.own.required, self.shared
        return (shared.required if own is None and shared else own) is not False

    @property
    def privacy(self) -> model.Privacy:
        """Who may see its value."""
        return self.own.privacy or (self.shared.privacy if self.shared else None) or "public"

    @property
    def is_metadata(self) -> bool:
        """Whether its value is for programs and no text."""
        own, shared = self.own.metadata_only, self.shared
        return (shared.metadata_only if own is None and shared else own) or False

    @property
    def own_values(self) -> Mapping[str, str] | None:
        """The values that *own* gives, each with its text."""
        return self.own.values if isinstance(self.own, model.Placeholder) else None

    @property
    def values(self) -> Mapping[str, str] | None:
        """The values that it may have, each with its text; only for an ``enum``."""
        own, shared = self.own_values, self.shared
        return shared.values if own is None and shared else own


def declared_placeholders(document: Document, code: str) -> Iterator[Declared]:
    """Yield the placeholders of the reason *code*: its own, else those of the defaults."""
    own = document.model.reasons[code].placeholders
    if own is None:
        yield from default_placeholders(document)
    else:
        yield from _declare(document, own, ("reasons", code, "placeholders"))


def default_placeholders(document: Document) -> Iterator[Declared]:
    """Yield the placeholders of reasons that have none of their own."""
    used = document.model.defaults.placeholders or {}
    yield from _declare(document, used, ("defaults", "placeholders"))


def iterate_placeholders(document: Document) -> Iterator[Declared]:
    """Yield every placeholder that *document* writes out: shared ones, the defaults', the rest."""
    for name, each in document.model.placeholders.items():
        yield Declared(name, ("placeholders", name), each, None)
    yield from default_placeholders(document)
    for code, reason in document.model.reasons.items():
        yield from _declare(document, reason.placeholders or {}, ("reasons", code, "placeholders"))


def _declare(
    document: Document, used: Mapping[str, model.CommonPlaceholder], path: Path
) -> Iterator[Declared]:
    shared = document.model.placeholders
    for name, each in used.items():
        yield Declared(name, (*path, name), each, shared.get(name))
