"""
Projects that the benchmarks write, generate with the real command and import.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from types import ModuleType

    from babel.messages.catalog import Message

    # Takes a message and the categories of the locale's plural, gives the translation.
    Translate = Callable[[Message], "str | tuple[str, ...]"]

BUNDLE = "bench_reasons"
MODULE = "bench"


def write_project(folder: Path, reasons: Mapping[str, object], **more: object) -> None:
    """Write the source and the settings; *more* are further keys of the source file."""
    source = {
        "format": "reasonbook/1",
        "catalog": {"module": MODULE, "enum": "BenchReason", "prefix": "bench."},
        "defaults": {"actionability": "retryable_transient"},
        **more,
        "reasons": reasons,
    }
    (folder / "reasons").mkdir(parents=True)
    (folder / "locales").mkdir()
    # JSON is YAML, and nothing in it needs to be quoted twice.
    text = json.dumps(source, ensure_ascii=False, indent=1)
    (folder / "reasons" / "bench.yaml").write_text(text, encoding="utf-8")
    settings = f'[tool.reasonbook]\nbundle = "{BUNDLE}"\n'
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")


def generate(folder: Path) -> None:
    """Run `reasonbook generate` in the project."""
    command = [sys.executable, "-m", "reasonbook", "generate", "--quiet", "--project", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"reasonbook generate failed:\n{done.stdout}{done.stderr}")


def add_locales(folder: Path, tags: Iterable[str], translate: Translate | None = None) -> None:
    """Add the locales and generate; *translate* gives what their translators would have written."""
    paths = [folder / "locales" / tag / "LC_MESSAGES" / f"{BUNDLE}.po" for tag in tags]
    for path in paths:
        path.parent.mkdir(parents=True)
    generate(folder)
    if translate is None:
        return
    for path in paths:
        with path.open("rb") as stream:
            catalogue = read_po(stream)
        for message in catalogue:
            if message.id:
                message.string = translate(message)
        with path.open("wb") as stream:
            write_po(stream, catalogue, width=0)
    generate(folder)


def load(folder: Path) -> ModuleType:
    """Import the bundle that was generated and return its module of reasons."""
    sys.path.insert(0, str(folder / "generated"))
    return importlib.import_module(f"{BUNDLE}.{MODULE}")


def catalogue_file(folder: Path, tag: str) -> Path:
    """Return the path of a locale's compiled catalogue in the bundle."""
    return folder / "generated" / BUNDLE / "locale" / tag / "LC_MESSAGES" / f"{BUNDLE}.mo"
