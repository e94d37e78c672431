"""
One text with a decimal number, written as the locale writes it.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import sample
from harness import check, compare
from peers import open_peers
from table import Bound, Row, row

from groups.messages import open_ours
from reasonbook import use_locale

if TYPE_CHECKING:
    from harness import Options

BOUNDS = {"gettext": Bound(0.2), "PyICU": Bound(1.0)}


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return one row a peer."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = open_ours(folder)["rows"]
        peers, notes = open_peers(stack, folder)
        stack.enter_context(use_locale(sample.LOCALE))
        works = [ours, *(works["rows"] for works in peers.values())]
        check(works)
        mine, *others = compare(works, options)
    title = "a text with one decimal number"
    return [row(title, mine, each, BOUNDS.get(each.name)) for each in others], notes
