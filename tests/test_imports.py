"""What importing costs and touches; each test starts an interpreter of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from struct import pack

import pytest

import reasonbook
import reasonbook.runtime

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "runtime" / "sample_reasons"
HEAVY = {
    "contextlib",
    "dataclasses",
    "gettext",
    "importlib.resources",
    "inspect",
    "json",
    "locale",
    "logging",
    "pathlib",
    "pkgutil",
    "re",
    "threading",
    "typing",
    "weakref",
}
LOADED = """
bare = set(sys.modules)
{statement}
print(*sorted(set(sys.modules) - bare), sep="\\n")
"""
OPENED = """
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
{statement}
print(*opened, sep="\\n")
"""
IMPORTS = ["import reasonbook", "import sample_reasons"]


@pytest.fixture
def site(tmp_path):
    """Return a folder that holds the sample bundle with an empty catalogue."""
    folder = tmp_path / "sample_reasons"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    place = folder / "locale" / "de" / "LC_MESSAGES" / "sample_reasons.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28))
    return tmp_path


def lines(site, program, *options):
    """Return what *program* prints; it must say nothing else."""
    path = [str(site), str(ROOT / "generator")]
    # Without -S, an editable install's finder would load what is not ours to answer for.
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-B",
            *options,
            "-c",
            f"import sys; sys.path[:0] = {path}\n{program}",
        ],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize("statement", IMPORTS)
def test_an_import_loads_the_standard_library_only_and_nothing_heavy(site, statement):
    loaded = set(lines(site, LOADED.format(statement=statement)))
    tops = {name.partition(".")[0] for name in loaded}

    assert "reasonbook.runtime.reason" in loaded
    assert tops - {"reasonbook", "sample_reasons"} <= sys.stdlib_module_names
    assert not HEAVY & loaded
    assert "reasonbook.compiler" not in loaded


def test_an_envelope_in_a_translated_locale_loads_nothing_heavy_either(site):
    statement = (
        "import sample_reasons\n"
        "sample_reasons.JobReason.LOST.envelope('de', context={'job_id': '7'}).to_dict()"
    )

    assert not HEAVY & set(lines(site, LOADED.format(statement=statement)))


@pytest.mark.parametrize("statement", IMPORTS)
def test_an_import_opens_nothing_but_modules(site, statement):
    opened = lines(site, OPENED.format(statement=statement))

    assert any(Path(path).name.startswith("reason.") for path in opened)
    assert not [path for path in opened if not path.endswith((".py", ".pyc"))]


def test_a_catalogue_is_opened_when_a_translation_is_asked_for(site):
    statement = "import sample_reasons; sample_reasons.JobReason.LOST.operator_label('de')"
    opened = lines(site, OPENED.format(statement=statement))

    assert Path(opened[-1]).name == "sample_reasons.mo"


@pytest.mark.parametrize("statement", IMPORTS)
def test_an_import_is_silent_when_warnings_are_errors(site, statement):
    assert lines(site, statement, "-W", "error", "-X", "warn_default_encoding", "-bb") == []


def test_the_version_is_the_one_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert reasonbook.__version__ == project["version"]


@pytest.mark.parametrize("module", [reasonbook, reasonbook.runtime])
def test_what_is_public_is_there_and_sorted(module):
    assert module.__all__ == sorted(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)


def test_the_public_names_are_those_of_the_contract():
    assert reasonbook.__all__ == [
        "Envelope",
        "Money",
        "NextStep",
        "Occurrence",
        "Problem",
        "ProblemError",
        "Reason",
        "__version__",
        "current_locale",
        "on_problem",
        "strict",
        "use_locale",
    ]
