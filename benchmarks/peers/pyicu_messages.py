"""
ICU's MessageFormat through PyICU; the patterns are held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample
from harness import Work
from icu import Formattable, Locale, MessageFormat

from peers.stdlib_gettext import names

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "PyICU"

STRINGS = '["run_id", "queue"], [V(run_id), V(queue)]'
ALL = '["run_id", "queue", "attempts"], [V(run_id), V(queue), V(attempts)]'
NUMBER = '["attempts"], [V(attempts)]'


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    del stack, folder
    locale = Locale(sample.LOCALE)
    texts = {**sample.NAMES, **sample.PLURALS}
    held = {
        name.replace("-", "_"): MessageFormat(sample.icu(text), locale).format
        for name, text in texts.items()
    }
    # Arguments by position are the quicker ones.
    rows = MessageFormat(sample.icu(sample.ROWS).replace("amount", "0"), locale).format
    known = {**names(), **held, "rows": rows, "V": Formattable}
    codes = {
        "plain": "Told(label([], []), queued([], []), review([], []), open([], []))",
        "failed": f"Told(label([], []), failed({ALL}), review([], []), open([], []))",
        "tried": f"Told(label([], []), tried({NUMBER}), review([], []), open_run({STRINGS}))",
        "rows": "rows([V(amount)])",
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}
