"""
Envelopes of four texts in the current locale: ours beside what other libraries take for the same.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import project
import sample
from harness import Work, check, compare
from peers import open_peers
from table import Bound, Row, row

from reasonbook import use_locale

if TYPE_CHECKING:
    from harness import Options

VALUES = "run_id=run_id, queue=queue, attempts=attempts"
KINDS = {
    "plain": "envelope of four plain texts",
    "failed": "occurrence to envelope: two strings and a plural in one of four texts",
    "tried": "occurrence to envelope: two strings in one of four texts, a plural in another",
}
BOUNDS = {
    ("plain", "gettext"): Bound(0.12),
    ("plain", "Django"): Bound(0.02),
    ("plain", "Flask-Babel"): Bound(0.02),
    ("plain", "fluent.runtime"): Bound(0.02),
    ("failed", "gettext"): Bound(0.45),
    ("tried", "gettext"): Bound(0.45),
}


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return the rows of all kinds of envelopes against all peers."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = open_ours(folder)
        peers, notes = open_peers(stack, folder)
        stack.enter_context(use_locale(sample.LOCALE))
        rows: list[Row] = []
        for kind, title in KINDS.items():
            theirs = [works[kind] for works in peers.values()]
            works = [ours[kind], *theirs]
            check(works, _texts)
            mine, *others = compare(works, options)
            rows += [row(title, mine, each, BOUNDS.get((kind, each.name))) for each in others]
            if kind == "failed":
                rows.append(_with_the_call(ours["made"], theirs[0], options))
    return rows, notes


def open_ours(folder: Path) -> dict[str, Work]:
    """Generate the sample's bundle and return our expressions by kind."""
    project.write_project(folder, sample.REASONS, next_steps=sample.STEPS)
    project.add_locales(folder, [sample.LOCALE], sample.translate)
    module = project.load(folder)
    values = {"run_id": sample.RUN_ID, "queue": sample.QUEUE, "attempts": sample.ATTEMPTS}
    known = {
        **values,
        "reason": module.BenchReason.QUEUED,
        "make": module.failed,
        "failed": module.failed(**values),
        "tried": module.tried(**values),
        "rows": module.rows(amount=sample.AMOUNT),
    }
    codes = {
        "plain": "reason.envelope()",
        "failed": "failed.envelope()",
        "tried": "tried.envelope()",
        "made": f"make({VALUES}).envelope()",
        "rows": "rows.short_explanation()",
    }
    return {kind: Work("reasonbook", code, known) for kind, code in codes.items()}


def _with_the_call(ours: Work, theirs: Work, options: Options) -> Row:
    check([ours, theirs], _texts)
    title = "values to envelope: the same, with the call that makes the occurrence"
    return row(title, *compare([ours, theirs], options))


def _texts(result: object) -> tuple[str, ...]:
    """Return the four texts of an envelope, ours or a peer's."""
    if isinstance(result, tuple):
        return tuple(result)
    steps = (step.label for step in result.next_steps)
    return result.operator_label, result.short_explanation, *steps
