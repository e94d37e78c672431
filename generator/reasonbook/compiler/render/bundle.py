"""
A whole bundle: every file of the package but the compiled catalogues.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from reasonbook.compiler.render.environment import Renderer
from reasonbook.compiler.render.gate import check_module
from reasonbook.compiler.render.program import (
    bundle_program,
    exported_names,
    imported_enums,
    imported_names,
    module_program,
    package_program,
    step_facts,
)
from reasonbook.compiler.source import SourceFile

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Mapping

    from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.render.resources import Template

CONTRACT = "reasonbook-catalog/1"

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
    catalogue: Catalogue, templates: Mapping[str, Template], *, folder: str
) -> tuple[dict[str, SourceFile], tuple[Diagnostic, ...]]:
    """
    Return the files of the bundle's package by path below *folder*, and the findings.

    A module with a finding is among the files, so that the finding can show its place; one
    that could not be rendered at all is not. Only without a finding is any of them fit for use.
    """
    renderer = Renderer(templates)
    files: dict[str, SourceFile] = {}
    findings: list[Diagnostic] = []
    for module in _modules(catalogue):
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
    data = {"format": CONTRACT, **_fields(catalogue)}
    return json.dumps(data, default=_fields, ensure_ascii=False, indent=2) + "\n"


def _modules(catalogue: Catalogue) -> Iterator[_Module]:
    shared = {
        "catalogue": catalogue,
        "enums": imported_enums(catalogue),
        "exports": exported_names(catalogue),
    }
    yield _Module(
        "__init__.py", "python/__init__.py.j2", shared, lambda: package_program(catalogue)
    )
    yield _Module("_bundle.py", "python/_bundle.py.j2", shared, lambda: bundle_program(catalogue))
    for enum in catalogue.enums:
        yield _enum_module(enum, shared)


def _enum_module(enum: Enumeration, shared: Mapping[str, object]) -> _Module:
    context = {
        **shared,
        "enum": enum,
        "imports": imported_names(enum),
        "notes": {each.context: each.comments for each in enum.messages},
        "facts": {each.path: step_facts(each) for each in enum.steps},
    }
    return _Module(
        f"{enum.module}.py", "python/module.py.j2", context, lambda: module_program(enum)
    )


def _fields(value: object) -> dict[str, object]:
    """Return a part of the catalogue as what JSON has; its own parts are asked for in turn."""
    assert is_dataclass(value), "the catalogue is made of dataclasses and what JSON knows"
    names = (each.name for each in fields(value))
    return {name: getattr(value, name) for name in names if name not in _LEFT_OUT}
