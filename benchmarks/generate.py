"""
How `reasonbook generate` grows: 100, 1,000 and 10,000 reasons, one locale, whole processes.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = [
    "queue",
    "worker",
    "lease",
    "payment",
    "provider",
    "restore",
    "record",
    "window",
    "gateway",
    "quota",
    "schedule",
    "replica",
    "session",
    "token",
    "ledger",
    "invoice",
    "shipment",
    "sensor",
    "upload",
    "index",
    "cluster",
    "volume",
    "region",
    "mirror",
]


def make_project(folder: Path, count: int) -> None:
    """Write a project of *count* reasons with one locale; the same for the same *count*."""
    lines = [
        "format: reasonbook/1",
        "catalog: {module: bench, enum: BenchReason, prefix: bench.}",
        "defaults: {actionability: retryable_transient, next_steps: [review_workers]}",
        "next_steps:",
        "  review_workers: {kind: instruction, label: Review the workers before retrying.}",
        "reasons:",
    ]
    for number in range(count):
        one, two = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
        lines += [
            f"  bench.{one}_{two}_{number}:",
            f"    operator_label: The {one} lost its {two} ({number})",
            f"    short_explanation: Run {{run_id}} had no {two} for {number} seconds.",
            "    placeholders: {run_id: {type: string, example: run_9f2}}",
        ]
    (folder / "reasons").mkdir()
    (folder / "locales" / "de").mkdir(parents=True)
    (folder / "reasons" / "bench.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        '[tool.reasonbook]\nbundle = "bench_reasons"\n', encoding="utf-8"
    )


def run_generate(folder: Path) -> tuple[float, float, int]:
    """Return the wall seconds, the processor seconds and the peak memory in MiB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "reasonbook", "generate", "--quiet", "--project", str(folder)]
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"generate failed with {process.returncode}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // scale


def forget_outputs(folder: Path) -> None:
    """Remove what a run leaves, so that the next one is cold again."""
    for path in sorted(folder.rglob("*"), reverse=True):
        keep = path.name in ("bench.yaml", "pyproject.toml")
        if path.is_file() and not keep:
            path.unlink()


def measure(count: int, rounds: int) -> tuple[list[float], list[float], list[float], int]:
    """Return the seconds of cold runs, of runs with a new text, of idle ones, and the memory."""
    cold, edited, idle, memory = [], [], [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder, count)
        source = folder / "reasons" / "bench.yaml"
        original = source.read_text(encoding="utf-8")
        for number in range(rounds):
            source.write_text(original, encoding="utf-8")
            forget_outputs(folder)
            _, cpu, peak = run_generate(folder)
            cold.append(cpu)
            memory = max(memory, peak)
            source.write_text(original.replace("lost its", f"lost {number} of its", 1))
            edited.append(run_generate(folder)[1])
            idle.append(run_generate(folder)[1])
    return cold, edited, idle, memory


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    cores = os.cpu_count()
    print(f"Python {platform.python_version()}, {platform.system()}, {cores} processors")
    print("processor seconds of a whole process, median; growth against the line above\n")
    print(f"{'reasons':>8} {'cold':>8} {'growth':>7} {'1 edit':>8} {'nothing':>8} {'MiB':>6}")
    last = 0.0
    for count in options.sizes:
        cold, edited, idle, memory = measure(count, options.rounds)
        middle = statistics.median(cold)
        growth = f"{middle / last:.1f}x" if last else ""
        print(
            f"{count:>8,} {middle:8.2f} {growth:>7} {statistics.median(edited):8.2f} "
            f"{statistics.median(idle):8.2f} {memory:>6,}"
        )
        last = middle


if __name__ == "__main__":
    main()
