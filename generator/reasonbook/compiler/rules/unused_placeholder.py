"""
A placeholder is declared, and nothing takes its value.

Whoever reports the reason has to find a value for it all the same. One that programs read, and
people do not, says ``metadata_only: true``; a ``secret`` is one of those.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string}, worker: {type: string}}
        operator_label: Run failed
        short_explanation: Run {run_id} ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {run_id: {type: string}, worker: {type: string, metadata_only: true}}
        operator_label: Run failed
        short_explanation: Run {run_id} ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.declared import declared_placeholders, default_placeholders
from reasonbook.compiler.catalog.document import used_steps
from reasonbook.compiler.catalog.names import is_name
from reasonbook.compiler.catalog.uses import Uses
from reasonbook.compiler.diagnostics import warning
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.declared import Declared
    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB413"
_HELP = "use it, remove it, or set `metadata_only: true`"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a warning for each placeholder whose value nothing takes."""
    for document in subject.documents:
        uses = Uses(document)
        yield from _check_own(document, uses)
        if document.is_whole:
            yield from _check_defaults(document, uses)
            yield from _check_shared(document)


def _check_own(document: Document, uses: Uses) -> Iterator[Diagnostic]:
    for code, reason in document.model.reasons.items():
        if not reason.placeholders or not _knows_steps(document, code):
            continue
        used = {each.name for each in uses.all(code)}
        # What is taken and not declared is most likely meant for what seems to be unused.
        is_clear = used <= reason.placeholders.keys()
        for each in declared_placeholders(document, code):
            if is_clear and each.name not in used and not _may_be_unused(each):
                message = f"nothing in `{code}` takes the placeholder `{each.name}`"
                yield warning(CODE, message, document.tree.key(*each.path), _HELP)


def _check_defaults(document: Document, uses: Uses) -> Iterator[Diagnostic]:
    reasons = document.model.reasons
    takers = [code for code, each in reasons.items() if each.placeholders is None]
    used = {each.name for code in takers for each in uses.all(code)}
    is_clear = all(_knows_steps(document, code) for code in takers)
    if not is_clear or not used <= (document.model.defaults.placeholders or {}).keys():
        return
    for each in default_placeholders(document):
        if each.name not in used and not _may_be_unused(each):
            message = f"no reason takes the placeholder `{each.name}` of the defaults"
            yield warning(CODE, message, document.tree.key(*each.path), _HELP)


def _check_shared(document: Document) -> Iterator[Diagnostic]:
    reasons = document.model.reasons.values()
    taken = {name for each in reasons for name in each.placeholders or ()}
    taken.update(document.model.defaults.placeholders or ())
    for name in document.model.placeholders:
        if name not in taken:
            yield warning(
                CODE,
                f"no reason declares the shared placeholder `{name}`",
                document.tree.key("placeholders", name),
                f"declare it in a reason, `placeholders: {{{name}: {{}}}}`, or remove it",
            )


def _knows_steps(document: Document, code: str) -> bool:
    """Tell whether nothing is wrong with the steps of a reason: a faulty one may take anything."""
    _, steps = used_steps(document, code)
    known = document.model.next_steps
    return all(each in known for each in steps if isinstance(each, str))


def _may_be_unused(declared: Declared) -> bool:
    # A malformed name, which no text can take, is somebody else's finding.
    return declared.is_metadata or declared.privacy == "secret" or not is_name(declared.name)


RULE = Rule(CODE, "unused-placeholder", __doc__, check)
