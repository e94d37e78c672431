"""What is in the package that others install, and that it works without this checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from sysconfig import get_path

import pytest

from reasonbook import __version__
from reasonbook.compiler.render.resources import builtin_templates

ROOT = Path(__file__).parents[1]
INFO = f"reasonbook-{__version__}.dist-info"
DEPENDENCIES = ["babel", "click", "jinja2", "pydantic", "pyyaml"]

# Folders of modules, and every file that is none.
PACKAGES = {
    "reasonbook",
    "reasonbook/compiler",
    "reasonbook/compiler/catalog",
    "reasonbook/compiler/cli",
    "reasonbook/compiler/config",
    "reasonbook/compiler/messages",
    "reasonbook/compiler/messages/po",
    "reasonbook/compiler/output",
    "reasonbook/compiler/render",
    "reasonbook/compiler/report",
    "reasonbook/compiler/rules",
    "reasonbook/runtime",
}
DATA = {
    "reasonbook/compiler/templates/python/__init__.py.j2",
    "reasonbook/compiler/templates/python/_bundle.py.j2",
    "reasonbook/compiler/templates/python/_locales.py.j2",
    "reasonbook/compiler/templates/python/_texts.py.j2",
    "reasonbook/compiler/templates/python/module.py.j2",
    "reasonbook/compiler/templates/python/text.py.j2",
    "reasonbook/compiler/templates/python/texts.py.j2",
    "reasonbook/py.typed",
    f"{INFO}/METADATA",
    f"{INFO}/RECORD",
    f"{INFO}/WHEEL",
    f"{INFO}/entry_points.txt",
    f"{INFO}/licenses/LICENSE",
}
SOURCE_FOLDERS = {
    "benchmarks",
    "docs",
    "examples",
    "generated",
    "generator",
    "locales",
    "reasons",
    "templates",
    "tests",
}
SOURCE_FILES = {
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "PKG-INFO",
    "README.md",
    "pyproject.toml",
}
# What tools leave in those folders, and git ignores.
IGNORED = {"__pycache__", "node_modules"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """Return a folder with the sdist and the wheel that is built from it, without a network."""
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(dist):
    """Return the wheel."""
    return dist / f"reasonbook-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def sdist(dist):
    """Return the sdist's files by path, without its topmost folder."""
    with tarfile.open(dist / f"reasonbook-{__version__}.tar.gz") as archive:
        names = [each.name for each in archive.getmembers() if each.isfile()]
    top = f"reasonbook-{__version__}/"
    assert all(name.startswith(top) for name in names)
    return {name.removeprefix(top) for name in names}


def build(folder, *options):
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, *options, ROOT],
        capture_output=True,
        check=True,
    )
    return folder


def contents(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def modules():
    """Return every module of the source tree by the path that it has in a wheel."""
    source = ROOT / "generator"
    return {
        place.relative_to(source).as_posix()
        for place in source.rglob("*.py")
        if not IGNORED & set(place.parts)
    }


@pytest.mark.slow
def test_two_files_are_built(dist):
    assert sorted(place.name for place in dist.iterdir()) == [
        f"reasonbook-{__version__}-py3-none-any.whl",
        f"reasonbook-{__version__}.tar.gz",
    ]


@pytest.mark.slow
def test_the_wheel_has_every_module_and_these_other_files(wheel):
    assert set(contents(wheel)) == modules() | DATA


def test_modules_are_in_these_folders():
    assert {module.rpartition("/")[0] for module in modules()} == PACKAGES


def test_every_folder_of_modules_is_a_package():
    assert {f"{package}/__init__.py" for package in PACKAGES} <= modules()


@pytest.mark.slow
def test_the_wheel_has_one_name_at_the_top(wheel):
    assert {name.partition("/")[0] for name in contents(wheel)} == {"reasonbook", INFO}


@pytest.mark.slow
def test_a_checker_of_wheels_has_no_objection(wheel):
    done = subprocess.run(
        [sys.executable, "-m", "check_wheel_contents", wheel],
        capture_output=True,
        check=False,
        cwd=wheel.parent,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().strip().endswith(": OK")


@pytest.mark.slow
def test_the_wheel_is_the_same_from_the_sdist_and_from_the_checkout(wheel, tmp_path):
    build(tmp_path, "--wheel")

    assert contents(tmp_path / wheel.name) == contents(wheel)


@pytest.mark.slow
def test_nothing_is_installed_that_is_not_asked_for(wheel):
    metadata = contents(wheel)[f"{INFO}/METADATA"].decode()
    required = re.findall(
        r"^Requires-Dist: (\w+).*?(?:; extra == '(\w+)')?$", metadata, re.MULTILINE
    )

    assert sorted(required) == sorted(
        [("babel", "format"), *((name, "compiler") for name in DEPENDENCIES)]
    )
    assert "Requires-Python: >=3.11\n" in metadata
    assert "License-Expression: MIT\n" in metadata
    assert "License-File: LICENSE\n" in metadata
    assert f"Version: {__version__}\n" in metadata


@pytest.mark.slow
def test_the_wheel_says_that_it_is_typed(wheel):
    assert contents(wheel)["reasonbook/py.typed"] == b""


@pytest.mark.slow
def test_the_templates_are_those_of_the_checkout(wheel):
    packed = {
        name.removeprefix("reasonbook/compiler/templates/"): data.decode()
        for name, data in contents(wheel).items()
        if name.endswith(".j2")
    }

    assert packed == {name: each.text for name, each in builtin_templates().items()}


@pytest.mark.slow
def test_the_sdist_has_what_it_takes_to_build_and_to_test(sdist):
    assert {path.partition("/")[0] for path in sdist} == SOURCE_FOLDERS | SOURCE_FILES


@pytest.mark.slow
def test_the_sdist_has_every_file_of_its_folders(sdist):
    files = {
        place.relative_to(ROOT).as_posix()
        for folder in SOURCE_FOLDERS
        for place in (ROOT / folder).rglob("*")
        if place.is_file() and not IGNORED & set(place.parts)
    }

    assert sdist == files | SOURCE_FILES


def test_an_editable_install_works_on_the_checkout():
    origin = json.loads(distribution("reasonbook").read_text("direct_url.json") or "{}")
    texts = {
        f"python/{place.name}": place.read_text(encoding="utf-8")
        for place in (ROOT / "templates" / "python").glob("*.j2")
    }

    assert origin.get("dir_info") == {"editable": True}
    assert Path(sys.modules["reasonbook"].__file__).parent == ROOT / "generator" / "reasonbook"
    assert {name: each.text for name, each in builtin_templates().items()} == texts


# Installed

USE = """
import sys
sys.path.insert(0, "generated")
from shop_reasons import PaymentReason
print(PaymentReason.CARD_EXPIRED.envelope("de").operator_label)
print(*sorted({name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheel):
    """Return a function that runs a program of an environment which has the wheel alone."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(wheel)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "--python", programs / "python", *install], check=True)

    def act(program, *arguments, cwd, path=""):
        variables = {"PYTHONPATH": path, "PATH": os.environ["PATH"]}
        if "SYSTEMROOT" in os.environ:
            variables["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        done = subprocess.run(
            [programs / program, *arguments],
            cwd=cwd,
            env=variables,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    act.folder = folder
    return act


@pytest.mark.slow
def test_the_runtime_needs_nothing_else(installed, tmp_path):
    code, out, err = installed(
        "python", "-c", "import reasonbook as r; print(r.__version__, r.__file__)", cwd=tmp_path
    )
    version, place = out.split()

    assert (code, err, version) == (0, "", __version__)
    assert Path(place).is_relative_to(installed.folder)


@pytest.mark.slow
def test_the_command_says_what_it_needs(installed, tmp_path):
    done = installed("reasonbook", "--version", cwd=tmp_path)

    assert done == installed("python", "-m", "reasonbook", "--version", cwd=tmp_path)
    assert done[:2] == (2, "")
    assert done[2] == (
        "reasonbook: No module named 'click'; "
        "the command needs more than the runtime: pip install 'reasonbook[compiler]'\n"
    )


@pytest.mark.slow
def test_the_whole_way_works_from_the_wheel(installed, tmp_path):
    # The dependencies are there, this checkout is not: a path takes no notice of `.pth` files.
    site = get_path("purelib")
    root = tmp_path / "shop"
    root.mkdir()
    steps = [["init"], ["locale", "add", "de"], ["generate", "--check"], ["check"]]
    codes = [installed("reasonbook", *each, cwd=root, path=site)[0] for each in steps]
    po = root / "locales/de/LC_MESSAGES/shop_reasons.po"
    text = po.read_text(encoding="utf-8")
    english, german = 'msgid "Card has expired"\nmsgstr "', "Karte ist abgelaufen"
    po.write_text(text.replace(english, english + german), encoding="utf-8")
    codes.append(installed("reasonbook", "generate", cwd=root, path=site)[0])

    assert codes == [0] * 5
    assert installed("python", "-c", USE, cwd=root) == (
        0,
        f"{german}\n__main__ reasonbook shop_reasons\n",
        "",
    )
