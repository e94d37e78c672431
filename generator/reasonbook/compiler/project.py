"""
A project on the disk: what a build reads, and whether there is anything to do at all.

Nothing heavy is imported here, so that a run that has nothing to do is over before templates,
models and locale data would have been loaded.
"""

from __future__ import annotations

import glob
import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reasonbook.compiler.config import SETTINGS_FILE, Settings, locate, read_settings
from reasonbook.compiler.diagnostics import Diagnostic, WorkspaceError, error, warning
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

_TABLE = "tool.reasonbook"
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
    settings_file: SourceFile | None
    settings: Settings | None
    sources: Sequence[SourceFile]
    catalogues: Mapping[str, SourceFile | None]
    templates: Mapping[str, Template]
    seen: Mapping[str, str | None]
    findings: tuple[Diagnostic, ...]

    @property
    def texts(self) -> Mapping[str, SourceFile]:
        """The texts of the project's own files by path."""
        files = [self.settings_file, *self.sources, *self.catalogues.values()]
        return {each.path: each for each in files if each is not None}


def load(root: Path) -> Workspace:
    """Return the project in the folder *root*; whatever cannot be read is a finding."""
    reader = _Reader(root)
    settings_file = reader.read(SETTINGS_FILE, help="run `reasonbook init`", code="RB701")
    settings: Settings | None = None
    sources: tuple[SourceFile, ...] = ()
    catalogues: dict[str, SourceFile | None] = {}
    if settings_file is not None and not reader.findings:
        settings, found = read_settings(settings_file)
        reader.findings.extend(found)
    if settings_file is not None and settings is not None:
        sources = reader.sources(settings, settings_file)
        catalogues = reader.catalogues(settings)
        reader.own_templates(settings, settings_file)
    return Workspace(
        root=root,
        settings_file=settings_file,
        settings=settings,
        sources=sources,
        catalogues=catalogues,
        templates={**builtin_templates(), **reader.templates},
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

    def sources(self, settings: Settings, settings_file: SourceFile) -> tuple[SourceFile, ...]:
        """Return the source files that the settings name."""
        try:
            paths = find_sources(self.root, settings.sources)
        except WorkspaceError as problem:
            self._report(problem)
            return ()
        if not paths:
            patterns = ", ".join(f"`{each}`" for each in settings.sources)
            help_text = "create one, or change `sources` in [tool.reasonbook]"
            span = locate(settings_file, _TABLE, "sources")
            self.findings.append(error("RB704", f"no file matches {patterns}", span, help_text))
        return tuple(source for path in paths if (source := self.read(path)) is not None)

    def catalogues(self, settings: Settings) -> dict[str, SourceFile | None]:
        """Return the translators' files by locale; None for a locale that has none yet."""
        try:
            tags = list_folders(self.root, settings.locales)
            self._report_strays(settings)
        except WorkspaceError as problem:
            self._report(problem)
            return {}
        return {tag: self._catalogue(settings, tag) for tag in tags}

    def _report_strays(self, settings: Settings) -> None:
        """Report translators' files that lie beside the place where they are read."""
        folder = glob.escape(settings.locales)
        wanted = f"{settings.locales}/<locale>/LC_MESSAGES/{settings.bundle}.po"
        for path in find_sources(self.root, [f"{folder}/*.po", f"{folder}/*/*.po"]):
            message = "the file is not read: it lies in the wrong folder"
            self.findings.append(warning("RB607", message, Span(path), f"move it to {wanted}"))

    def _catalogue(self, settings: Settings, tag: str) -> SourceFile | None:
        path = f"{settings.locales}/{tag}/LC_MESSAGES/{settings.bundle}.po"
        try:
            data = read_optional(self.root, path, limit=_MAX_BYTES)
        except WorkspaceError as problem:
            self._report(problem)
            return None
        self.seen[path] = None if data is None else digest(data)
        if data is None:
            return None
        source, found = decode(path, data)
        self.findings.extend(found)
        return source

    def own_templates(self, settings: Settings, settings_file: SourceFile) -> None:
        """Read the project's own templates, if it has any."""
        if settings.templates is None:
            return
        try:
            paths = find_sources(self.root, [f"{glob.escape(settings.templates)}/**/*.j2"])
        except WorkspaceError as problem:
            self._report(problem)
            return
        if not paths:
            message = f"the folder `{settings.templates}` has no templates"
            span = locate(settings_file, _TABLE, "templates")
            help_text = "put `python/module.py.j2` below it, or remove the setting"
            self.findings.append(error("RB703", message, span, help_text))
        for path in paths:
            source = self.read(path)
            if source is not None:
                name = PurePosixPath(path).relative_to(PurePosixPath(settings.templates))
                self.templates[str(name)] = Template(path, source.text)

    def _report(self, problem: WorkspaceError, help: str = "", code: str = "RB113") -> None:  # noqa: A002  the field's name
        message = f"the file cannot be read: {problem.reason}"
        self.findings.append(error(code, message, Span(problem.path), help))


def stamp_of(workspace: Workspace, artifacts: Mapping[str, bytes]) -> bytes:
    """Return what the next run needs to know that it has nothing to do."""
    outputs = {path: digest(data) for path, data in artifacts.items()}
    written = {path: each for path, each in outputs.items() if path in workspace.seen}
    key = _key(workspace, {**workspace.seen, **written}, outputs)
    return json.dumps({"key": key, "outputs": outputs}, indent=1, sort_keys=True).encode()


def is_current(workspace: Workspace, files: Iterable[str]) -> bool:
    """
    Tell whether the last build's outputs belong to *workspace* and are all in place.

    *files* are the paths in the bundle's folder: one that the last build did not make is a
    reason to build again. Any doubt is a no; a stamp is never trusted beyond its digests.
    """
    stamp = _parse(read_stamp(workspace.root))
    if stamp is None:
        return False
    key, outputs = stamp
    if key != _key(workspace, workspace.seen, outputs):
        return False
    return all(path in outputs for path in files) and all(
        _holds(workspace.root, path, wanted) for path, wanted in outputs.items()
    )


def _holds(root: Path, path: str, wanted: str) -> bool:
    try:
        data = read_optional(root, path, limit=_MAX_BYTES * 4)
    except WorkspaceError:
        return False
    return data is not None and digest(data) == wanted


def _parse(data: bytes | None) -> tuple[str, dict[str, str]] | None:
    try:
        stamp = json.loads(data or b"null")
        return str(stamp["key"]), {str(path): str(each) for path, each in stamp["outputs"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _key(workspace: Workspace, seen: Mapping[str, str | None], outputs: Mapping[str, str]) -> str:
    """Return a digest of everything that a build depends on: its inputs and the tool itself."""
    templates = {name: (each.path, each.text) for name, each in workspace.templates.items()}
    facts = [repr(sys.version_info), dict(seen), templates, dict(outputs), _tool_files()]
    return digest(json.dumps(facts, sort_keys=True).encode())


def _tool_files() -> list[tuple[str, int, int, int]]:
    """
    Return the programs that a build runs, each with what changes when somebody writes to it.

    The time of the last change cannot be set back, as that of the last modification can: there
    are installers that set it to one date for all files.
    """
    libraries = [
        Path(spec.origin)
        for name in ("babel", "jinja2", "pydantic", "yaml")
        if (spec := find_spec(name)) is not None and spec.origin is not None
    ]
    found: list[tuple[str, int, int, int]] = []
    for place in [*sorted(_PACKAGE.rglob("*.py")), *libraries]:
        # An editor may leave a link that leads nowhere beside a file that is open in it.
        with suppress(FileNotFoundError):
            status = place.stat()
            found.append((str(place), status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return found
