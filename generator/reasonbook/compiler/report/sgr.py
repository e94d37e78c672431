"""
Colours of a terminal, as Select Graphic Rendition sequences (ECMA-48, 8.3.117).
"""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """The parameters of a sequence."""

    BOLD = "1"
    BLUE = "34"
    BOLD_RED = "1;31"
    BOLD_YELLOW = "1;33"


def paint(text: str, style: Style, *, colour: bool) -> str:
    """Return *text* in *style* if there is to be *colour*, else as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
