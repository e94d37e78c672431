"""
Where the built-in templates live.

In a wheel they lie inside the package, in a checkout in the folder ``templates`` at its top.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Template:
    """A template's text, and the path under which findings name it."""

    path: str
    text: str
    is_builtin: bool = False


_CHECKOUT = Path(__file__).parents[4] / "templates"
_TARGET = "python"


def builtin_templates() -> Mapping[str, Template]:
    """Return the built-in templates by name, such as ``python/module.py.j2``."""
    folder = _folder() / _TARGET
    found = (each for each in folder.iterdir() if each.name.endswith(".j2"))
    return {
        f"{_TARGET}/{each.name}": Template(
            f"<reasonbook>/{_TARGET}/{each.name}",
            each.read_text(encoding="utf-8"),
            is_builtin=True,
        )
        for each in sorted(found, key=lambda each: each.name)
    }


def _folder() -> Traversable:
    packaged = files("reasonbook.compiler") / "templates"
    return packaged if packaged.is_dir() else _CHECKOUT
