"""
A text, an address or an action takes a placeholder that the reason does not declare.

Declared placeholders have a type and reach translators with an example.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string}}
        operator_label: Run failed
        short_explanation: Run {run} ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string}}
        operator_label: Run failed
        short_explanation: Run {run_id} ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_declared, iterate_templates, used_steps
from reasonbook.compiler.catalog.names import MAX_CODE
from reasonbook.compiler.catalog.text import find_fields
from reasonbook.compiler.diagnostics import Vocabulary, error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reasonbook.compiler.catalog.document import Document, Text
    from reasonbook.compiler.catalog.model import SharedStep
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject
    from reasonbook.compiler.source import Span

CODE = "RB408"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder that is taken and not declared."""
    for document in subject.documents:
        advice = _Advice()
        for text in iterate_templates(document):
            if text.declared is not None:
                yield from _check_text(document, text, advice)
        taken = {step_id: _taken_names(step) for step_id, step in document.model.next_steps.items()}
        for step_id, declared in _declared_by_users(document).items():
            nowhere = {each for each in taken.get(step_id, ()) if each not in declared}
            taken[step_id] = tuple(each for each in taken.get(step_id, ()) if each in declared)
            yield from _check_shared(document, step_id, nowhere, declared, advice)
        for code, declared in iterate_declared(document):
            for step_id, name, span in _undeclared_names(document, code, taken, declared):
                yield error(
                    CODE,
                    f"the step `{step_id}` takes {_braced(name)}, which `{code}` does not declare",
                    span,
                    advice.give(name, declared),
                )


def _declared_by_users(document: Document) -> dict[str, frozenset[str]]:
    """Return what any reason declares that uses a shared step, by the step's id."""
    found: dict[str, set[str]] = {}
    by_defaults: set[str] | None = None
    for code, declared in iterate_declared(document):
        path, uses = used_steps(document, code)
        if path[0] == "defaults":
            by_defaults = {*declared, *(by_defaults or ())}
        else:
            for use in uses:
                if isinstance(use, str):
                    found.setdefault(use, set()).update(declared)
    for use in document.model.defaults.next_steps or ():
        if by_defaults is not None:
            found.setdefault(use, set()).update(by_defaults)
    return {use: frozenset(declared) for use, declared in found.items()}


def _check_shared(
    document: Document, step_id: str, names: set[str], declared: frozenset[str], advice: _Advice
) -> Iterator[Diagnostic]:
    """Yield one finding for each of *names*, which no user of a shared step declares."""
    for name in sorted(names):
        message = f"{_braced(name)} is declared by no reason that uses the step `{step_id}`"
        yield error(CODE, message, _first_use(document, step_id, name), advice.give(name, declared))


def _first_use(document: Document, step_id: str, name: str) -> Span:
    """Return where a shared step takes *name* for the first time."""
    step = document.model.next_steps[step_id]
    for part, text in (("label", step.label), ("url", step.url or "")):
        for field in find_fields(text):
            if field.name == name:
                path = ("next_steps", step_id, part)
                return document.tree.within(path, [(field.start, field.end)])[0]
    number = (step.params or []).index(name)
    return document.tree.at("next_steps", step_id, "params", number)


def _check_text(document: Document, text: Text, advice: _Advice) -> Iterator[Diagnostic]:
    declared = text.declared or frozenset()
    fields = [each for each in find_fields(text.value) if each.name not in declared]
    spans = document.tree.within(text.path, [(each.start, each.end) for each in fields])
    for field, span in zip(fields, spans, strict=True):
        message = f"{_braced(field.name)} is not a declared placeholder"
        yield error(CODE, message, span, advice.give(field.name, declared))


def _taken_names(step: SharedStep) -> tuple[str, ...]:
    """Return the names of the placeholders that *step* takes, each once."""
    names = [each.name for text in (step.label, step.url or "") for each in find_fields(text)]
    return tuple(dict.fromkeys([*(step.params or ()), *names]))


def _undeclared_names(
    document: Document, code: str, taken: Mapping[str, Sequence[str]], declared: frozenset[str]
) -> Iterator[tuple[str, str, Span]]:
    """Yield the id of each step of a reason with a name that it takes in vain, and where."""
    tree = document.tree
    path, uses = used_steps(document, code)
    for index, use in enumerate(uses):
        if isinstance(use, str):
            is_own = path[0] == "reasons"
            span = tree.at(*path, index) if is_own else tree.key("reasons", code)
            yield from ((use, each, span) for each in taken.get(use, ()) if each not in declared)
        else:
            # The texts of a step that is written out have findings of their own.
            for number, name in enumerate(use.params or ()):
                if name not in declared:
                    yield use.id, name, tree.at(*path, index, "params", number)


class _Advice:
    """Says how to mend an undeclared placeholder; remembers what it has compared."""

    def __init__(self) -> None:
        self._known: dict[frozenset[str], Vocabulary] = {}

    def give(self, name: str, declared: frozenset[str]) -> str:
        if declared not in self._known:
            self._known[declared] = Vocabulary(sorted(declared))
        meant = self._known[declared].nearest(name)
        if meant:
            return f"did you mean {_braced(meant)}?"
        if len(name) > MAX_CODE:
            return f"a name has at most {MAX_CODE} characters"
        return f"declare it: `placeholders: {{{name}: {{type: string}}}}`"


def _braced(name: str) -> str:
    return quote(f"{{{name}}}")


RULE = Rule(CODE, "undeclared-placeholder", __doc__, check)
