"""
A file is larger than 16 MiB, has more than a million values, or describes too large a bundle.

What reasons share is written once and stands in the bundle with each of them: a short file must
not come to something that fills a disk. 64 MiB is 3,000 characters for each of 20,000 reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB111"
MAX_SHARED = 64 * 2**20


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each file whose reasons share so much that the bundle would burst."""
    for document in subject.documents:
        size = _measure_shared(document)
        if size > MAX_SHARED:
            yield error(
                CODE,
                f"what the reasons share comes to {size // 2**20:,} MiB in the bundle",
                document.tree.key("reasons"),
                f"it must be at most {MAX_SHARED // 2**20} MiB: shorten it, or share less",
            )


def _measure_shared(document: Document) -> int:
    """Return how many characters all reasons take from elsewhere in the file."""
    model, tree = document.model, document.tree
    steps = _measure_entries(document, "next_steps")
    placeholders = _measure_entries(document, "placeholders")
    common = tree.length("defaults") + sum(
        [steps.get(each, 0) for each in model.defaults.next_steps or ()]
        + [placeholders.get(each, 0) for each in model.defaults.placeholders or ()]
    )
    own = [
        steps.get(use, 0)
        for reason in model.reasons.values()
        for use in reason.next_steps or ()
        if isinstance(use, str)
    ]
    own += [
        placeholders.get(name, 0)
        for reason in model.reasons.values()
        for name in reason.placeholders or ()
    ]
    return len(model.reasons) * common + sum(own)


def _measure_entries(document: Document, section: str) -> Mapping[str, int]:
    tree = document.tree
    return {name: tree.length(section, name) for name in tree.keys(section)}


RULE = Rule(CODE, "file-too-large", __doc__, check)
