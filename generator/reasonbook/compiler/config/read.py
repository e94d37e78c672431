"""
Reading the settings, key by key.
"""

from __future__ import annotations

import keyword
import re
import sys
import tomllib
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.config.places import Places, locate
from reasonbook.compiler.config.settings import (
    BUILT_IN_ACTIONABILITIES,
    DETAIL,
    Actionability,
    Limits,
    Settings,
)
from reasonbook.compiler.diagnostics import MAX_FINDINGS, Vocabulary, error, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, time

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

Toml: TypeAlias = "str | int | float | bool | date | time | list[Toml] | dict[str, Toml]"

CACHE = ".reasonbook"
_TABLE = "tool.reasonbook"
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]*", re.ASCII)
_LOCALE = re.compile(r"[a-z]{2,3}([_-][A-Z][a-z]{3})?([_-]([A-Z]{2}|[0-9]{3}))?", re.ASCII)
_MAX_NAME = 63
MAX_SURFACES = 32
# A bundle beside a package of ours would hide it.
_TAKEN = frozenset({"reasonbook"})


def read_settings(file: SourceFile) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Return the settings in *file*, the text of a ``pyproject.toml``, or None and findings."""
    try:
        document: Toml = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as failure:
        return None, (_syntax_error(file, str(failure)),)
    except RecursionError:
        return None, (error("RB701", "the file is nested too deeply", file.span(0, 0)),)
    except ValueError:
        # Python refuses to read a number of thousands of digits, which TOML allows.
        number = re.search(r"[0-9_]{600,}|\Z", file.text)
        assert number is not None, "every text has an end"
        return None, (error("RB701", "the number is too long", file.span(*number.span())),)
    tool = _as_table(document).get("tool", {})
    table = _as_table(tool).get("reasonbook")
    if not isinstance(table, dict):
        place = locate(file, "tool", "reasonbook") if table is not None else file.span(0, 0)
        message = f"there is no [{_TABLE}] table"
        return None, (error("RB701", message, place, "run `reasonbook init`"),)
    reader = _Reader(file)
    values = reader.read(table)
    if reader.findings:
        return None, tuple(reader.findings)
    settings = Settings(**values)  # type: ignore[arg-type]  # each reader returns its field's type
    reader.refuse_shared_folders(settings)
    return (None if reader.findings else settings), tuple(reader.findings)


def _as_table(value: Toml) -> Mapping[str, Toml]:
    return value if isinstance(value, dict) else {}


def _syntax_error(file: SourceFile, said: str) -> Diagnostic:
    """Tomllib gives its place in words only, before Python 3.14."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    start = end = len(file.text)
    if place:
        start = end = file.line_starts[int(place[1]) - 1] + int(place[2]) - 1
    message = "this is not TOML: " + re.sub(r" \(at .*\)$", "", said)
    if said.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate")):
        # The place is behind the statement, which has been read and does not fit.
        line = file.span(max(end - 1, 0), end).line
        start, message = file.line_starts[line - 1], "this key or table stands here a second time"
    return error("RB701", message, file.span(start, end))


class _Reader:
    """Reads the table key by key; what is wrong goes to *findings*."""

    def __init__(self, file: SourceFile) -> None:
        self.places = Places(file)
        self.findings: list[Diagnostic] = []

    def read(self, table: Mapping[str, Toml]) -> dict[str, object]:
        self._refuse_unknown(table, tuple(_READERS), ())
        return {key: read(self, key, table[key]) for key, read in _READERS.items() if key in table}

    def text(self, key: str, value: Toml) -> str | None:
        form, words = _PATTERNS[key]
        if isinstance(value, str) and form.fullmatch(value) and len(value) <= _MAX_NAME:
            return value
        self._report((key,), f"`{key}` must be {words}, at most {_MAX_NAME} characters")
        return None

    def bundle(self, key: str, value: Toml) -> str | None:
        name = self.text(key, value)
        if name and (keyword.iskeyword(name) or name in _TAKEN | sys.stdlib_module_names):
            self._report((key,), f"`{name}` is the name of something else in Python")
        return name

    def path(self, key: str, value: Toml) -> str | None:
        path = _tidy_path(value)
        if path is None:
            self._report((key,), f"`{key}` must be a folder inside the project, with `/`")
        return path

    def refuse_shared_folders(self, settings: Settings) -> None:
        """Report a folder that two settings name: what is read there would be what is written."""
        if settings.output == settings.locales:
            self._report(("output",), "`output` and `locales` must be two folders")
        for key in ("output", "locales"):
            folder: str = getattr(settings, key)
            if folder.split("/", maxsplit=1)[0] == CACHE:
                self._report((key,), f"`{key}` must not be `{CACHE}`, which is a cache")

    def paths(self, key: str, value: Toml) -> tuple[str, ...]:
        given = value if isinstance(value, list) else []
        paths = tuple(path for each in given if (path := _tidy_path(each)) is not None)
        if not paths or len(paths) != len(given):
            what = "a list of paths or patterns inside the project, with `/`"
            self._report((key,), f"`{key}` must be {what}")
        return paths

    def surfaces(self, key: str, value: Toml) -> tuple[str, ...]:
        given = value if isinstance(value, list) else []
        names = [each for each in given if isinstance(each, str) and _is_name(each)]
        if not isinstance(value, list) or len(names) != len(given):
            words = f"lower case letters, digits and single `_`, at most {_MAX_NAME} characters"
            self._report((key,), f"`{key}` must be a list of names made of {words}")
        elif len(names) > MAX_SURFACES:
            self._report((key,), f"`{key}` has {len(names):,} names, more than {MAX_SURFACES}")
        elif DETAIL in names:
            self._report((key,), f"`{DETAIL}` is there always and cannot be declared")
        elif len(set(names)) < len(names):
            name = next(each for each in names if names.count(each) > 1)
            self._report((key,), f"`{key}` has `{name}` twice")
        return tuple(names)

    def limits(self, key: str, value: Toml) -> Limits:
        names = tuple(each.name for each in fields(Limits))
        table = self._table((key,), value, names)
        known = {name: table[name] for name in names if name in table}
        for name, each in known.items():
            wants_number = name in ("operator_label", "short_explanation")
            if wants_number and (type(each) is not int or not 1 <= each <= 4096):  # noqa: PLR2004  the limit of any text
                self._report((key, name), f"`{name}` must be a number from 1 to 4096")
            elif not wants_number and type(each) is not bool:
                self._report((key, name), f"`{name}` must be true or false")
        if self.findings:
            return Limits()
        return Limits(**known)  # type: ignore[arg-type]  # the loop above has looked at each

    def actionability(self, key: str, value: Toml) -> Mapping[str, Actionability]:
        found: dict[str, Actionability] = {}
        for name, each in self._table((key,), value, None).items():
            if name in BUILT_IN_ACTIONABILITIES:
                self._report((key, name), f"{quote(name)} is built in and cannot be declared")
                continue
            if not _is_name(name):
                words = "lower case letters, digits and single `_`"
                self._report((key, name), f"{quote(name)} is malformed: a name has {words}")
                continue
            table = self._table((key, name), each, ("retryable", "needs_human"))
            retryable, needs_human = table.get("retryable"), table.get("needs_human")
            if isinstance(retryable, bool) and isinstance(needs_human, bool):
                found[name] = Actionability(retryable=retryable, needs_human=needs_human)
            elif isinstance(each, dict):
                needs = "`retryable` and `needs_human`, each true or false"
                self._report((key, name), f"`{name}` needs {needs}")
        return found

    def _table(
        self, path: tuple[str, ...], value: Toml, known: tuple[str, ...] | None
    ) -> Mapping[str, Toml]:
        """Return the table *value*; None for *known* are keys that the author names."""
        if not isinstance(value, dict):
            self._report(path, f"`{path[-1]}` must be a table")
            return {}
        if known is not None:
            self._refuse_unknown(value, known, path)
        return value

    def _refuse_unknown(
        self, table: Mapping[str, Toml], known: tuple[str, ...], path: tuple[str, ...]
    ) -> None:
        words = Vocabulary(known)
        where = ".".join((_TABLE, *path))
        for key in islice((each for each in table if each not in known), MAX_FINDINGS):
            message = f"the setting {quote(key)} is unknown in [{where}]"
            help_text = words.did_you_mean(key) or f"known settings: {', '.join(known)}"
            span = self.places.find((*_TABLE.split("."), *path, key))
            self.findings.append(error("RB702", message, span, help_text))

    def _report(self, path: tuple[str, ...], message: str) -> None:
        span = self.places.find((*_TABLE.split("."), *path))
        self.findings.append(error("RB703", message, span))


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and len(text) <= _MAX_NAME


def _tidy_path(path: Toml) -> str | None:
    """Return *path* without empty parts and dots; None for one that does not lead inside."""
    if not isinstance(path, str) or path.startswith("/") or not path.isprintable():
        return None
    parts = [each for each in path.split("/") if each not in ("", ".")]
    is_inside = parts and ".." not in parts and not set(path) & set("\\:")
    return "/".join(parts) if is_inside else None


_PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "bundle": (_NAME, "made of lower case letters, digits and single `_`"),
    "version": (_VERSION, "made of letters, digits, `.`, `+`, `_` and `-`"),
    "source_locale": (_LOCALE, "a locale such as `en` or `pt_BR`"),
}

_READERS: Mapping[str, Callable[[_Reader, str, Toml], object]] = {
    "bundle": _Reader.bundle,
    "version": _Reader.text,
    "sources": _Reader.paths,
    "locales": _Reader.path,
    "output": _Reader.path,
    "templates": _Reader.path,
    "source_locale": _Reader.text,
    "surfaces": _Reader.surfaces,
    "limits": _Reader.limits,
    "actionability": _Reader.actionability,
}
