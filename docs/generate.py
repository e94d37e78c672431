"""
Writes the pages that are made from the code: the commands from click, the rules from their pages.

Run it as ``python docs/generate.py``. With ``--check`` nothing is written; the exit code is 1 if
a page is not what the code says.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reasonbook.compiler.cli import main as reasonbook
from reasonbook.compiler.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reasonbook.compiler.rules import Rule

REFERENCE = Path(__file__).parent / "reference"

_COMMANDS = """\
# Commands

This page is made from the command itself.

`reasonbook` comes with `pip install 'reasonbook[compiler]'`; `python -m reasonbook` is the same.
Findings and data go to standard output, everything else to standard error.
[Running in CI](../how-to/run-in-ci.md) has the exit codes and the formats of findings.
`--help`, or `-h`, prints what is written here, and `reasonbook --version` the version.
"""

_RULES = """\
# Rules

This page is made from the rules themselves.
`reasonbook rules` prints the list, and `reasonbook rules RB103` one page.

An error stops the build, and nothing is written. A warning does not.
Codes are never used again for something else.

| Code | Name | Finds |
|---|---|---|
"""

_EXAMPLE = re.compile(r"(?P<title>(?:Wrong|Right)(?: \((?P<file>[\w.]+)\))?)::\n\n")
_LANGUAGES = {"toml": "toml", "po": "po"}


def make_pages() -> dict[str, str]:
    """Return the text of each generated page by the name of its file."""
    return {"commands.md": _make_commands(), "rules.md": _make_rules()}


def main(arguments: Sequence[str], *, folder: Path = REFERENCE) -> int:
    """Write the pages in *folder*, or with ``--check`` compare them; return the exit code."""
    pages = {folder / name: text.encode() for name, text in make_pages().items()}
    stale = [place for place, data in pages.items() if _read(place) != data]
    if "--check" in arguments:
        for place in stale:
            print(f"{place.name} is not up to date: run `make docs`")
        return 1 if stale else 0
    for place in stale:
        place.write_bytes(pages[place])
        print(f"wrote {place.name}")
    return 0


def _read(place: Path) -> bytes:
    return place.read_bytes() if place.exists() else b""


def _make_commands() -> str:
    # Click keeps what it makes of the names of `--help`, so they have to be the real ones.
    top = click.Context(reasonbook, **reasonbook.context_settings)
    sections = [_describe(context) for context in _contexts(top)]
    return "\n".join([_COMMANDS, *sections])


def _contexts(context: click.Context) -> Iterator[click.Context]:
    """Yield *context*, a group's, and one for each command below it, in the order of the help."""
    context.info_name = context.info_name or "reasonbook"
    group = context.command
    assert isinstance(group, click.Group), "only groups have commands below them"
    for name in group.list_commands(context):
        command = group.commands[name]
        child = click.Context(command, parent=context, info_name=name)
        if isinstance(command, click.Group):
            yield from _contexts(child)
        else:
            yield child


def _describe(context: click.Context) -> str:
    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"## `{context.command_path}`", inspect.cleandoc(command.help or "")]
    parts.append(f"```text\n{usage}\n```")
    options = [each for each in command.params if isinstance(each, click.Option)]
    if options:
        rows = "\n".join(_row(each, context) for each in options)
        parts.append(f"| Option | Meaning |\n|---|---|\n{rows}")
    parts.append(f"```console\n{_examples(command)}```")
    return "\n\n".join(parts) + "\n"


def _row(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record is not None, "no option is hidden"
    names = ", ".join(f"`{each}`" for each in option.opts)
    value = "" if option.is_flag else f" `{option.make_metavar(context)}`"
    return f"| {names}{_escape(value)} | {_escape(' '.join(record[1].split()))} |"


def _examples(command: click.Command) -> str:
    """Return the lines of the examples at the end of a command's help, as they are typed."""
    lines = (command.epilog or "").splitlines()
    return "".join(f"$ {each.strip()}\n" for each in lines if each.startswith("  "))


def _make_rules() -> str:
    rows = [
        f"| [`{each.code}`](#{each.code.lower()}-{each.name}) | {each.name} | "
        f"{_escape(_markdown(_summary(each)))} |\n"
        for each in RULES.values()
    ]
    return _RULES + "".join(rows) + "".join(f"\n{_section(each)}" for each in RULES.values())


def _summary(rule: Rule) -> str:
    return " ".join(inspect.cleandoc(rule.page).split("\n\n")[0].split())


def _section(rule: Rule) -> str:
    """Return the page of *rule* as Markdown: its examples become fenced blocks."""
    first, *examples = _split_examples(inspect.cleandoc(rule.page))
    parts = [f"## {rule.code} {rule.name}", _markdown(first[1])]
    for title, body in examples:
        match = _EXAMPLE.match(f"{title}::\n\n")
        assert match is not None, "the titles come from the same pattern"
        suffix = (match["file"] or "").rpartition(".")[2]
        language = _LANGUAGES.get(suffix, "yaml")
        parts.append(f"{title}:\n\n```{language}\n{textwrap.dedent(body)}\n```")
    return "\n\n".join(parts) + "\n"


def _split_examples(page: str) -> list[tuple[str, str]]:
    """Return the text before the examples under no title, then each example under its own."""
    pieces: list[tuple[str, str]] = []
    title, start = "", 0
    for match in _EXAMPLE.finditer(page):
        pieces.append((title, page[start : match.start()].strip("\n")))
        title, start = match["title"], match.end()
    pieces.append((title, page[start:].strip("\n")))
    return pieces


def _markdown(text: str) -> str:
    """Return reStructuredText as our docstrings use it in Markdown."""
    return text.replace("``", "`")


def _escape(cell: str) -> str:
    return cell.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
