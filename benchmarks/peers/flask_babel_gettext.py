"""
Flask-Babel within a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample
from flask import Flask
from flask_babel import Babel, format_decimal, gettext, ngettext
from harness import Work

from peers.stdlib_gettext import FAILED, PLAIN, TRIED, names

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "Flask-Babel"


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    sample.write_catalogue(folder / "flask", "messages")
    application = Flask("bench")
    application.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder / "flask")
    Babel(application, locale_selector=lambda: sample.LOCALE)
    stack.enter_context(application.test_request_context())
    known = {**names(), "g": gettext, "n": ngettext, "format_decimal": format_decimal}
    codes = {
        "plain": PLAIN,
        "failed": FAILED,
        "tried": TRIED,
        "rows": "g(rows).format(amount=format_decimal(amount))",
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}
