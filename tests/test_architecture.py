"""What the parts of the program may do: whom they import, who reads, who writes, how long."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "generator" / "reasonbook"
CONTRACTS = 8
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60

# Longer ones, each with its reason.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

# One import more in each of these modules breaks every contract.
VIOLATIONS = {
    "compiler/source.py": ["reasonbook.compiler.cli", "reasonbook.runtime"],
    "compiler/inputs.py": ["babel", "click", "jinja2", "pydantic", "yaml"],
    "runtime/tags.py": ["reasonbook.compiler.source"],
}

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Methods and functions that change something on a disk; `replace` counts with one argument,
# because a text's has two.
WRITING_METHODS = {
    "chmod",
    "hardlink_to",
    "lchmod",
    "mkdir",
    "rename",
    "rmdir",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
WRITING_FUNCTIONS = {
    "chmod",
    "chown",
    "dup2",
    "fchmod",
    "ftruncate",
    "link",
    "makedirs",
    "mkdir",
    "mkfifo",
    "mknod",
    "open",
    "remove",
    "removedirs",
    "rename",
    "renames",
    "replace",
    "rmdir",
    "symlink",
    "truncate",
    "unlink",
    "utime",
    "write",
}
READING_METHODS = {"read_bytes", "read_text"}

# Whatever needs one of these is in this part of the program or nowhere.
RESERVED = {
    "_thread": [],
    "asyncio": [],
    "ctypes": [],
    "fcntl": ["compiler/output"],
    "gc": ["compiler/cli/build.py"],
    "importlib.resources": ["compiler/render/resources.py"],
    "logging": ["runtime/problems.py"],
    "marshal": [],
    "mmap": [],
    "msvcrt": ["compiler/output"],
    "multiprocessing": [],
    "pickle": [],
    "random": [],
    "secrets": ["compiler/output"],
    "shelve": [],
    "shutil": [],
    "socket": [],
    "subprocess": [],
    "tempfile": [],
    "time": ["compiler/output"],
    "urllib.request": [],
    "uuid": [],
}


@cache
def modules():
    """Return the syntax tree of every module by path."""
    return {
        place.relative_to(SOURCE).as_posix(): ast.parse(place.read_text(encoding="utf-8"))
        for place in sorted(SOURCE.rglob("*.py"))
    }


def calls(tree):
    """Yield each call as the name before the last dot, the last name, and the call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield owner.id if isinstance(owner, ast.Name) else "", node.func.attr, node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield None, node.func.id, node


@cache
def imports(tree):
    """Return the name of each module that is imported, of each member as well."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
            found.update(f"{node.module}.{each.name}" for each in node.names)
    return found


def writes(owner, name, call):
    if owner == "os":
        return name in WRITING_FUNCTIONS
    if owner is None:
        return name == "open" and mode_of(call) != "r"
    alone = len(call.args) == 1 and not call.keywords
    return name in WRITING_METHODS or (name == "replace" and alone)


def reads(owner, name, call):
    if name != "open":
        return owner is not None and name in READING_METHODS
    # A path is opened in a mode, or with nothing said; other things can be open, too.
    first = call.args[0] if call.args else ast.Constant("r")
    is_mode = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return owner in {None, "os", "io", "codecs"} or is_mode


def mode_of(call):
    modes = [each.value for each in call.args[1:2] if isinstance(each, ast.Constant)]
    modes += [each.value.value for each in call.keywords if each.arg == "mode"]
    return "".join(modes).strip("bt") or "r"


def found(condition, *allowed):
    """Return every call that *condition* holds for, but for those in *allowed* modules."""
    return [
        f"{path}:{call.lineno} {owner}.{name}" if owner else f"{path}:{call.lineno} {name}"
        for path, tree in modules().items()
        if not path.startswith(allowed)
        for owner, name, call in calls(tree)
        if condition(owner, name, call)
    ]


def lint_imports(folder):
    """Run the linter of imports; return its exit code and its verdicts by contract."""
    before = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(folder / "generator"), *([before] if before else [])])
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    found = re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout.decode(), re.MULTILINE)
    return done.returncode, dict(found)


def test_the_contracts_about_imports_hold():
    code, verdicts = lint_imports(ROOT)

    assert code == 0
    assert list(verdicts.values()) == ["KEPT"] * CONTRACTS


@pytest.mark.slow
def test_the_contracts_about_imports_can_break(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    copy = Path(shutil.copytree(SOURCE, tmp_path / "generator" / "reasonbook"))
    for path, names in VIOLATIONS.items():
        with (copy / path).open("a", encoding="utf-8") as file:
            file.writelines(f"import {name}\n" for name in names)
    code, verdicts = lint_imports(tmp_path)

    assert code == 1
    assert list(verdicts.values()) == ["BROKEN"] * CONTRACTS


@pytest.mark.slow
def test_a_module_without_a_layer_is_noticed(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    copy = Path(shutil.copytree(SOURCE, tmp_path / "generator" / "reasonbook"))
    (copy / "compiler" / "stray.py").write_text("", encoding="utf-8")
    code, verdicts = lint_imports(tmp_path)

    assert code == 1
    assert list(verdicts.values()).count("BROKEN") == 1


def test_the_runtime_imports_the_standard_library_and_itself():
    foreign = [
        f"{path}: {name}"
        for path, tree in modules().items()
        # It is loaded for values that Babel writes, and for nothing else.
        if path.startswith("runtime/") and path != "runtime/format.py"
        for name in imports(tree)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("reasonbook.runtime", "reasonbook._version"))
    ]

    assert foreign == []


def test_files_are_written_in_one_package():
    # Output that failed is sent nowhere, so that the interpreter does not fail with it again.
    excused = {"os.open", "os.dup2"}
    offences = found(writes, "compiler/output/")

    assert [each for each in offences if each.split()[1] not in excused] == []
    assert {each.partition(":")[0] for each in offences} <= {
        "compiler/cli/console.py",
        "compiler/inputs.py",
        # It opens catalogues to read them, in a way that a pipe cannot block.
        "runtime/files.py",
    }
    assert found(writes, "compiler/cli/", "compiler/inputs.py", "runtime/") != []


def test_files_are_read_in_one_module():
    allowed = (
        "compiler/inputs.py",
        # It reads back what it has written.
        "compiler/output/",
        # The program's own templates, wherever it is installed.
        "compiler/render/resources.py",
        # A bundle opens its own catalogues.
        "runtime/",
        # The one that is nowhere.
        "compiler/cli/console.py",
    )

    assert found(reads, *allowed) == []
    assert all(found(reads, *(each for each in allowed if each != one)) for one in allowed)


@pytest.mark.parametrize("name", RESERVED)
def test_these_modules_have_their_place(name):
    users = {
        path
        for path, tree in modules().items()
        if any(each == name or each.startswith(f"{name}.") for each in imports(tree))
    }

    assert {each for each in users if not each.startswith(tuple(RESERVED[name]) or "-")} == set()
    assert all(any(each.startswith(place) for each in users) for place in RESERVED[name])


def test_nothing_is_evaluated_that_is_not_ours():
    def evaluates(owner, name, _):
        return owner is None and name in {"__import__", "compile", "eval", "exec"}

    # The gate has Python look at a module; what comes of it is thrown away.
    assert found(evaluates, "compiler/render/gate.py") == []
    assert [each.split()[1] for each in found(evaluates)] == ["compile"]


def test_the_day_and_the_hour_make_no_difference():
    def asks(_, name, __):
        return name in {"ctime", "gmtime", "localtime", "now", "strftime", "today", "utcnow"}

    assert found(asks) == []


def test_output_goes_through_the_console():
    def prints(owner, name, _):
        return (owner is None and name == "print") or (owner in {"stdout", "stderr"})

    streams = [
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}
    ]

    assert found(prints) == []
    assert set(streams) == {"__main__.py", "compiler/cli/__init__.py", "compiler/cli/console.py"}


def test_no_module_is_long():
    lengths = {
        path: len((SOURCE / path).read_text(encoding="utf-8").splitlines()) for path in modules()
    }

    assert {path for path, length in lengths.items() if length > LONGEST_MODULE} == set(
        LONG_MODULES
    )


def test_no_function_is_long():
    long = {
        f"{path}:{node.name}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }

    assert long == set(LONG_FUNCTIONS)


def test_no_module_is_called_after_what_it_is_not_about():
    vague = {
        "base",
        "common",
        "core",
        "helper",
        "helpers",
        "manager",
        "misc",
        "tools",
        "util",
        "utils",
    }

    assert [path for path in modules() if vague & set(Path(path).with_suffix("").parts)] == []
