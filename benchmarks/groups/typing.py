"""
What type checkers take for modules of 1,000, 2,000 and 4,000 reasons and 100 calls of each.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import project
from children.timed import run_timed
from harness import in_turn
from table import Bound, Row, row

from groups.importing import reasons

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness import Options

SIZES = (1000, 2000, 4000)
CALLS = 100
ROUNDS = 3
# What still counts as linear: the median of three runs is no better than to a tenth.
LINEAR = 1.1
MYPY = ("-m", "mypy", "--strict", "--no-incremental", f"--cache-dir={os.devnull}")
PYRIGHT = ("-m", "pyright", "--pythonpath", sys.executable)


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """
    Return how the processor time of both checkers grows from the smallest module.

    If it is linear, it grows by no more than the number of reasons does.
    """
    sizes = [size // 20 for size in SIZES] if options.quick else SIZES
    rounds = 1 if options.quick else ROUNDS
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folders = {size: _make(Path(name) / str(size), size) for size in sizes}
        for checker, arguments in (("mypy", MYPY), ("pyright", PYRIGHT)):
            runs = {
                f"{size:,} reasons": _run(folder, arguments) for size, folder in folders.items()
            }
            smallest, *others = in_turn(runs, rounds)
            for size, each in zip(sizes[1:], others, strict=True):
                title = f"{checker}, strict, {each.name} and {CALLS} calls"
                rows.append(row(title, each, smallest, Bound(LINEAR * size / sizes[0])))
    return rows, []


def _run(folder: Path, arguments: tuple[str, ...]) -> Callable[[], float]:
    return lambda: run_timed([sys.executable, *arguments], folder).processor


def _make(folder: Path, count: int) -> Path:
    """Generate a module of *count* reasons and write a program that calls it; return its folder."""
    project.write_project(folder, reasons(count))
    project.generate(folder)
    # The reasons whose number is divisible by four have no placeholders.
    called = [number * count // CALLS // 4 * 4 + 1 for number in range(CALLS)]
    names = sorted({f"worker_lost_lease_{number}" for number in called})
    lines = [
        f"from {project.BUNDLE}.{project.MODULE} import (",
        *(f"    {name}," for name in names),
        ")",
        "",
    ]
    lines += [
        f'print(worker_lost_lease_{number}(run_id="run_9f2", attempts=3).envelope("pl"))'
        for number in called
    ]
    (folder / "use.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    files = ["use.py", "generated"]
    settings = {"include": files, "extraPaths": files[1:], "typeCheckingMode": "strict"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    named = "[mypy]\nfiles = use.py, generated\nmypy_path = generated\n"
    (folder / "mypy.ini").write_text(named, encoding="utf-8")
    return folder
