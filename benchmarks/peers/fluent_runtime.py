"""
Fluent as fluent.runtime interprets it; the bundle and its messages are held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample
from fluent.runtime import FluentBundle, FluentResource
from harness import Work

from peers.stdlib_gettext import names

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "fluent.runtime"

STRINGS = '{"run_id": run_id, "queue": queue}'
ALL = '{"run_id": run_id, "queue": queue, "attempts": attempts}'
NUMBER = '{"attempts": attempts}'


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    del stack, folder
    bundle = FluentBundle([sample.LOCALE], use_isolating=False)
    bundle.add_resource(FluentResource(sample.fluent()))
    held = {
        name.replace("-", "_"): bundle.get_message(name)
        for name in (*sample.NAMES, *sample.PLURALS)
    }
    known = {**names(), **held, "bundle": bundle}
    label, review = "f(label.value)[0]", "f(review.value)[0]"
    step = f"f(open_run.value, {STRINGS})[0]"
    codes = {
        "plain": f"Told({label}, f(queued.value)[0], {review}, f(open.value)[0])",
        "failed": f"Told({label}, f(failed.value, {ALL})[0], {review}, f(open.value)[0])",
        "tried": f"Told({label}, f(tried.value, {NUMBER})[0], {review}, {step})",
        "rows": 'f(rows.value, {"amount": amount})[0]',
    }
    return {
        kind: Work(NAME, code.replace("f(", "bundle.format_pattern("), known)
        for kind, code in codes.items()
    }
