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

from reasonbook.compiler.catalog.document import iterate_texts, used_steps
from reasonbook.compiler.catalog.names import MAX_CODE
from reasonbook.compiler.catalog.text import find_fields
from reasonbook.compiler.catalog.uses import Uses
from reasonbook.compiler.diagnostics import Vocabulary, error, quote
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.uses import Use
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB408"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder that is taken and not declared."""
    for document in subject.documents:
        uses, advice = Uses(document), _Advice()
        users = _declared_by_users(document)
        yield from _check_values(document)
        yield from _check_shared(uses, users, advice)
        for code, declared in document.declared.items():
            yield from _check_own(uses, code, declared, advice)
            taken = [each for each in uses.by_shared(code) if each.name not in declared]
            for use in _first_of_each(taken):
                # What no user of the step declares has been reported at the step.
                if use.name in users[use.step]:
                    what = f"{use.taker} takes {_braced(use.name)}"
                    message = f"{what}, which `{code}` does not declare"
                    help_text = advice.give(use, declared, taken)
                    yield error(CODE, message, use.span(document), help_text)


def _first_of_each(uses: Sequence[Use]) -> Iterable[Use]:
    """Return the first use of each placeholder by each step."""
    return {(each.step, each.name): each for each in reversed(uses)}.values()


def _check_values(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for each placeholder in the text of a value."""
    for text in iterate_texts(document, "value"):
        fields = find_fields(text.value)
        spans = document.tree.within(text.path, [(each.start, each.end) for each in fields])
        for field, span in zip(fields, spans, strict=True):
            message = f"the text of a value has the placeholder {_braced(field.name)}"
            yield error(CODE, message, span, "write `{{` and `}}` for braces that are text")


def _check_own(
    uses: Uses, code: str, declared: frozenset[str], advice: _Advice
) -> Iterator[Diagnostic]:
    """Yield a finding for each undeclared placeholder in what a reason writes out itself."""
    taken = [each for each in uses.own(code) if each.name not in declared]
    for use in taken:
        message = f"{_braced(use.name)} is not a declared placeholder"
        span = use.span(uses.document)
        yield error(CODE, message, span, advice.give(use, declared, taken))


def _declared_by_users(document: Document) -> dict[str, frozenset[str]]:
    """Return what any reason declares that uses a shared step, by the step's id."""
    found: dict[str, set[str]] = {}
    by_defaults: set[str] = set()
    takers = 0
    for code, declared in document.declared.items():
        path, uses = used_steps(document, code)
        if path[0] == "defaults":
            by_defaults.update(declared)
            takers += 1
        else:
            for use in uses:
                if isinstance(use, str):
                    found.setdefault(use, set()).update(declared)
    for use in document.model.defaults.next_steps or ():
        if takers:
            found.setdefault(use, set()).update(by_defaults)
    return {use: frozenset(declared) for use, declared in found.items()}


def _check_shared(
    uses: Uses, users: dict[str, frozenset[str]], advice: _Advice
) -> Iterator[Diagnostic]:
    """Yield a finding where a shared step takes what no reason declares that uses the step."""
    for step_id, declared in users.items():
        taken = [each for each in uses.shared.get(step_id, ()) if each.name not in declared]
        for use in _first_of_each(taken):
            what = f"{_braced(use.name)} is declared by no reason"
            message = f"{what} that uses the step `{step_id}`"
            span = use.span(uses.document)
            yield error(CODE, message, span, advice.give(use, declared, taken))


class _Advice:
    """Says how to mend an undeclared placeholder; remembers what it has compared."""

    def __init__(self) -> None:
        self._known: dict[frozenset[str], Vocabulary] = {}

    def give(self, use: Use, declared: frozenset[str], taken: Sequence[Use]) -> str:
        """Return how to mend *use*, one of *taken*, where *declared* is declared."""
        if declared not in self._known:
            self._known[declared] = Vocabulary(sorted(declared))
        meant = self._known[declared].nearest(use.name)
        if meant:
            return f"did you mean {_braced(meant)}?"
        if len(use.name) > MAX_CODE:
            return f"a name has at most {MAX_CODE} characters"
        numbers = {each.name for each in taken if each.way == "number"}
        kind = "integer" if use.name in numbers else "string"
        return f"declare it: `placeholders: {{{use.name}: {{type: {kind}}}}}`"


def _braced(name: str) -> str:
    return quote(f"{{{name}}}")


RULE = Rule(CODE, "undeclared-placeholder", __doc__, check)
