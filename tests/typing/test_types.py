"""Generated packages, and what a type checker says to those who use them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reasonbook.compiler.config import Limits, Settings
from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PACKAGES = ["operation_reasons", "full_reasons", "hostile_reasons", "empty_reasons", "many_reasons"]
SOURCES = {
    "full_reasons": ["full.yaml"],
    "hostile_reasons": ["full.yaml", "hostile.yaml"],
    "empty_reasons": [],
    "many_reasons": [],
}
# Names that sort in more ways than one, and names that are as long as names can be.
MODULES = ["m", "mb_c", "m2", "m10", "m01", "m_1", "ma", "a0z1", "a00", "x" * 40]
REFUSED = re.compile(r"# no:(?: mypy\(([\w -]+)\))?(?: pyright\(([\w ]+)\))?$")


def small(name):
    enum = name.replace("_", "").title() if name != "mb_c" else "MBC"
    return f"format: reasonbook/1\ncatalog: {{module: {name}, enum: {enum}}}\nreasons: {{}}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return a folder with our bundle, one with every feature, one hostile, one empty."""
    folder = tmp_path_factory.mktemp("site")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(
        ROOT / "generated" / "operation_reasons", folder / "operation_reasons", ignore=ignored
    )
    shutil.copy(HERE / "usage.py", folder)
    for name, files in SOURCES.items():
        settings = Settings(
            bundle=name,
            limits=Limits(
                operator_label=4096,
                short_explanation=4096,
                operator_label_placeholders=True,
                operator_label_full_stop=True,
            ),
        )
        sources = [SourceFile(each, (HERE / each).read_text(encoding="utf-8")) for each in files]
        if name == "many_reasons":
            sources = [SourceFile(f"{each}.yaml", small(each)) for each in MODULES]
        compilation = compile_project(Project(settings, sources, {"de": None}, builtin_templates()))
        assert compilation.diagnostics == ()
        for path, data in compilation.artifacts.items():
            if path.startswith("generated/"):
                place = folder / path.removeprefix("generated/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
    return folder


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
    assert found["summary"]["filesAnalyzed"] >= 12
    return {
        (
            Path(each["file"]).relative_to(site).as_posix(),
            each["range"]["start"]["line"] + 1,
            each.get("rule"),
        )
        for each in found["generalDiagnostics"]
    }


def wanted(checker):
    """Return the lines of the file that must be refused, with the rules that refuse them."""
    lines = (HERE / "usage.py").read_text(encoding="utf-8").split("\n")
    matches = [(number, REFUSED.search(line)) for number, line in enumerate(lines, 1)]
    return {
        ("usage.py", number, rule)
        for number, match in matches
        if match is not None
        for rule in (match[checker] or "").split()
    }


def test_the_example_refuses_something_in_every_way():
    assert len(wanted(1)) >= 20
    assert len(wanted(2)) >= 20


def test_mypy_accepts_every_package(by_mypy):
    assert {each for each in by_mypy if each[0] != "usage.py"} == set()


def test_mypy_refuses_exactly_what_it_should(by_mypy):
    assert {each for each in by_mypy if each[0] == "usage.py"} == wanted(1)


@pytest.mark.tools
@pytest.mark.slow
def test_pyright_accepts_every_package(by_pyright):
    assert {each for each in by_pyright if each[0] != "usage.py"} == set()


@pytest.mark.tools
@pytest.mark.slow
def test_pyright_refuses_exactly_what_it_should(by_pyright):
    # What is unknown after a fault is another finding of pyright's, and says nothing more.
    found = {each for each in by_pyright if not str(each[2]).startswith("reportUnknown")}

    assert {each for each in found if each[0] == "usage.py"} == wanted(2)


@pytest.mark.parametrize("package", PACKAGES)
def test_ruff_accepts_every_package(site, package):
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet"]
    done = subprocess.run(
        [*command, "--target-version", "py311", str(site / package)],
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_every_package_is_silent(site, package):
    path = [str(site), str(ROOT / "generator")]
    program = (
        f"import sys; sys.path[:0] = {path!r}\n"
        f"import {package} as bundle\n"
        "kinds = [each for each in vars(bundle).values() if isinstance(each, type)]\n"
        "for each in (each for kind in kinds for each in kind):\n"
        "    each.envelope('de').to_json()\n"
    )
    options = ["-I", "-B", "-W", "error", "-bb", "-X", "warn_default_encoding"]
    done = subprocess.run(
        [sys.executable, *options, "-c", program], capture_output=True, check=False, text=True
    )

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
