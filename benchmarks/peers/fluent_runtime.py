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
        name.replace("-", "_"): bundle.get_message(name).value
        for name in (*sample.NAMES, *sample.PLURALS)
    }
    known = {**names(), **held, "f": bundle.format_pattern}
    first, last = "f(label)[0]", "f(review)[0], f(open)[0]"
    codes = {
        "plain": f"({first}, f(queued)[0], {last})",
        "failed": f"({first}, f(failed, {ALL})[0], {last})",
        "tried": f"({first}, f(tried, {NUMBER})[0], f(review)[0], f(open_run, {STRINGS})[0])",
        "rows": 'f(rows, {"amount": amount})[0]',
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}
