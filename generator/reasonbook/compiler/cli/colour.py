"""
Whether to write in colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def wants_colour(choice: str, *, environ: Mapping[str, str], is_terminal: bool) -> bool:
    """
    Tell whether output is to have colour.

    *choice* is ``always`` or ``never``, which hold whatever else says, or ``auto``. Then what
    comes first decides: ``NO_COLOR`` (no-color.org), ``FORCE_COLOR`` or ``CLICOLOR_FORCE``
    other than 0, ``CLICOLOR=0`` (bixense.com/clicolors), ``TERM=dumb``, and whether the output
    *is_terminal*. An empty variable counts as unset.
    """
    if choice in {"always", "never"}:
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb":
        return False
    return is_terminal
