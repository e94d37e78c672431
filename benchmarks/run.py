"""
Run the benchmarks, print their table, and tell by the exit status whether every bound is met.

Each group has a process of its own, so that what one leaves behind is not in another's figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from harness import Options
from machine import describe
from table import Row, markdown

GROUPS = (
    "messages",
    "numbers",
    "loading",
    "negotiation",
    "importing",
    "typing",
    "generate",
)


def main() -> None:
    """Run the groups that are named, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS], metavar="GROUP")
    parser.add_argument("--quick", action="store_true", help="show that it works; judge nothing")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--only", choices=GROUPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, Options(options.quick))))
        return
    about = describe()
    print("  \n".join(about), flush=True)
    found = {name: run(name, quick=options.quick) for name in options.groups or GROUPS}
    if options.json:
        rows = [row.to_dict(name) for name, (rows, _) in found.items() for row in rows]
        text = json.dumps({"about": about, "rows": rows}, ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    missed = [row for rows, _ in found.values() for row in rows if row.is_met is False]
    if missed and not options.quick:
        sys.exit(f"missed: {'; '.join(f'{row.work} ({row.peer})' for row in missed)}")


def run(name: str, *, quick: bool) -> tuple[list[Row], list[str]]:
    """Run a group in a process of its own, print its table, return its rows and notes."""
    command = [sys.executable, __file__, "--only", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"the group {name} failed")
    found = json.loads(done.stdout)
    rows = [Row(**row) for row in found["rows"]]
    print(f"\n### {name}\n\n{markdown(rows)}", flush=True)
    for note in found["notes"]:
        print(f"\n{note}", flush=True)
    return rows, found["notes"]


def measure(name: str, options: Options) -> dict[str, object]:
    """Measure a group in this process."""
    rows, notes = import_module(f"groups.{name}").measure(options)
    return {"rows": [row.fields() for row in rows], "notes": notes}


if __name__ == "__main__":
    main()
