"""
ICU's MessageFormat through icu4py; the patterns are held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample
from harness import Work
from icu4py.messageformat import MessageFormat

from peers.fluent_runtime import ALL, NUMBER, STRINGS
from peers.stdlib_gettext import names

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "icu4py"


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    del stack, folder
    texts = {**sample.NAMES, **sample.PLURALS}
    held = {
        name.replace("-", "_"): MessageFormat(sample.icu(text), sample.LOCALE).format
        for name, text in texts.items()
    }
    known = {**names(), **held}
    codes = {
        "plain": "Told(label({}), queued({}), review({}), open({}))",
        "failed": f"Told(label({{}}), failed({ALL}), review({{}}), open({{}}))",
        "tried": f"Told(label({{}}), tried({NUMBER}), review({{}}), open_run({STRINGS}))",
        "rows": 'rows({"amount": amount})',
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}
