"""
The settings: ``[tool.reasonbook]`` in ``pyproject.toml``.

A key that is not known is an error: a setting that is misspelt must not be a default in disguise.
"""

from __future__ import annotations

from reasonbook.compiler.config.places import locate
from reasonbook.compiler.config.read import read_settings
from reasonbook.compiler.config.settings import (
    BUILT_IN_ACTIONABILITIES,
    DETAIL,
    SETTINGS_FILE,
    Actionability,
    Limits,
    Settings,
)

__all__ = [
    "BUILT_IN_ACTIONABILITIES",
    "DETAIL",
    "SETTINGS_FILE",
    "Actionability",
    "Limits",
    "Settings",
    "locate",
    "read_settings",
]
