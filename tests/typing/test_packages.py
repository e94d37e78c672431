"""Generated packages as Python and its tools take them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
SIGNATURES = """
import inspect
from full_reasons import runs, values
for function in (runs.idle, runs.reported, values.anything, values.list_):
    print(function.__name__, inspect.signature(function))
"""


def run(site, program, *arguments):
    """Return what *program* prints; every warning is an error."""
    options = ["-I", "-B", "-W", "error", "-bb", "-X", "warn_default_encoding"]
    path = [str(site), str(ROOT / "generator")]
    done = subprocess.run(
        [
            sys.executable,
            *options,
            "-c",
            f"import sys; sys.path[:0] = {path!r}\n{program}",
            *arguments,
        ],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


def test_ruff_accepts_every_package(site, package):
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet"]
    done = subprocess.run(
        [*command, "--target-version", "py311", str(site / package)],
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_importing_and_calling_every_package_is_silent(site, package):
    program = f"import runpy; runpy.run_path({str(HERE / 'call_all.py')!r})"
    reasons = (site / package / "catalog.json").read_text(encoding="utf-8").count('"member": ')

    said = run(site, program, package)

    assert said == f"{reasons} reasons\n"


def test_help_shows_what_functions_take(site):
    assert run(site, SIGNATURES).splitlines() == [
        "idle (*, run_id: 'str') -> 'Occurrence[RunReason]'",
        (
            "reported (*, run_id: 'str', attempts: 'int', score: 'float | Decimal',"
            " share: 'float | Decimal', price: 'Money', day: 'date', hour: 'time',"
            " moment: 'datetime', elapsed: 'timedelta', steps: 'list[str] | tuple[str, ...]',"
            " stage: \"Literal['build', 'tests', '3rd-party']\","
            " state: \"Literal['slow', 'on', 'null', '1']\", person: 'str', token: 'str',"
            " host: 'str | None' = None, log: 'str | None' = None) -> 'Occurrence[RunReason]'"
        ),
        (
            "anything (*, str: 'str | None' = None, int: 'int | None' = None,"
            " float: 'float | Decimal | None' = None, share: 'float | Decimal | None' = None,"
            " money: 'Money | None' = None, date: 'date | None' = None,"
            " time: 'time | None' = None, datetime: 'datetime | None' = None,"
            " timedelta: 'timedelta | None' = None,"
            " list: 'list[str] | tuple[str, ...] | None' = None,"
            " literal: \"Literal['cash', 'card'] | None\" = None) -> 'Occurrence[ValueReason]'"
        ),
        "list_ (*, list: 'list[str] | tuple[str, ...]') -> 'Occurrence[ValueReason]'",
    ]
