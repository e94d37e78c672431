"""
One text with a decimal number, written as the locale writes it.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import sample
from harness import Work, check, compare
from peers import open_peers
from table import Bound, Row, row

from groups.messages import open_ours
from reasonbook import use_locale

if TYPE_CHECKING:
    from harness import Options

WITH_BABEL = "gettext and Babel's format_decimal"
BOUNDS = {WITH_BABEL: Bound(0.2), "PyICU": Bound(1.0)}


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return one row a peer."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = open_ours(folder)["rows"]
        peers, notes = open_peers(stack, folder)
        stack.enter_context(use_locale(sample.LOCALE))
        works = [ours, *(_named(works["rows"]) for works in peers.values())]
        check(works)
        mine, *others = compare(works, options)
    title = "a text with one decimal number"
    return [row(title, mine, each, BOUNDS.get(each.name)) for each in others], notes


def _named(work: Work) -> Work:
    """Say that Babel writes the number where gettext has the text."""
    return replace(work, name=WITH_BABEL) if work.name == "gettext" else work
