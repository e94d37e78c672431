"""
What a table of figures has to say about where they come from.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "reasonbook",
    "Babel",
    "Django",
    "Flask-Babel",
    "Werkzeug",
    "fluent.runtime",
    "fluent-compiler",
    "PyICU",
    "icu4py",
    "mypy",
    "pyright",
)


def describe() -> list[str]:
    """Return a line about the machine and one about versions."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    place = f"{platform.system()} {platform.machine()}"
    return [
        f"{python}, {place}, {_processor()}, {os.cpu_count()} processors",
        ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    ]


def _processor() -> str:
    """Return the processor's name, where the system tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "is not installed"
