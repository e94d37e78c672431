"""
Running a page: what its reader would do, from top to bottom, in one folder.

How a block is taken is written behind its fence:

- ``file=PATH``: it is written to that file.
- ``in=PATH``: it stands in that file, of the folder or of this repository. A line ``...``, also
  behind a comment sign, leaves lines out.
- ``diff edit=PATH``: the file has the old lines once, and gets the new ones.
- ``console``: each line behind ``$`` is run. Where the block shows any output, all of it is
  compared; a line ``...`` leaves lines out. Where it shows none, every command must succeed.
- ``python``: it is run, in one process with the ``python`` blocks before and after it, up to a
  block that runs a command or writes a file. What stands behind ``>>>`` is a doctest.
- ``yaml``, ``toml``, ``po`` and ``json`` without any of these must be right: YAML is a part of a
  catalogue, and the rest of the file is added to it.
- ``text`` is for people.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from reasonbook.compiler.catalog.document import read_document
from reasonbook.compiler.cli import run
from reasonbook.compiler.config import Settings, read_settings
from reasonbook.compiler.diagnostics import has_errors
from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.rules import Subject, check
from reasonbook.compiler.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pages import Block

REPOSITORY = Path(__file__).parents[1]
_ELISION = re.compile(r"\s*(#\.? ?|// ?)?\.\.\.")
_SHELL = re.compile(r"[|<>;&$`=]")

_BASE = {
    "format": "format: reasonbook/1\n",
    "catalog": "catalog: {module: runs, enum: RunReason, prefix: run.}\n",
    "reasons": (
        "reasons:\n  run.failed: {operator_label: Run failed, short_explanation: It failed.}\n"
    ),
}

# Runs the blocks that stand on standard input with the names of one module.
_PYTHON = """
import doctest, json, sys
failed, names = 0, {"__name__": "__main__"}
for line, text in json.load(sys.stdin):
    if ">>>" in text:
        test = doctest.DocTestParser().get_doctest(text, names, "block", "page", line - 1)
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
        failed += runner.run(test, clear_globs=False).failed
        names = test.globs
    else:
        exec(compile("\\n" * (line - 1) + text, "page", "exec"), names)
sys.exit(failed > 0)
"""


class Reader:
    """Follows pages in *folder*; what does not hold goes to *problems*, as ``line: what``."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Start in *folder*, which is empty or has a project."""
        self.problems: list[str] = []
        self._folder = folder
        path = os.pathsep.join((str(Path(sys.executable).parent), environment["PATH"]))
        self._environment = {**environment, "PATH": path, "PYTHONUTF8": "1"}
        self._waiting: list[tuple[int, str]] = []
        self._code = 0

    def follow(self, blocks: Sequence[Block], *, without: Collection[str] = ()) -> None:
        """Do what *blocks* say, but for those whose text is one of *without*."""
        for block in blocks:
            if block.text in without:
                continue
            if block.language == "python" and not block.options:
                self._waiting.append((block.line, block.text))
                continue
            if block.language == "console" or block.options.keys() & {"file", "edit"}:
                self._run_python()
            try:
                problem = self._take(block)
            except FileNotFoundError as missing:
                problem = str(missing)
            if problem:
                self.problems.append(f"{block.line}: {problem}")
        self._run_python()

    def _take(self, block: Block) -> str:
        if "file" in block.options:
            place = self._folder / block.options["file"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block.text, "utf-8", newline="\n")
            return _check(block, _WRITTEN)
        if "in" in block.options:
            return _find_in(self._place(block.options["in"]), block.text)
        if "edit" in block.options:
            return _edit(self._folder / block.options["edit"], block.text)
        if block.language == "console":
            return self._run_console(block)
        return _check(block)

    def _place(self, path: str) -> Path:
        own = self._folder / path
        return own if own.exists() else REPOSITORY / path

    def _run_console(self, block: Block) -> str:
        parts = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)[1:]
        shows = any(parts[1::2])
        for command, expected in zip(parts[::2], parts[1::2], strict=True):
            printed = self._run(command)
            if not shows and self._code:
                return f"`{command}` exits with {self._code}:\n{printed}"
            if shows and not _matches(expected, printed):
                return f"`{command}` prints:\n{printed}"
        return ""

    def _run(self, command: str) -> str:
        if command == "echo $?":
            return f"{self._code}\n"
        if command.startswith("cd "):
            self._folder /= command.removeprefix("cd ")
            return ""
        if command.startswith("reasonbook ") and not _SHELL.search(command):
            return self._run_ours(shlex.split(command)[1:])
        done = self._start(["sh", "-c", command])
        self._code = done.returncode
        return done.stdout

    def _run_ours(self, arguments: Sequence[str]) -> str:
        printed = io.StringIO()
        with chdir(self._folder), redirect_stdout(printed), redirect_stderr(printed):
            self._code = int(run(arguments))
        return printed.getvalue()

    def _run_python(self) -> None:
        if self._waiting:
            line = self._waiting[0][0]
            done = self._start([sys.executable, "-c", _PYTHON], json.dumps(self._waiting))
            if done.returncode:
                self.problems.append(f"{line}: Python prints:\n{done.stdout}")
            self._waiting = []

    def _start(self, command: Sequence[str], given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  the pages are ours
            command,
            check=False,
            cwd=self._folder,
            encoding="utf-8",
            env={**self._environment, "PYTHONPATH": "generated", "PYTHONWARNINGS": "error"},
            input=given,
            stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE,
        )


def _matches(expected: str, printed: str) -> bool:
    """Tell whether *printed* is *expected*, blanks at the ends of lines apart."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(f"{line.rstrip()}\n")
        for line in expected.splitlines()
    )
    trimmed = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch(pattern, trimmed) is not None


def _find_in(place: Path, text: str) -> str:
    """Return "" if the stretches of *text* between elisions stand in the file, in their order."""
    lines = place.read_text("utf-8").splitlines()
    stretches: list[list[str]] = [[]]
    for line in text.splitlines():
        if _ELISION.fullmatch(line):
            stretches.append([])
        else:
            stretches[-1].append(line)
    start = 0
    for stretch in stretches:
        size = len(stretch)
        places = (at for at in range(start, len(lines) + 1) if lines[at : at + size] == stretch)
        found = next(places, None)
        if found is None:
            return f"{place.name} does not have, in this order:\n" + "\n".join(stretch)
        start = found + size
    return ""


def _edit(place: Path, text: str) -> str:
    lines = text.splitlines()
    old = "".join(f"{each[1:]}\n" for each in lines if each[:1] != "+")
    new = "".join(f"{each[1:]}\n" for each in lines if each[:1] != "-")
    before = place.read_text("utf-8")
    if before.count(old) != 1:
        return f"{place.name} has the old lines {before.count(old)} times"
    place.write_text(before.replace(old, new), "utf-8", newline="\n")
    return ""


def _check(block: Block, checks: Mapping[str, Callable[[str], str]] | None = None) -> str:
    reader = (checks or _CHECKS).get(block.language)
    if reader is None:
        return f"nobody knows how to check a block of `{block.language}`"
    try:
        return reader(block.text)
    except (ValueError, SyntaxError, yaml.YAMLError) as problem:
        return str(problem)


# What parts of a source may take for granted.
_SETTINGS = Settings(surfaces=("badge", "notification"))


def _check_fragment(text: str) -> str:
    keys = yaml.safe_load(text)
    if any("." in key for key in keys):
        text = "reasons:\n" + re.sub("^(?=.)", "  ", text, flags=re.MULTILINE)
        keys = {"reasons": keys}
    source = SourceFile("part.yaml", "".join(_BASE[key] for key in _BASE if key not in keys) + text)
    document, found = read_document(source)
    findings = list(found)
    if document is not None:
        findings += check(Subject([document], _SETTINGS))
    return "\n".join(map(str, findings)) if has_errors(findings) else ""


def _check_po(text: str) -> str:
    return "\n".join(map(str, read_po(SourceFile("part.po", text))[1]))


def _check_toml(text: str) -> str:
    if "reasonbook" not in tomllib.loads(text).get("tool", {}):
        return ""
    return "\n".join(map(str, read_settings(SourceFile("part.toml", text))[1]))


def _accept(parse: Callable[[str], object]) -> Callable[[str], str]:
    def check_by_parsing(text: str) -> str:
        parse(text)
        return ""

    return check_by_parsing


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "json": _accept(json.loads),
    "po": _check_po,
    "python": _accept(ast.parse),
    "text": lambda _: "",
    "toml": _check_toml,
    "yaml": _check_fragment,
}

# A file of its own may be any YAML; whether it is a catalogue, a command on the page tells.
_WRITTEN: Mapping[str, Callable[[str], str]] = {**_CHECKS, "yaml": _accept(yaml.safe_load)}
