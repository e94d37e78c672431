"""
Exit codes.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's exit tells a script."""

    CLEAN = 0
    """Nothing to report, nothing to change."""

    FINDINGS = 1
    """Findings at or above ``--fail-on``, or ``--check`` found something to change."""

    FAILED = 2
    """The command was used wrongly, the settings are wrong, or a file could not be used."""

    INTERNAL = 3
    """A fault of reasonbook itself."""

    INTERRUPTED = 130
    """Someone pressed Ctrl-C: 128 and the number of SIGINT, as shells count."""
