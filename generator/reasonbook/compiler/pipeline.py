"""
The compiler: texts in, files and findings out.

Nothing here opens a file, prints, exits or reads the clock: the same project gives the same
bytes, wherever and whenever it is compiled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import Document, read_document
from reasonbook.compiler.catalog.resolve import resolve
from reasonbook.compiler.catalog.schema import SCHEMA_FILE, make_schema
from reasonbook.compiler.config import SETTINGS_FILE
from reasonbook.compiler.diagnostics import error, has_errors, sorted_by_place, warning
from reasonbook.compiler.messages.extract import extract_messages, prove_extraction
from reasonbook.compiler.messages.language import check_language
from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.messages.merge import merge
from reasonbook.compiler.messages.mo import compile_mo
from reasonbook.compiler.messages.plural_files import check_plural_forms
from reasonbook.compiler.messages.po import Po, read_po, write_po
from reasonbook.compiler.messages.tags import known_tags, parse_tag
from reasonbook.compiler.messages.template import make_template
from reasonbook.compiler.render.bundle import render_bundle
from reasonbook.compiler.rules import Subject, check
from reasonbook.compiler.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reasonbook.compiler.catalog.resolved import Catalogue
    from reasonbook.compiler.config import Settings
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.render.resources import Template


@dataclass(frozen=True, slots=True)
class Project:
    """
    Everything that a build depends on, read.

    *catalogues* has each locale by the name of its folder, with the text of its ``.po`` file or
    None where there is none yet. *templates* has every template by name, the project's own
    before the built-in ones.
    """

    settings: Settings
    sources: Sequence[SourceFile]
    catalogues: Mapping[str, SourceFile | None]
    templates: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class Compilation:
    """
    What a build made of a project.

    *artifacts* has the bytes of every file by path; it is empty if any finding is an error.
    *sources* has the texts that findings are about, rendered ones included, by path.
    *catalogue* and *translations*, by locale, are there as far as they could be made.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceFile]
    artifacts: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    catalogue: Catalogue | None = None
    translations: Mapping[str, Po] = field(default_factory=dict[str, Po])


def compile_project(project: Project) -> Compilation:
    """
    Return every file of the bundle and of its catalogues, and every finding.

    All sources and catalogues are looked at before the first error stops the build. In which
    order they are given makes no difference.
    """
    project = _in_order(project)
    texts = {each.path: each for each in project.sources}
    texts |= {each.path: each for each in project.catalogues.values() if each}
    documents, findings = _read_sources(project)
    catalogues, found = _read_catalogues(project)
    findings += found
    if has_errors(findings):
        return Compilation(sorted_by_place(findings), texts)
    catalogue = resolve(documents, settings=project.settings, locales=tuple(catalogues))
    # The trees with all their places are large, and nothing looks into them any more.
    del documents
    files, found = _render(project, catalogue)
    findings += found
    texts |= files
    template = make_template(catalogue)
    merged = {
        tag: merge(old, template, locale=tag, bundle=catalogue.bundle)
        for tag, old in catalogues.items()
    }
    failed = has_errors(findings)
    return Compilation(
        diagnostics=sorted_by_place(findings),
        sources=texts,
        artifacts={} if failed else _artifacts(project, files, template, catalogues, merged),
        catalogue=catalogue,
        translations=merged,
    )


def bundle_folder(settings: Settings) -> str:
    """Return the folder of the bundle's package."""
    return f"{settings.output}/{settings.bundle}"


def catalogue_path(settings: Settings, tag: str) -> str:
    """Return where translators' texts of the locale *tag* are."""
    return f"{settings.locales}/{tag}/LC_MESSAGES/{settings.bundle}.po"


def _in_order(project: Project) -> Project:
    """Return *project* sorted, and its source locale spelled as folders are."""
    source = parse_tag(project.settings.source_locale)
    spelled = source.folder if source else project.settings.source_locale
    return replace(
        project,
        settings=replace(project.settings, source_locale=spelled),
        sources=sorted(project.sources, key=lambda each: each.path),
        catalogues=dict(sorted(project.catalogues.items())),
    )


def _read_sources(project: Project) -> tuple[list[Document], list[Diagnostic]]:
    documents: list[Document] = []
    findings: list[Diagnostic] = []
    for source in project.sources:
        document, found = read_document(source)
        findings.extend(found)
        if document is not None:
            documents.append(document)
    findings.extend(check(Subject(documents, project.settings)))
    return documents, findings


def _read_catalogues(project: Project) -> tuple[dict[str, Po | None], list[Diagnostic]]:
    catalogues: dict[str, Po | None] = {}
    findings: list[Diagnostic] = []
    if parse_tag(project.settings.source_locale) is None:
        message = f"`{project.settings.source_locale}` is no locale that CLDR knows"
        help_text = _nearest_tag(project.settings.source_locale)
        findings.append(error("RB703", message, Span(SETTINGS_FILE), help_text))
    for tag, source in project.catalogues.items():
        found = _check_folder(project.settings, tag)
        if found is not None:
            findings.append(found)
            continue
        catalogues[tag] = None
        if source is not None:
            po, faults = read_po(source)
            catalogues[tag] = po
            findings.extend(faults)
            if po is not None:
                findings.extend(check_language(source, po, tag))
                findings.extend(check_plural_forms(source, po, tag))
    return catalogues, findings


def _check_folder(settings: Settings, tag: str) -> Diagnostic | None:
    span = Span(f"{settings.locales}/{tag}")
    if tag == settings.source_locale:
        message = f"`{tag}` is the source locale: its texts stand in the sources"
        return warning("RB605", message, span, "remove the folder; it is not read")
    known = parse_tag(tag)
    if known is None:
        near = _nearest_tag(tag)
        return error("RB605", f"`{tag}` is no locale that CLDR knows", span, near)
    if known.folder != tag:
        message = f"the locale `{tag}` is spelt `{known.folder}`"
        return error("RB605", message, span, f"rename the folder to `{known.folder}`")
    return None


def _nearest_tag(tag: str) -> str:
    language = tag.replace("-", "_").split("_")[0].lower()
    same = [each for each in known_tags() if each.split("_")[0] == language]
    shown = ", ".join(same[:8])
    return f"known: {shown}" if shown else "a locale is called like `de`, `pt_BR` or `zh_Hant`"


def _render(
    project: Project, catalogue: Catalogue
) -> tuple[dict[str, SourceFile], list[Diagnostic]]:
    """Return the package's files, the proof made that extraction gives the catalogue."""
    folder = bundle_folder(project.settings)
    table = make_locale_table(catalogue.source_locale, catalogue.locales)
    files, found = render_bundle(catalogue, table, project.templates, folder=folder)
    findings = list(found)
    if not has_errors(findings):
        for enum in catalogue.enums:
            rendered = files[f"{folder}/_texts/{enum.module}.py"]
            extracted = extract_messages(rendered.text)
            findings.extend(prove_extraction(enum.messages, extracted, Span(rendered.path)))
    return files, findings


def _artifacts(
    project: Project,
    files: Mapping[str, SourceFile],
    template: Po,
    catalogues: Mapping[str, Po | None],
    merged: Mapping[str, Po],
) -> dict[str, bytes]:
    settings = project.settings
    artifacts = {path: each.text.encode() for path, each in files.items()}
    artifacts[f"{settings.locales}/{settings.bundle}.pot"] = write_po(template).encode()
    contexts = {(each.context or "", each.text, each.plural) for each in template.entries}
    for tag, po in merged.items():
        path = catalogue_path(settings, tag)
        source = project.catalogues[tag]
        # A file that says the same already keeps its own layout.
        text = source.text if source and catalogues[tag] == po else write_po(po)
        artifacts[path] = text.encode()
        compiled = f"{bundle_folder(settings)}/locale/{tag}/LC_MESSAGES/{settings.bundle}.mo"
        artifacts[compiled] = compile_mo(po, locale=tag, contexts=contexts)
    schema = make_schema(settings.actionabilities, settings.surfaces).encode()
    artifacts |= dict.fromkeys(_schema_paths(project.sources), schema)
    return artifacts


def _schema_paths(sources: Iterable[SourceFile]) -> Iterable[str]:
    folders = {PurePosixPath(each.path).parent for each in sources}
    return sorted(str(folder / SCHEMA_FILE) for folder in folders)
