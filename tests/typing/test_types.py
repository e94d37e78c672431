"""What type checkers say of generated packages, and to those who use them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFUSED = re.compile(r"# no:(?: mypy\(([\w -]+)\))?(?: pyright\(([\w ]+)\))?$")
MYPY, PYRIGHT = 1, 2


@pytest.fixture(scope="module")
def by_mypy(site):
    """Return what mypy says: file, line and rule."""
    command = [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--cache-dir=/dev/null"]
    done = subprocess.run(
        [*command, "--hide-error-context", "--no-error-summary", "."],
        cwd=site,
        env={"MYPYPATH": str(ROOT / "generator")},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stderr == ""
    said = re.findall(r"^([^:\n]+):(\d+): error: .*  \[([\w-]+)\]$", done.stdout, re.MULTILINE)
    assert len(said) == done.stdout.count(": error: ")
    return {(file, int(line), rule) for file, line, rule in said}


@pytest.fixture(scope="module")
def by_pyright(site):
    """Return what pyright says: file, line and rule."""
    config = {
        "include": ["."],
        "extraPaths": [str(ROOT / "generator")],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    (site / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--project", str(site)],
        capture_output=True,
        check=False,
        text=True,
    )
    found = json.loads(done.stdout)
    assert found["summary"]["filesAnalyzed"] == len(list(site.rglob("*.py")))
    return {
        (
            Path(each["file"]).relative_to(site).as_posix(),
            each["range"]["start"]["line"] + 1,
            each.get("rule"),
        )
        for each in found["generalDiagnostics"]
    }


def wanted(site, checker):
    """Return the lines of the programs that must be refused, with the rules that refuse them."""
    lines = (
        (usage.name, number, REFUSED.search(line))
        for usage in site.glob("usage*.py")
        for number, line in enumerate(usage.read_text(encoding="utf-8").split("\n"), 1)
    )
    return {
        (name, number, rule)
        for name, number, match in lines
        if match is not None
        for rule in (match[checker] or "").split()
    }


def of_packages(found):
    return {each for each in found if not each[0].startswith("usage")}


@pytest.mark.parametrize("checker", [MYPY, PYRIGHT])
def test_the_programs_are_refused_in_every_way(site, checker):
    found = wanted(site, checker)

    assert {name for name, _, _ in found} == {"usage.py", "usage_typed.py", "usage_hundred.py"}
    assert len(found) >= 100


@pytest.mark.slow
def test_mypy_accepts_every_package(by_mypy):
    assert of_packages(by_mypy) == set()


@pytest.mark.slow
def test_mypy_refuses_exactly_what_it_should(site, by_mypy):
    assert by_mypy - of_packages(by_mypy) == wanted(site, MYPY)


@pytest.mark.tools
@pytest.mark.slow
def test_pyright_accepts_every_package(by_pyright):
    assert of_packages(by_pyright) == set()


@pytest.mark.tools
@pytest.mark.slow
def test_pyright_refuses_exactly_what_it_should(site, by_pyright):
    # What is unknown after a fault is another finding of pyright's, and says nothing more.
    found = {each for each in by_pyright if not str(each[2]).startswith("reportUnknown")}

    assert found - of_packages(found) == wanted(site, PYRIGHT)
