"""
How much the reasons of a file take from what they share.

What is shared is written once and stands in the bundle with each reason that takes it: a short
file must not come to something that fills a disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reasonbook.compiler.catalog import model
    from reasonbook.compiler.catalog.tree import Tree

MAX_SHARED = 64 * 2**20
"""Characters that all reasons of a file take; 3,000 for each of 20,000 reasons."""


def measure_shared(tree: Tree, document: model.Document) -> int:
    """Return how many characters all reasons of *document* take from elsewhere in the file."""
    sizes = {
        section: {name: tree.length(section, name) for name in tree.keys(section)}
        for section in ("next_steps", "placeholders")
    }
    defaults = document.defaults
    common = tree.length("defaults") + _measure(
        sizes, defaults.next_steps or (), defaults.placeholders or ()
    )
    own = sum(
        _measure(sizes, reason.next_steps or (), reason.placeholders or ())
        for reason in document.reasons.values()
    )
    return len(document.reasons) * common + own


def _measure(
    sizes: Mapping[str, Mapping[str, int]],
    uses: Iterable[str | model.InlineStep],
    placeholders: Iterable[str],
) -> int:
    steps, values = sizes["next_steps"], sizes["placeholders"]
    size = sum(steps.get(each, 0) for each in uses if isinstance(each, str))
    return size + sum(values.get(each, 0) for each in placeholders)
