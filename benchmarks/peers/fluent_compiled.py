"""
Fluent as fluent-compiler turns it into Python; the bundle is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample
from fluent_compiler.bundle import FluentBundle
from harness import Work

from peers.fluent_runtime import ALL, NUMBER, STRINGS
from peers.stdlib_gettext import names

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "fluent-compiler"


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    del stack, folder
    bundle = FluentBundle.from_string(sample.LOCALE, sample.fluent(), use_isolating=False)
    known = {**names(), "bundle": bundle}
    first, last = 'f("label")[0]', 'f("review")[0], f("open")[0]'
    step = f'f("open-run", {STRINGS})[0]'
    codes = {
        "plain": f'Told({first}, f("queued")[0], {last})',
        "failed": f'Told({first}, f("failed", {ALL})[0], {last})',
        "tried": f'Told({first}, f("tried", {NUMBER})[0], f("review")[0], {step})',
        "rows": 'f("rows", {"amount": amount})[0]',
    }
    return {
        kind: Work(NAME, code.replace("f(", "bundle.format("), known)
        for kind, code in codes.items()
    }
