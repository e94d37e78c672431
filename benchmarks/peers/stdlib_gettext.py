"""
gettext of the standard library, `str.format`, and Babel for numbers.
"""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import sample
from babel.numbers import format_decimal
from harness import Work

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "gettext"

PLAIN = "Told(g(label), g(queued), g(review), g(open))"
FAILED = (
    "Told(g(label), n(*failed, attempts).format(run_id=run_id, queue=queue, attempts=attempts), "
    "g(review), g(open))"
)
TRIED = (
    "Told(g(label), n(*tried, attempts).format(attempts=attempts), g(review), "
    "g(open_run).format(run_id=run_id, queue=queue))"
)


def names() -> dict[str, object]:
    """Return what the expressions of gettext's relatives use."""
    texts = {name.replace("-", "_"): text for name, text in sample.NAMES.items()}
    values = {"run_id": sample.RUN_ID, "queue": sample.QUEUE, "attempts": sample.ATTEMPTS}
    return {**texts, **sample.PLURALS, **values, "amount": sample.AMOUNT, "Told": sample.Told}


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    del stack
    sample.write_catalogue(folder, "bench")
    translations = gettext.translation("bench", folder, [sample.LOCALE])
    known = {**names(), "t": translations, "format_decimal": format_decimal}
    codes = {
        "plain": _methods(PLAIN),
        "failed": _methods(FAILED),
        "tried": _methods(TRIED),
        "rows": 't.gettext(rows).format(amount=format_decimal(amount, locale="pl"))',
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}


def _methods(code: str) -> str:
    """Return *code* with the methods of the translations, which an application would call."""
    return code.replace("g(", "t.gettext(").replace("n(*", "t.ngettext(*")
