"""
One module a peer: each makes it ready and says what an application would write with it.

A module has ``NAME`` and ``opened(stack, folder)``, which leaves the peer as it would be within a
request in Polish until *stack* is closed, and returns its expressions by the kind of row:
``plain``, ``failed``, ``tried`` (envelopes of the sample's reasons), ``rows`` (a text with a
number).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from harness import Work

PEERS = (
    "stdlib_gettext",
    "django_gettext",
    "flask_babel_gettext",
    "fluent_runtime",
    "fluent_compiled",
    "pyicu_messages",
    "icu4py_messages",
)


def open_peers(stack: ExitStack, folder: Path) -> tuple[dict[str, dict[str, Work]], list[str]]:
    """Return the expressions of each peer by its name, and a line for each that is not there."""
    found: dict[str, dict[str, Work]] = {}
    missing: list[str] = []
    for name in PEERS:
        try:
            peer = import_module(f"peers.{name}")
        except ImportError as error:
            missing.append(f"left out: {name} ({error})")
            continue
        found[peer.NAME] = peer.opened(stack, folder)
    return found, missing
