"""
What a generated module must be, as a syntax tree made from the catalogue, node by node.

No text is quoted here, so no mistake in quoting can hide: the gate parses what a template
rendered and compares it with this.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration, Reason, Step

# Nobody changes a program, so its nodes may share this one.
_LOAD = ast.Load()

_Literal: TypeAlias = "str | int | tuple[str, ...] | list[str] | None"


def imported_names(enum: Enumeration) -> tuple[str, ...]:
    """Return what the module of *enum* takes from the runtime."""
    names = ["Entry", "Reason", "bind"]
    if enum.steps:
        names.insert(2, "Step")
    if enum.reasons:
        names.append("pgettext_noop")
    return tuple(names)


def imported_enums(catalogue: Catalogue) -> tuple[Enumeration, ...]:
    """Return the enums of *catalogue* in the order in which its package imports them."""
    return tuple(sorted(catalogue.enums, key=lambda each: _natural(each.module)))


def exported_names(catalogue: Catalogue) -> list[str]:
    """Return what the package of *catalogue* exports: capitals, then classes, then the rest."""
    names = ["BUNDLE", "reason", *(each.name for each in catalogue.enums)]
    return sorted(names, key=lambda each: (_kind(each), _natural(each)))


def _kind(name: str) -> int:
    if len(name) > 1 and name.isupper():
        return 0
    return 1 if name[0].isupper() else 2


def _natural(name: str) -> list[str | tuple[int, int | str]]:
    """Sort as isort and ruff do: numbers by value, those with a zero before them as text."""
    return [
        each if not each.isdigit() else (0, each) if each.startswith("0") else (1, int(each))
        for each in re.split("([0-9]+)", name)
    ]


def step_facts(step: Step) -> Mapping[str, str | tuple[str, ...]]:
    """Return the fields of *step* that stand in the module only where they are set."""
    facts: dict[str, str | tuple[str, ...] | None] = {
        "url": step.url,
        "action": step.action,
        "params": step.params or None,
        "target": step.target,
    }
    return {field: value for field, value in facts.items() if value is not None}


def module_program(enum: Enumeration) -> ast.Module:
    """Return the program of the module of *enum*, without docstrings."""
    return _module(
        _from("reasonbook.runtime", imported_names(enum)),
        _from("_bundle", ("BUNDLE",), level=1),
        _assign("__all__", _constant([enum.name])),
        _enum_class(enum),
        _entries_function(enum),
        ast.Expr(_call("bind", [_name(enum.name), _name("BUNDLE"), _name("_entries")])),
    )


def bundle_program(catalogue: Catalogue) -> ast.Module:
    """Return the program of a bundle's ``_bundle.py``."""
    facts = {
        "name": _constant(catalogue.bundle),
        "version": _constant(catalogue.version),
        "source_locale": _constant(catalogue.source_locale),
        "locales": _constant(catalogue.locales),
        "package": _name("__name__"),
    }
    return _module(
        _from("reasonbook.runtime", ("Bundle",)),
        _assign("BUNDLE", _call("Bundle", [], facts)),
    )


def package_program(catalogue: Catalogue) -> ast.Module:
    """Return the program of a bundle's ``__init__.py``."""
    return _module(
        _from("_bundle", ("BUNDLE",), level=1),
        *(_from(each.module, (each.name,), level=1) for each in imported_enums(catalogue)),
        _assign("__all__", _constant(exported_names(catalogue))),
        _assign("reason", ast.Attribute(_name("BUNDLE"), "reason", _LOAD)),
    )


def _enum_class(enum: Enumeration) -> ast.ClassDef:
    body: list[ast.stmt] = [_assign(each.member, _constant(each.code)) for each in enum.reasons]
    return ast.ClassDef(enum.name, [_name("Reason")], [], body, [])


def _entries_function(enum: Enumeration) -> ast.FunctionDef:
    body: list[ast.stmt] = []
    if enum.steps:
        body.append(_assign("steps", _dict((each.path, _step(each)) for each in enum.steps)))
    keys: list[ast.expr | None] = [
        ast.Attribute(_name(enum.name), each.member, _LOAD) for each in enum.reasons
    ]
    body.append(ast.Return(ast.Dict(keys, [_entry(each) for each in enum.reasons])))
    returns = ast.Subscript(
        _name("dict"),
        ast.Tuple([_name(enum.name), _name("Entry")], _LOAD),
        _LOAD,
    )
    arguments = ast.arguments([], [], None, [], [], None, [])
    return ast.FunctionDef("_entries", arguments, body, [], returns)


def _step(step: Step) -> ast.Call:
    facts: dict[str, ast.expr] = {
        "id": _constant(step.id),
        "kind": _constant(step.kind),
        "label": _text(step.context, step.label),
    }
    facts |= {field: _constant(value) for field, value in step_facts(step).items()}
    return _call("Step", [], facts)


def _entry(reason: Reason) -> ast.Call:
    facts: dict[str, ast.expr] = {
        "operator_label": _text(f"{reason.code}#operator_label", reason.operator_label),
        "short_explanation": _text(f"{reason.code}#short_explanation", reason.short_explanation),
        "actionability": _constant(reason.actionability),
    }
    if reason.next_steps:
        used: list[ast.expr] = [
            ast.Subscript(_name("steps"), _constant(each.path), _LOAD) for each in reason.next_steps
        ]
        facts["next_steps"] = ast.Tuple(used, _LOAD)
    facts |= {
        "show_no_action_needed": _constant(reason.show_no_action_needed),
        "diagnostic_code_label": _constant(reason.diagnostic_code_label),
        "severity": _constant(reason.severity),
        "docs_url": _constant(reason.docs_url),
        "retry_after": _constant(reason.retry_after),
    }
    if reason.placeholders:
        types = ((each.name, _constant(each.type)) for each in reason.placeholders)
        facts["placeholders"] = _dict(types)
    return _call("Entry", [], facts)


def _text(context: str, text: str) -> ast.Call:
    return _call("pgettext_noop", [_constant(context), _constant(text)])


def _module(*body: ast.stmt) -> ast.Module:
    return ast.Module([_from("__future__", ("annotations",)), *body], [])


def _from(module: str, names: Iterable[str], level: int = 0) -> ast.ImportFrom:
    return ast.ImportFrom(module, [ast.alias(each) for each in names], level)


def _assign(name: str, value: ast.expr) -> ast.Assign:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _call(
    name: str, arguments: list[ast.expr], facts: Mapping[str, ast.expr] | None = None
) -> ast.Call:
    keywords = [ast.keyword(key, value) for key, value in (facts or {}).items()]
    return ast.Call(_name(name), arguments, keywords)


def _name(name: str) -> ast.Name:
    return ast.Name(name, _LOAD)


def _dict(items: Iterable[tuple[str, ast.expr]]) -> ast.Dict:
    pairs = list(items)
    return ast.Dict([_constant(key) for key, _ in pairs], [value for _, value in pairs])


def _constant(value: _Literal) -> ast.expr:
    if isinstance(value, tuple):
        return ast.Tuple([_constant(each) for each in value], _LOAD)
    if isinstance(value, list):
        return ast.List([_constant(each) for each in value], _LOAD)
    return ast.Constant(value)
