"""
A project on the disk: what a build reads, and whether there is anything to do at all.

Nothing heavy is imported here, so that a run that has nothing to do is over before templates,
models and locale data would have been loaded.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reasonbook.compiler.config import SETTINGS_FILE, Settings, read_settings
from reasonbook.compiler.diagnostics import Diagnostic, WorkspaceError, error, has_errors
from reasonbook.compiler.inputs import (
    decode,
    find_sources,
    list_folders,
    read_bytes,
    read_optional,
    read_stamp,
)
from reasonbook.compiler.render.resources import Template, builtin_templates
from reasonbook.compiler.source import SourceFile, Span, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MAX_BYTES = 16 * 1024 * 1024
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Workspace:
    """
    A project as it was read from *root*.

    *seen* has the digest of every file that was looked for, None for one that is not there:
    what is written later is written only if all of that still holds. *findings* are about
    reading; with an error among them, the rest may be incomplete.
    """

    root: Path
    settings: Settings | None
    sources: Sequence[SourceFile]
    catalogues: Mapping[str, SourceFile | None]
    templates: Mapping[str, Template]
    seen: Mapping[str, str | None]
    findings: tuple[Diagnostic, ...]

    @property
    def texts(self) -> Mapping[str, SourceFile]:
        """The texts of the project's own files by path."""
        files = [*self.sources, *(each for each in self.catalogues.values() if each)]
        return {each.path: each for each in files}


def load(root: Path) -> Workspace:
    """Return the project in the folder *root*; whatever cannot be read is a finding."""
    reader = _Reader(root)
    settings_file = reader.read(SETTINGS_FILE, help="run `reasonbook init`", code="RB701")
    settings: Settings | None = None
    if settings_file is not None:
        settings, found = read_settings(settings_file)
        reader.findings.extend(found)
    sources: list[SourceFile] = []
    catalogues: dict[str, SourceFile | None] = {}
    if settings is not None and not has_errors(reader.findings):
        sources = reader.sources(settings)
        catalogues = reader.catalogues(settings)
        reader.own_templates(settings)
    return Workspace(
        root=root,
        settings=settings,
        sources=tuple(sources) + ((settings_file,) if settings_file and settings is None else ()),
        catalogues=catalogues,
        templates=dict(builtin_templates()) | reader.templates,
        seen=reader.seen,
        findings=tuple(reader.findings),
    )


class _Reader:
    """Reads files and remembers what they held."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: dict[str, str | None] = {}
        self.findings: list[Diagnostic] = []
        self.templates: dict[str, Template] = {}

    def read(self, path: str, *, help: str = "", code: str = "RB113") -> SourceFile | None:  # noqa: A002  the field's name
        """Return the file *path* as text, or None and a finding."""
        try:
            data = read_bytes(self.root, path, limit=_MAX_BYTES)
        except WorkspaceError as problem:
            self._report(problem, help, code)
            return None
        self.seen[path] = digest(data)
        source, found = decode(path, data)
        self.findings.extend(found)
        return source

    def sources(self, settings: Settings) -> list[SourceFile]:
        """Return the source files that the settings name."""
        paths: tuple[str, ...] = ()
        try:
            paths = find_sources(self.root, settings.sources)
        except WorkspaceError as problem:
            self._report(problem)
        if not paths and not self.findings:
            patterns = ", ".join(f"`{each}`" for each in settings.sources)
            message = f"no file matches {patterns}"
            help_text = "create one, or change `sources` in [tool.reasonbook]"
            self.findings.append(error("RB704", message, Span(SETTINGS_FILE), help_text))
        return [source for path in paths if (source := self.read(path)) is not None]

    def catalogues(self, settings: Settings) -> dict[str, SourceFile | None]:
        """Return the translators' files by locale; None for a locale that has none yet."""
        catalogues: dict[str, SourceFile | None] = {}
        try:
            for tag in list_folders(self.root, settings.locales):
                path = f"{settings.locales}/{tag}/LC_MESSAGES/{settings.bundle}.po"
                data = read_optional(self.root, path, limit=_MAX_BYTES)
                self.seen[path] = None if data is None else digest(data)
                catalogues[tag] = None
                if data is not None:
                    catalogues[tag], found = decode(path, data)
                    self.findings.extend(found)
        except WorkspaceError as problem:
            self._report(problem)
        return catalogues

    def own_templates(self, settings: Settings) -> None:
        """Read the project's own templates, if it has any."""
        if settings.templates is None:
            return
        try:
            paths = find_sources(self.root, [f"{settings.templates}/**/*.j2"])
        except WorkspaceError as problem:
            self._report(problem)
            return
        for path in paths:
            source = self.read(path)
            if source is not None:
                name = path.removeprefix(f"{settings.templates}/")
                self.templates[name] = Template(path, source.text)

    def _report(self, problem: WorkspaceError, help: str = "", code: str = "RB113") -> None:  # noqa: A002  the field's name
        message = f"the file cannot be read: {problem.reason}"
        self.findings.append(error(code, message, Span(problem.path), help))


def stamp_of(workspace: Workspace, artifacts: Mapping[str, bytes]) -> bytes:
    """Return what the next run needs to know that it has nothing to do."""
    outputs = {path: digest(data) for path, data in artifacts.items()}
    written = {path: each for path, each in outputs.items() if path in workspace.seen}
    key = _key(workspace, {**workspace.seen, **written})
    return json.dumps({"key": key, "outputs": outputs}, indent=1, sort_keys=True).encode()


def is_current(workspace: Workspace, files: Iterable[str]) -> bool:
    """
    Tell whether the last build's outputs belong to *workspace* and are all in place.

    *files* are the paths in the bundle's folder: one that the last build did not make is a
    reason to build again. Any doubt is a no; a stamp is never trusted beyond its digests.
    """
    stamp = _parse(read_stamp(workspace.root))
    if stamp is None or stamp[0] != _key(workspace, workspace.seen):
        return False
    outputs = stamp[1]
    if any(path not in outputs for path in files):
        return False
    for path, wanted in outputs.items():
        try:
            data = read_optional(workspace.root, path, limit=_MAX_BYTES * 4)
        except WorkspaceError:
            return False
        if data is None or digest(data) != wanted:
            return False
    return True


def _parse(data: bytes | None) -> tuple[str, dict[str, str]] | None:
    try:
        stamp = json.loads(data or b"null")
        return str(stamp["key"]), {str(path): str(each) for path, each in stamp["outputs"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _key(workspace: Workspace, seen: Mapping[str, str | None]) -> str:
    """Return a digest of everything that a build depends on: its inputs and the tool itself."""
    hasher = hashlib.sha256(repr(sys.version_info).encode())
    for path, each in sorted(seen.items()):
        hasher.update(f"{path}\0{each}\n".encode())
    for name, template in sorted(workspace.templates.items()):
        hasher.update(f"{name}\0{template.text}\0".encode())
    for place in _tool_files():
        status = place.stat()
        hasher.update(f"{place}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return hasher.hexdigest()


def _tool_files() -> list[Path]:
    libraries = [
        Path(spec.origin)
        for name in ("babel", "jinja2", "pydantic", "yaml")
        if (spec := find_spec(name)) is not None and spec.origin is not None
    ]
    return [*sorted(_PACKAGE.rglob("*.py")), *libraries]
