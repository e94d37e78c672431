"""
Works that need a process of their own; each module here is a program that prints one number.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from harness import Samples, in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent


def in_turn_by_child(children: Mapping[str, tuple[str | Path, ...]], rounds: int) -> list[Samples]:
    """Run the programs in turn; each is named with its arguments."""
    runs = {name: lambda child=child: run_child(*child) for name, child in children.items()}
    return in_turn(runs, rounds)


def run_child(program: str | Path, *arguments: str | Path) -> float:
    """Return the number that a program of this folder prints."""
    command = [sys.executable, str(HERE / f"{program}.py"), *map(str, arguments)]
    # What is imported shall be there compiled from the second time on.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=kept)
    if done.returncode:
        sys.exit(f"{program} failed with {done.returncode}")
    return float(done.stdout)
