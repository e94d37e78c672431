"""
Importing the module of 1,000 reasons, in fresh processes with everything compiled.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import project
from children import in_turn_by_child
from table import Bound, Row, row

if TYPE_CHECKING:
    from harness import Options

COUNT = 1000
BARE = "bare_reasons"
TITLE = f"import of a module of {COUNT:,} reasons"


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return the import with and without the runtime's own, against a bare `StrEnum`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project.write_project(folder, reasons(COUNT))
        project.add_locales(folder, ["pl"])
        output = folder / "generated"
        write_bare(output, project.load(folder).BenchReason)
        children = {
            "ours": ("import_module", output, project.BUNDLE, "reasonbook.runtime"),
            "a bare StrEnum": ("import_module", output, BARE, "reasonbook.runtime"),
            "ours, from nothing": ("import_module", output, project.BUNDLE),
            "StrEnum from nothing": ("import_module", output, BARE),
        }
        # One round that writes the compiled files.
        in_turn_by_child(children, 1)
        ours, bare, cold, cold_bare = in_turn_by_child(children, options.processes)
    return [
        row(TITLE, ours, bare, Bound(1.6)),
        row(f"{TITLE}, `reasonbook.runtime` and `enum` included", cold, cold_bare),
    ], []


def reasons(count: int) -> dict[str, object]:
    """Return reasons of the kind that is usual: three in four have placeholders."""
    found: dict[str, object] = {}
    for number in range(count):
        reason: dict[str, object] = {
            "operator_label": f"Worker {number} lost its lease",
            "short_explanation": f"The queue of worker {number} was full.",
        }
        if number % 4:
            reason["short_explanation"] = f"Run {{run_id}} met {{attempts}} workers ({number})."
            reason["placeholders"] = {
                "run_id": {"type": "string", "example": "run_9f2"},
                "attempts": {"type": "integer", "example": 3},
            }
        found[f"bench.worker_lost_lease_{number}"] = reason
    return found


def write_bare(folder: Path, enum: type) -> None:
    """Write a `StrEnum` of the same members and nothing else."""
    members = [f'    {each.name} = "{each._value_}"' for each in enum]
    lines = ["from enum import StrEnum", "", "", "class BenchReason(StrEnum):", *members, ""]
    (folder / f"{BARE}.py").write_text("\n".join(lines), encoding="utf-8")
