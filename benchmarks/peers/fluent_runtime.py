"""
Fluent as fluent.runtime interprets it; the bundle is held, its messages are looked up by id.
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
    known = {**names(), "bundle": bundle}
    label, review = _text("label"), _text("review")
    step = _text("open-run", STRINGS)
    codes = {
        "plain": f"Told({label}, {_text('queued')}, {review}, {_text('open')})",
        "failed": f"Told({label}, {_text('failed', ALL)}, {review}, {_text('open')})",
        "tried": f"Told({label}, {_text('tried', NUMBER)}, {review}, {step})",
        "rows": _text("rows", '{"amount": amount}'),
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}


def _text(name: str, arguments: str = "None") -> str:
    """Return the expression of one text; gettext and Django look their messages up as well."""
    return f'bundle.format_pattern(bundle.get_message("{name}").value, {arguments})[0]'
