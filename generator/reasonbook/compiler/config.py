"""
The settings: ``[tool.reasonbook]`` in ``pyproject.toml``.

A key that is not known is an error: a setting that is misspelt must not be a default in disguise.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.diagnostics import did_you_mean, error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile, Span

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml] | object"

SETTINGS_FILE = "pyproject.toml"
_TABLE = "tool.reasonbook"
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}", re.ASCII)
_LOCALE = re.compile(r"[a-z]{2,3}([_-][A-Z][a-z]{3})?([_-]([A-Z]{2}|[0-9]{3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limits:
    """
    How long texts may get, in characters, before a warning says so.

    A file's own ``limits`` come first, then these.
    """

    operator_label: int = 60
    short_explanation: int = 240
    operator_label_placeholders: bool = False
    operator_label_full_stop: bool = False


@dataclass(frozen=True, slots=True)
class Actionability:
    """What an actionability of the project's own means to a program."""

    retryable: bool
    needs_human: bool


BUILT_IN_ACTIONABILITIES: Mapping[str, Actionability] = {
    "non_actionable": Actionability(retryable=False, needs_human=False),
    "retryable_transient": Actionability(retryable=True, needs_human=False),
    "retryable_after_fix": Actionability(retryable=True, needs_human=True),
    "action_required": Actionability(retryable=False, needs_human=True),
    "escalate": Actionability(retryable=False, needs_human=True),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of one project; paths are relative to its root, with forward slashes.

    *bundle* is the name of the package and of the gettext domain. *templates* is the folder
    whose templates take the place of the built-in ones, None for none.
    """

    bundle: str = "reasons"
    version: str = "0.0.0"
    sources: tuple[str, ...] = ("reasons/*.yaml",)
    locales: str = "locales"
    output: str = "generated"
    templates: str | None = None
    source_locale: str = "en"
    limits: Limits = field(default_factory=Limits)
    actionability: Mapping[str, Actionability] = field(default_factory=dict)

    @property
    def actionabilities(self) -> Mapping[str, Actionability]:
        """The built-in actionabilities and the project's own."""
        return {**BUILT_IN_ACTIONABILITIES, **self.actionability}


def read_settings(file: SourceFile) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Return the settings in *file*, the text of a ``pyproject.toml``, or None and findings."""
    try:
        document = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as failure:
        return None, (_syntax_error(file, str(failure)),)
    except RecursionError:
        return None, (error("RB701", "the file is nested too deeply", file.span(0, 0)),)
    tool = document.get("tool")
    table = tool.get("reasonbook") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        message = f"there is no [{_TABLE}] table"
        return None, (error("RB701", message, file.span(0, 0), "run `reasonbook init`"),)
    reader = _Reader(file)
    values = reader.read(table)
    if reader.findings:
        return None, tuple(reader.findings)
    return Settings(**values), ()  # type: ignore[arg-type]  # each reader returns its field's type


def _syntax_error(file: SourceFile, said: str) -> Diagnostic:
    """Tomllib gives its place in words only, before Python 3.14."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    starts = file.line_starts
    index = starts[int(place[1]) - 1] + int(place[2]) - 1 if place else len(file.text)
    message = re.sub(r" \(at .*\)$", "", said)
    return error("RB701", f"this is not TOML: {message}", file.span(index, index))


class _Reader:
    """Reads the table key by key; what is wrong goes to *findings*."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []

    def read(self, table: Mapping[str, Toml]) -> dict[str, object]:
        self._refuse_unknown(table, tuple(_READERS), _TABLE)
        return {key: read(self, key, table[key]) for key, read in _READERS.items() if key in table}

    def text(self, key: str, value: Toml) -> str | None:
        pattern = _PATTERNS[key]
        if isinstance(value, str) and pattern[0].fullmatch(value):
            return value
        self._report(_TABLE, key, f"`{key}` must be {pattern[1]}")
        return None

    def path(self, key: str, value: Toml) -> str | None:
        if isinstance(value, str) and _is_inside(value):
            return value.rstrip("/")
        self._report(_TABLE, key, f"`{key}` must be a path inside the project, with `/`")
        return None

    def paths(self, key: str, value: Toml) -> tuple[str, ...]:
        if isinstance(value, list) and value:
            paths = tuple(each for each in value if isinstance(each, str) and _is_inside(each))
            if len(paths) == len(value):
                return paths
        self._report(_TABLE, key, f"`{key}` must be a list of paths or patterns inside the project")
        return ()

    def limits(self, key: str, value: Toml) -> Limits:
        table = self._table(key, value)
        names = tuple(each.name for each in fields(Limits))
        self._refuse_unknown(table, names, f"{_TABLE}.{key}")
        known = {name: table[name] for name in names if name in table}
        for name, each in known.items():
            wants_number = name in ("operator_label", "short_explanation")
            if wants_number and (type(each) is not int or not 1 <= each <= 4096):  # noqa: PLR2004  the limit of any text
                self._report(f"{_TABLE}.{key}", name, f"`{name}` must be a number from 1 to 4096")
            elif not wants_number and type(each) is not bool:
                self._report(f"{_TABLE}.{key}", name, f"`{name}` must be true or false")
        if self.findings:
            return Limits()
        return Limits(**known)  # type: ignore[arg-type]  # the loop above has looked at each

    def actionability(self, key: str, value: Toml) -> Mapping[str, Actionability]:
        found: dict[str, Actionability] = {}
        for name, each in self._table(key, value).items():
            where = f"{_TABLE}.{key}.{name}"
            if name in BUILT_IN_ACTIONABILITIES or not _NAME.fullmatch(name):
                self._report(where, "", f"`{name}` cannot be declared: it is built in or malformed")
                continue
            table = self._table(name, each)
            self._refuse_unknown(table, ("retryable", "needs_human"), where)
            retryable, needs_human = table.get("retryable"), table.get("needs_human")
            if isinstance(retryable, bool) and isinstance(needs_human, bool):
                found[name] = Actionability(retryable=retryable, needs_human=needs_human)
            else:
                self._report(
                    where, "", f"`{name}` needs `retryable` and `needs_human`, each true or false"
                )
        return found

    def _table(self, key: str, value: Toml) -> Mapping[str, Toml]:
        if isinstance(value, dict):
            return value
        self._report(_TABLE, key, f"`{key}` must be a table")
        return {}

    def _refuse_unknown(
        self, table: Mapping[str, Toml], known: tuple[str, ...], where: str
    ) -> None:
        for key in table:
            if key not in known:
                help_text = did_you_mean(key, known) or f"known settings: {', '.join(known)}"
                self.findings.append(
                    error(
                        "RB702",
                        f"the setting `{key}` is unknown in [{where}]",
                        locate(self.file, where, key),
                        help_text,
                    )
                )

    def _report(self, table: str, key: str, message: str) -> None:
        self.findings.append(error("RB703", message, locate(self.file, table, key)))


def locate(file: SourceFile, table: str, key: str) -> Span:
    """
    Return the span of *key* in the *table* of a TOML file.

    tomllib keeps no places. A table that is written inline or as dotted keys is found by its
    header or not at all; the start of the file is the answer then.
    """
    header = re.compile(r"^[ \t]*\[[ \t]*([^\]\n]+?)[ \t]*\]", re.MULTILINE)
    for found in header.finditer(file.text):
        name = re.sub(r"[\"' \t]", "", found[1])
        if name != table:
            continue
        following = header.search(file.text, found.end())
        end = following.start() if following else len(file.text)
        line = re.compile(rf"^[ \t]*([\"']?{re.escape(key)}[\"']?)[ \t]*[=.]", re.MULTILINE)
        place = line.search(file.text, found.end(), end) if key else None
        return file.span(*(place.span(1) if place else found.span(1)))
    parent, _, last = table.rpartition(".")
    return locate(file, parent, last) if parent else file.span(0, 0)


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return (
        bool(path)
        and not path.startswith("/")
        and ".." not in parts
        and not set(path) & set("\\:\0")
    )


_PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "bundle": (_NAME, "a package name: lower case letters, digits and single `_`"),
    "version": (_VERSION, "a version: letters, digits, `.`, `+`, `_` and `-`"),
    "source_locale": (_LOCALE, "a locale such as `en` or `pt_BR`"),
}

_READERS: Mapping[str, Callable[[_Reader, str, Toml], object]] = {
    "bundle": _Reader.text,
    "version": _Reader.text,
    "sources": _Reader.paths,
    "locales": _Reader.path,
    "output": _Reader.path,
    "templates": _Reader.path,
    "source_locale": _Reader.text,
    "limits": _Reader.limits,
    "actionability": _Reader.actionability,
}
