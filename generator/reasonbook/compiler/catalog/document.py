"""
One source file as its author wrote it: the model, and where each part of it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from reasonbook.compiler.catalog import model
from reasonbook.compiler.catalog.nodes import Broken, Nothing, plain_data
from reasonbook.compiler.catalog.nodes import Mapping as MappingNode
from reasonbook.compiler.catalog.read import MAX_BYTES, read_tree
from reasonbook.compiler.catalog.shape import unit_of, validate
from reasonbook.compiler.catalog.shared import MAX_SHARED, measure_shared
from reasonbook.compiler.catalog.tree import Tree
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.source import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reasonbook.compiler.catalog.nodes import Data, Node
    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

MAX_REASONS = 20_000
TextKind: TypeAlias = Literal["label", "explanation", "step", "value", "url"]


@dataclass(frozen=True)
class Document:
    """
    A source file that can be looked into.

    *model* holds the parts of the right shape; what was left out of it stands in *tree* all
    the same, so that nobody reports a reason or a step as unknown that is merely faulty.
    """

    tree: Tree
    model: model.Document

    @property
    def path(self) -> str:
        """The file's path."""
        return self.tree.file.path

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every translatable text in the order of the file's sections."""
        return tuple(_all_texts(self))

    @cached_property
    def declared(self) -> Mapping[str, frozenset[str]]:
        """What the texts of each reason may take, by its code."""
        common = frozenset(self.tree.keys("defaults", "placeholders"))
        return {
            code: frozenset(self.tree.keys("reasons", code, "placeholders"))
            if self.tree.has("reasons", code, "placeholders")
            else common
            for code in self.model.reasons
        }

    @property
    def is_whole(self) -> bool:
        """Whether no reason was left out of the model, nor the defaults."""
        has_defaults = "defaults" in self.model.model_fields_set
        is_complete = len(self.model.reasons) == len(self.tree.keys("reasons"))
        return is_complete and has_defaults == self.tree.has("defaults")


@dataclass(frozen=True, slots=True)
class Text:
    """
    A text, each form of a plural apart, and its place.

    *path* is where it stands in the file. *declared* are the placeholders it may take; None for
    a shared step's, where each reason that uses the step answers for them.
    """

    value: str
    path: Path
    declared: frozenset[str] | None
    kind: TextKind


def read_document(file: SourceFile) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """
    Return *file* as a document and every finding about its syntax and shape.

    Faulty reasons and shared entries are left out of the document, so that the rest can be
    checked in the same run. It is None where nothing can be checked.
    """
    if len(file.text) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        return None, (error("RB111", message, file.span(0, 0), "split it: one file is one enum"),)
    root, found = read_tree(file)
    findings = list(found)
    if root is None or isinstance(root, Broken) or root.start >= root.end:
        if not findings:
            findings.append(_empty(file))
        return None, tuple(findings)
    tree = Tree(file, root)
    count = len(tree.keys("reasons"))
    if count > MAX_REASONS:
        message = f"the file has {count:,} reasons, more than {MAX_REASONS:,}"
        findings.append(error("RB112", message, tree.key("reasons"), "split it into several files"))
        return None, tuple(findings)
    shaped, faults = _shape(tree, root)
    findings.extend(faults)
    size = measure_shared(tree, shaped) if shaped else 0
    if size > MAX_SHARED:
        message = f"what the reasons share comes to {size // 2**20:,} MiB in the bundle"
        help_text = f"it must be at most {MAX_SHARED // 2**20} MiB: shorten it, or share less"
        findings.append(error("RB111", message, tree.key("reasons"), help_text))
        return None, tuple(findings)
    return (Document(tree, shaped) if shaped else None), tuple(findings)


def _empty(file: SourceFile) -> Diagnostic:
    return error(
        "RB205", "the file is empty", file.span(0, 0), f"start with `format: {model.FORMAT}`"
    )


def _shape(tree: Tree, root: Node) -> tuple[model.Document | None, Sequence[Diagnostic]]:
    if not isinstance(root, MappingNode):
        message = f"expected a mapping, found {tree.describe()}"
        return None, [error("RB203", message, tree.at(), f"start with `format: {model.FORMAT}`")]
    data = plain_data(root, empty=Nothing())
    shape = validate(tree, data)
    if shape.document is not None:
        return shape.document, ()
    assert isinstance(data, dict), "a mapping gives a mapping"
    _drop_faulty(data, shape.faults, tree.file.path)
    return validate(tree, data).document, shape.findings


def _drop_faulty(data: dict[str, Data], faults: Sequence[tuple[Path, bool]], name: str) -> None:
    """
    Remove from *data* what has *faults*, so that the rest of the file can be checked.

    Unknown keys go alone, everything else with the reason, shared entry or section it is in.
    What a file cannot do without stays, except for the header, which gets names that no other
    file has: *name* tells it from those.
    """
    for path, is_unknown_key in faults:
        unit = path if is_unknown_key or path[0] == "catalog" else unit_of(path)
        if unit not in (("format",), ("reasons",)):
            _drop(data, unit)
    header = data.setdefault("catalog", {})
    assert isinstance(header, dict), "a header of another type is faulty"
    mark = digest(name.encode())[:16]
    header.setdefault("module", f"unknown_a{mark}")
    header.setdefault("enum", f"Unknown{mark}")


def _drop(data: Data, path: Path) -> None:
    *parents, last = path
    for part in parents:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
    if isinstance(data, dict) and isinstance(last, str):
        data.pop(last, None)


def iterate_texts(document: Document, *kinds: TextKind) -> Iterator[Text]:
    """
    Yield every translatable text of *document* in the order of the file's sections.

    Where *kinds* are given, it is those of these kinds.
    """
    return (each for each in document.texts if not kinds or each.kind in kinds)


def _all_texts(document: Document) -> Iterator[Text]:
    yield from _value_texts(document.model.placeholders, ("placeholders",))
    for step_id, step in document.model.next_steps.items():
        for value, path in iterate_forms(step.label, ("next_steps", step_id, "label")):
            yield Text(value, path, None, "step")
    for code, declared in document.declared.items():
        reason, path = document.model.reasons[code], ("reasons", code)
        yield from _worded_texts(reason, path, declared)
        for name, surface in (reason.surfaces or {}).items():
            yield from _worded_texts(surface, (*path, "surfaces", name), declared)
        for index, use in enumerate(reason.next_steps or ()):
            if not isinstance(use, str):
                place = (*path, "next_steps", index, "label")
                for value, where in iterate_forms(use.label, place):
                    yield Text(value, where, declared, "step")
        yield from _value_texts(reason.placeholders or {}, (*path, "placeholders"))


def _worded_texts(
    worded: model.Reason | model.Surface, path: Path, declared: frozenset[str]
) -> Iterator[Text]:
    if worded.operator_label is not None:
        yield Text(worded.operator_label, (*path, "operator_label"), declared, "label")
    if worded.short_explanation is not None:
        for value, place in iterate_forms(worded.short_explanation, (*path, "short_explanation")):
            yield Text(value, place, declared, "explanation")


def _value_texts(placeholders: Mapping[str, model.Placeholder], path: Path) -> Iterator[Text]:
    for name, each in placeholders.items():
        for value, text in (each.values or {}).items():
            yield Text(text, (*path, name, "values", value), frozenset(), "value")


def iterate_forms(wording: model.Wording, path: Path) -> Iterator[tuple[str, Path]]:
    """Yield *wording*, which stands at *path*, or each form of it, with its path."""
    if isinstance(wording, str):
        yield wording, path
    else:
        yield wording.one, (*path, "one")
        yield wording.other, (*path, "other")


def iterate_plurals(document: Document) -> Iterator[tuple[Path, model.PluralText]]:
    """Yield every text of *document* that has plural forms, with its path."""
    for path, step in iterate_steps(document):
        if not isinstance(step.label, str):
            yield (*path, "label"), step.label
    for code, reason in document.model.reasons.items():
        places: list[tuple[Path, model.Reason | model.Surface]] = [(("reasons", code), reason)]
        places += [
            (("reasons", code, "surfaces", name), surface)
            for name, surface in (reason.surfaces or {}).items()
        ]
        for path, worded in places:
            if isinstance(worded.short_explanation, model.PluralText):
                yield (*path, "short_explanation"), worded.short_explanation


def iterate_templates(document: Document) -> Iterator[Text]:
    """Yield every text and every address of *document*: all that may take placeholders."""
    yield from iterate_texts(document)
    for path, step in iterate_steps(document):
        if step.url is not None:
            own = document.declared[str(path[1])] if path[0] == "reasons" else None
            yield Text(step.url, (*path, "url"), own, "url")


def iterate_steps(document: Document) -> Iterator[tuple[Path, model.SharedStep]]:
    """Yield every next step that *document* writes out, shared ones first, with its path."""
    for step_id, step in document.model.next_steps.items():
        yield ("next_steps", step_id), step
    for code, reason in document.model.reasons.items():
        for index, use in enumerate(reason.next_steps or ()):
            if not isinstance(use, str):
                yield ("reasons", code, "next_steps", index), use


def used_steps(document: Document, code: str) -> tuple[Path, tuple[str | model.InlineStep, ...]]:
    """Return the next steps of the reason *code* as written, and the path where they stand."""
    reason = document.model.reasons[code]
    if reason.next_steps is not None:
        return ("reasons", code, "next_steps"), tuple(reason.next_steps)
    return ("defaults", "next_steps"), tuple(document.model.defaults.next_steps or ())
