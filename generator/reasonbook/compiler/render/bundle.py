"""
A whole bundle: every file of the package but the compiled catalogues.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from reasonbook._version import CONTRACT
from reasonbook.compiler.catalog.resolved import Plural
from reasonbook.compiler.render.contents import (
    choices_of,
    exported_functions,
    exported_names,
    imported_enums,
    module_imports,
    needs_format,
    path_of,
    step_facts,
    text_imports,
)
from reasonbook.compiler.render.environment import Renderer
from reasonbook.compiler.render.gate import check_module
from reasonbook.compiler.render.parameters import imported_types, placeholders_of
from reasonbook.compiler.render.program import (
    bundle_program,
    locales_program,
    module_program,
    package_program,
    texts_program,
)
from reasonbook.compiler.render.syntax import module as empty_module
from reasonbook.compiler.source import SourceFile

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Mapping

    from reasonbook.compiler.catalog.locale_data import LocaleTable
    from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration, Wording
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.render.resources import Template

CATALOG_FORMAT = "reasonbook-catalog/1"

# Notes to translators are made from the rest; they would double the file.
_LEFT_OUT = frozenset({"messages"})


@dataclass(frozen=True, slots=True)
class _Module:
    """One module: its file, its template, what the template sees, the program it must be."""

    file: str
    template: str
    context: Mapping[str, object]
    program: Callable[[], ast.Module]


def render_bundle(
    catalogue: Catalogue, table: LocaleTable, templates: Mapping[str, Template], *, folder: str
) -> tuple[dict[str, SourceFile], tuple[Diagnostic, ...]]:
    """
    Return the files of the bundle's package by path below *folder*, and the findings.

    *table* is what CLDR says of the locales.

    A module with a finding is among the files, so that the finding can show its place; one
    that could not be rendered at all is not. Only without a finding is any of them fit for use.
    """
    renderer = Renderer(templates)
    files: dict[str, SourceFile] = {}
    findings: list[Diagnostic] = []
    for module in _modules(catalogue, table):
        text, found = renderer.render(module.template, module.context)
        findings.extend(found)
        if text is not None:
            rendered = SourceFile(f"{folder}/{module.file}", text)
            files[rendered.path] = rendered
            findings.extend(check_module(rendered, module.program()))
    # A template that failed may not have got to its includes.
    findings.extend(() if findings else renderer.unused())
    files[f"{folder}/py.typed"] = SourceFile(f"{folder}/py.typed", "")
    files[f"{folder}/catalog.json"] = SourceFile(f"{folder}/catalog.json", to_json(catalogue))
    return files, tuple(findings)


def to_json(catalogue: Catalogue) -> str:
    """Return *catalogue* as the JSON that other tools and languages read."""
    data = {"format": CATALOG_FORMAT, **_fields(catalogue)}
    return json.dumps(data, default=_fields, ensure_ascii=False, indent=2) + "\n"


def _modules(catalogue: Catalogue, table: LocaleTable) -> Iterator[_Module]:
    shared = {
        "catalogue": catalogue,
        "contract": CONTRACT,
        "enums": imported_enums(catalogue),
        "exports": exported_names(catalogue),
        "is_formatted": needs_format(catalogue),
        "locales": table.locales,
        "negotiation": table.negotiation,
    }
    yield _Module(
        "__init__.py", "python/__init__.py.j2", shared, lambda: package_program(catalogue)
    )
    yield _Module("_bundle.py", "python/_bundle.py.j2", shared, lambda: bundle_program(catalogue))
    yield _Module("_locales.py", "python/_locales.py.j2", shared, lambda: locales_program(table))
    yield _Module("_texts/__init__.py", "python/_texts.py.j2", shared, empty_module)
    for enum in catalogue.enums:
        yield _enum_module(enum, shared)
        yield _texts_module(enum, shared)


def _enum_module(enum: Enumeration, shared: Mapping[str, object]) -> _Module:
    context = {
        **shared,
        "enum": enum,
        "imports": module_imports(enum),
        "types": imported_types(enum),
        "functions": exported_functions(enum),
    }
    return _Module(
        f"{enum.module}.py", "python/module.py.j2", context, lambda: module_program(enum)
    )


def _texts_module(enum: Enumeration, shared: Mapping[str, object]) -> _Module:
    context = {
        **shared,
        "enum": enum,
        "text_imports": text_imports(enum),
        "choices": choices_of(enum),
        "choice_paths": {
            each.values: path_of(each) for each in placeholders_of(enum) if each.values
        },
        "texts": {each.context: each for each in _texts(enum)},
        "notes": {each.context: each.comments for each in enum.messages},
        "facts": {each.path: step_facts(each) for each in enum.steps},
    }
    return _Module(
        f"_texts/{enum.module}.py", "python/texts.py.j2", context, lambda: texts_program(enum)
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as a template writes it; *plural* and *by* are None for one without plural forms."""

    field: str
    context: str
    source: str
    plural: str | None = None
    by: str | None = None


def _texts(enum: Enumeration) -> Iterator[_Text]:
    for step in enum.steps:
        yield _text(step.context, step.label)
    for reason in enum.reasons:
        yield _text(f"{reason.code}#operator_label", reason.operator_label)
        yield _text(f"{reason.code}#short_explanation", reason.short_explanation)
        for surface in reason.surfaces:
            path = f"{reason.code}@{surface.name}"
            if surface.operator_label is not None:
                yield _text(f"{path}#operator_label", surface.operator_label)
            if surface.short_explanation is not None:
                yield _text(f"{path}#short_explanation", surface.short_explanation)


def _text(context: str, text: Wording) -> _Text:
    field = context.rpartition("#")[2]
    if isinstance(text, Plural):
        return _Text(field, context, text.one, text.other, text.plural)
    return _Text(field, context, text)


def _fields(value: object) -> dict[str, object]:
    """Return a part of the catalogue as what JSON has; its own parts are asked for in turn."""
    assert is_dataclass(value), "the catalogue is made of dataclasses and what JSON knows"
    names = (each.name for each in fields(value))
    return {name: getattr(value, name) for name in names if name not in _LEFT_OUT}
