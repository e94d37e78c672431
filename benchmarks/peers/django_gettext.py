"""
Django's gettext in the active language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import django
import sample
from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format
from harness import Work

from peers.stdlib_gettext import FAILED, PLAIN, TRIED, names

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

NAME = "Django"


def opened(stack: ExitStack, folder: Path) -> dict[str, Work]:
    """Return the expressions."""
    sample.write_catalogue(folder / "django", "django")
    settings.configure(
        USE_I18N=True,
        USE_THOUSAND_SEPARATOR=True,
        LANGUAGE_CODE="en",
        LANGUAGES=[("en", "English"), ("pl", "Polish")],
        LOCALE_PATHS=[str(folder / "django")],
    )
    django.setup()
    stack.enter_context(translation.override(sample.LOCALE))
    known = {
        **names(),
        "g": translation.gettext,
        "n": translation.ngettext,
        "number_format": number_format,
    }
    codes = {
        "plain": PLAIN,
        "failed": FAILED,
        "tried": TRIED,
        "rows": "g(rows).format(amount=number_format(amount))",
    }
    return {kind: Work(NAME, code, known) for kind, code in codes.items()}
