"""
How `reasonbook generate` grows: 100, 1,000 and 10,000 reasons, one locale, whole processes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import project
from children.timed import Cost, run_timed
from table import Row

if TYPE_CHECKING:
    from harness import Options

SIZES = (100, 1000, 10000)
ROUNDS = 3
WORDS = ("queue", "worker", "lease", "payment", "provider", "restore", "record", "window")
OTHERS = ("gateway", "quota", "schedule", "replica", "session", "token", "ledger", "invoice")


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of all rounds: nothing there, one text changed, nothing changed."""

    cold: list[Cost]
    edited: list[Cost]
    idle: list[Cost]


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return each size beside the one before it: all of it, one edit, nothing to do, memory."""
    sizes = (10, 100) if options.quick else SIZES
    rounds = 1 if options.quick else ROUNDS
    figures = {count: _figures(_costs(count, rounds)) for count in sizes}
    rows = [
        _row(title, count, last, (figures[count][title], figures[last][title]))
        for last, count in pairwise(sizes)
        for title in figures[count]
    ]
    return rows, []


def _row(title: str, count: int, last: int, values: tuple[float, float]) -> Row:
    unit = "B" if "memory" in title else "s"
    ours, theirs = values
    work, peer = f"generate {count:,} reasons: {title}", f"{last:,} reasons"
    return Row(work, peer, ours, theirs, ours / theirs, unit)


def _figures(costs: Costs) -> dict[str, float]:
    seconds = {
        "all of it": costs.cold,
        "one text changed": costs.edited,
        "nothing changed": costs.idle,
    }
    found = {
        title: statistics.median(each.processor for each in values)
        for title, values in seconds.items()
    }
    return {**found, "peak memory": max(each.memory for each in costs.cold)}


def _costs(count: int, rounds: int) -> Costs:
    """Run the command on a project of *count* reasons."""
    costs = Costs([], [], [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project.write_project(folder, _reasons(count), next_steps=STEPS)
        source = folder / "reasons" / "bench.yaml"
        original = source.read_text(encoding="utf-8")
        for number in range(rounds):
            source.write_text(original, encoding="utf-8")
            _forget_outputs(folder)
            costs.cold.append(_run_generate(folder))
            changed = original.replace("lost its", f"lost {number} of its", 1)
            source.write_text(changed, encoding="utf-8")
            costs.edited.append(_run_generate(folder))
            costs.idle.append(_run_generate(folder))
    return costs


STEPS = {"review": {"kind": "instruction", "label": "Review the workers before retrying."}}


def _reasons(count: int) -> dict[str, object]:
    """Return *count* reasons, the same for the same *count*."""
    found: dict[str, object] = {}
    for number in range(count):
        one, two = WORDS[number % 8], OTHERS[number // 8 % 8]
        found[f"bench.{one}_{two}_{number}"] = {
            "operator_label": f"The {one} lost its {two} ({number})",
            "short_explanation": f"Run {{run_id}} had no {two} for {number} seconds.",
            "placeholders": {"run_id": {"type": "string", "example": "run_9f2"}},
            "next_steps": ["review"],
        }
    return found


def _run_generate(folder: Path) -> Cost:
    return run_timed([sys.executable, "-m", "reasonbook", "generate", "--quiet"], folder)


def _forget_outputs(folder: Path) -> None:
    """Remove what a run leaves, so that the next one is cold again."""
    (folder / "locales" / "de").mkdir(exist_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        keep = path.name in ("bench.yaml", "pyproject.toml")
        if path.is_file() and not keep:
            path.unlink()
