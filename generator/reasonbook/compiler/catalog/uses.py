"""
Which placeholders a reason takes, and where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from reasonbook.compiler.catalog.declared import declared_placeholders
from reasonbook.compiler.catalog.document import iterate_forms, used_steps
from reasonbook.compiler.catalog.text import find_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reasonbook.compiler.catalog import model
    from reasonbook.compiler.catalog.declared import Declared
    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.source import Span


Way: TypeAlias = Literal["text", "number", "url", "params"]


@dataclass(frozen=True, slots=True)
class Use:
    """
    A place where a placeholder is taken.

    *way* is how: as part of a text or of an address, as the number that decides between plural
    forms, or as a parameter of an action. The value at *path* takes it, at *part* if that is
    given. If *step* is not "", it is the id of the shared step that takes it, and *path* is where
    the step is used.
    """

    name: str
    way: Way
    path: Path
    part: tuple[int, int] | None = None
    step: str = ""

    @property
    def taker(self) -> str:
        """What takes it, in words."""
        if self.step:
            return f"the step `{self.step}`"
        return {"url": "this address", "params": "this action"}.get(self.way, "this text")

    def span(self, document: Document) -> Span:
        """Return the place in *document*."""
        if self.step:
            return document.tree.key(*self.path)
        if self.part is None:
            return document.tree.at(*self.path)
        return document.tree.within(self.path, [self.part])[0]


class Uses:
    """What the reasons of *document* take; what a shared step takes is looked for once."""

    def __init__(self, document: Document) -> None:
        """Look at the shared steps of *document*."""
        self.document = document
        self.shared: Mapping[str, tuple[Use, ...]] = {
            step_id: tuple(_step_uses(step, ("next_steps", step_id)))
            for step_id, step in document.model.next_steps.items()
        }
        self._ways: Mapping[str, tuple[tuple[str, Way], ...]] = {
            step_id: tuple(dict.fromkeys((each.name, each.way) for each in uses))
            for step_id, uses in self.shared.items()
        }

    def own(self, code: str) -> Iterator[Use]:
        """Yield what the reason *code* takes in what it writes out itself."""
        reason, path = self.document.model.reasons[code], ("reasons", code)
        yield from _worded_uses(reason, path)
        for name, surface in (reason.surfaces or {}).items():
            yield from _worded_uses(surface, (*path, "surfaces", name))
        for index, step in enumerate(reason.next_steps or ()):
            if not isinstance(step, str):
                yield from _step_uses(step, (*path, "next_steps", index))

    def by_shared(self, code: str) -> Iterator[Use]:
        """Yield what the reason *code* takes in shared steps, each step's once for each way."""
        path, steps = used_steps(self.document, code)
        for index, step in enumerate(steps):
            if isinstance(step, str):
                place = (*path, index) if path[0] == "reasons" else ("reasons", code)
                for name, way in self._ways.get(step, ()):
                    yield Use(name, way, place, step=step)

    def all(self, code: str) -> Iterator[Use]:
        """Yield everything that the reason *code* takes."""
        yield from self.own(code)
        yield from self.by_shared(code)


def iterate_uses_of(document: Document, is_meant: Callable[[Declared], bool]) -> Iterator[Use]:
    """Yield each place where a reason of *document* takes a placeholder that *is_meant*."""
    uses = Uses(document)
    for code in document.model.reasons:
        names = {each.name for each in declared_placeholders(document, code) if is_meant(each)}
        if names:
            yield from (each for each in uses.all(code) if each.name in names)


def _worded_uses(worded: model.Reason | model.Surface, path: Path) -> Iterator[Use]:
    for key in ("operator_label", "short_explanation"):
        wording: model.Wording | None = getattr(worded, key)
        if wording is not None:
            yield from _wording_uses(wording, (*path, key))


def _step_uses(step: model.SharedStep, path: Path) -> Iterator[Use]:
    yield from _wording_uses(step.label, (*path, "label"))
    yield from _text_uses(step.url or "", "url", (*path, "url"))
    for number, name in enumerate(step.params or ()):
        yield Use(name, "params", (*path, "params", number))


def _wording_uses(wording: model.Wording, path: Path) -> Iterator[Use]:
    if not isinstance(wording, str):
        yield Use(wording.plural, "number", (*path, "plural"))
    for text, place in iterate_forms(wording, path):
        yield from _text_uses(text, "text", place)


def _text_uses(text: str, way: Way, path: Path) -> Iterator[Use]:
    for field in find_fields(text):
        yield Use(field.name, way, path, (field.start, field.end))
