"""What importing costs and touches; each test starts an interpreter of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reasonbook

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "runtime" / "sample_reasons"
HEAVY = {
    "babel",
    "dataclasses",
    "gettext",
    "inspect",
    "json",
    "locale",
    "logging",
    "pathlib",
    "re",
    "threading",
    "typing",
    "zipimport",
}
LOADED = """
import json, sys
bare = set(sys.modules)
sys.path[:0] = {path!r}
{statement}
print(json.dumps(sorted(set(sys.modules) - bare)))
"""
AUDITED = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append([event, str(args[0])]) if args else None)
sys.path[:0] = {path!r}
{statement}
print(json.dumps([each for each in opened if each[0] in ("open", "os.listdir", "os.scandir")]))
"""


@pytest.fixture
def site(tmp_path):
    """Return a folder that holds the sample bundle with a catalogue for one of its locales."""
    folder = tmp_path / "sample_reasons"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    place = folder / "locale" / "de" / "LC_MESSAGES" / "sample_reasons.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    return tmp_path


def run(*options):
    # -S: what `site` loads, an editable install's finder for one, is not ours to answer for.
    done = subprocess.run([sys.executable, "-I", "-S", *options], capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def answer(program, statement, *path):
    path = [str(each) for each in (*path, ROOT / "generator")]
    return json.loads(run("-c", program.format(path=path, statement=statement)))


IMPORTS = ["import reasonbook", "import sample_reasons"]


@pytest.mark.parametrize("statement", IMPORTS)
def test_an_import_loads_the_standard_library_only_and_nothing_heavy(site, statement):
    # JSON is loaded before the count begins, so what comes with it is asked for apart.
    program = "import sys\n" + LOADED.replace("import json, sys", "").replace(
        "print(json.dumps(sorted(set(sys.modules) - bare)))",
        "print('[' + ','.join(f'\"{{name}}\"' for name in set(sys.modules) - bare) + ']')",
    )
    loaded = answer(program, statement, site)

    assert "reasonbook.runtime.reason" in loaded
    assert not HEAVY & set(loaded)
    tops = {name.partition(".")[0] for name in loaded} - {"reasonbook", "sample_reasons"}
    assert tops <= sys.stdlib_module_names
    assert not any(name.startswith("reasonbook.compiler") for name in loaded)


@pytest.mark.parametrize("statement", IMPORTS)
def test_an_import_opens_modules_only(site, statement):
    opened = answer(AUDITED, statement, site)
    ours = [path for _, path in opened if path.startswith((str(site), str(ROOT / "generator")))]

    assert any("reasonbook" in path for path in ours)
    assert all(path.endswith((".py", ".pyc")) or Path(path).is_dir() for path in ours if path)
    assert not any(
        "locale" in Path(path).relative_to(site).parts
        for path in ours
        if site in Path(path).parents
    )


def test_a_catalogue_is_opened_when_a_translation_is_asked_for(site):
    opened = answer(
        AUDITED,
        "import sample_reasons\n"
        "import logging; logging.disable()\n"
        "sample_reasons.JobReason.LOST.operator_label('de')",
        site,
    )

    assert any(path.endswith("sample_reasons.mo") for _, path in opened)


@pytest.mark.parametrize("statement", IMPORTS)
def test_an_import_is_silent_when_warnings_are_errors(site, statement):
    program = f"import sys; sys.path[:0] = {[str(site), str(ROOT / 'generator')]!r}; {statement}"

    assert run("-W", "error", "-X", "warn_default_encoding", "-bb", "-c", program) == ""


def test_an_envelope_of_the_source_locale_loads_nothing_heavy_either(site):
    statement = (
        "import sample_reasons\n"
        "sample_reasons.JobReason.LOST.envelope(context={'job_id': 7}).to_dict(camel_case=True)"
    )
    loaded = answer(LOADED, statement, site)

    assert "reasonbook.runtime.envelope" in loaded
    assert not (HEAVY - {"json", "re"}) & set(loaded)


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
        "NextStep",
        "Reason",
        "__version__",
        "current_locale",
        "use_locale",
    ]
