"""
What a generated module must be, as a syntax tree made from the catalogue, node by node.

No text is quoted here, so no mistake in quoting can hide: the gate parses what a template
rendered and compares it with this.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from reasonbook._version import CONTRACT
from reasonbook.compiler.catalog.resolved import Plural
from reasonbook.compiler.render.contents import (
    METHODS,
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
from reasonbook.compiler.render.parameters import ANNOTATIONS, imported_types
from reasonbook.compiler.render.syntax import (
    LOAD,
    assign,
    attribute,
    call,
    constant,
    declare,
    for_checkers,
    function,
    import_from,
    item,
    later,
    mapping,
    module,
    name,
    row,
    union,
)

if TYPE_CHECKING:
    from reasonbook.compiler.catalog.locale_data import LocaleTable
    from reasonbook.compiler.catalog.resolved import (
        Catalogue,
        Enumeration,
        EnumValue,
        Placeholder,
        Reason,
        Step,
        Wording,
    )


def module_program(enum: Enumeration) -> ast.Module:
    """Return the program of the module of *enum*, without docstrings."""
    types = [import_from(home, names) for home, names in imported_types(enum).items()]
    load: list[ast.stmt] = [
        import_from(f"_texts.{enum.module}", ("ENTRIES",), level=1),
        ast.Return(name("ENTRIES")),
    ]
    return module(
        import_from("reasonbook.runtime", module_imports(enum)),
        import_from("_bundle", ("BUNDLE",), level=1),
        *for_checkers(types),
        assign("__all__", constant(exported_functions(enum))),
        _enum_class(enum),
        *(_function(enum, each) for each in enum.reasons),
        function("_entries", load, _entries_type()),
        ast.Expr(call("bind", [name(enum.name), name("BUNDLE"), name("_entries")])),
    )


def texts_program(enum: Enumeration) -> ast.Module:
    """Return the program of the module with the texts of *enum*."""
    choices = choices_of(enum)
    sets = ((path, later(mapping(map(_choice, each)))) for path, each in choices.items())
    steps = ((each.path, later(_step(each))) for each in enum.steps)
    types = [import_from("collections.abc", ("Callable",))]
    types += [import_from("reasonbook.runtime", ("Text",))] if choices else []
    return module(
        import_from("reasonbook.runtime", text_imports(enum)),
        *for_checkers(types),
        *([declare("CHOICES", _choices_type(), mapping(sets))] if choices else []),
        *([declare("STEPS", _makers_type("Step"), mapping(steps))] if enum.steps else []),
        declare("ENTRIES", _entries_type(), row(later(_entry(each)) for each in enum.reasons)),
    )


def _entries_type() -> ast.expr:
    return item("tuple", _maker_type(name("Entry")), ast.Constant(...))


def _makers_type(made: str) -> ast.expr:
    return item("dict", name("str"), _maker_type(name(made)))


def _choices_type() -> ast.expr:
    return item("dict", name("str"), _maker_type(item("dict", name("str"), name("Text"))))


def _maker_type(made: ast.expr) -> ast.expr:
    return item("Callable", ast.List([], LOAD), made)


def bundle_program(catalogue: Catalogue) -> ast.Module:
    """Return the program of a bundle's ``_bundle.py``."""
    facts = {
        "name": constant(catalogue.bundle),
        "version": constant(catalogue.version),
        "source_locale": constant(catalogue.source_locale),
        "locales": constant(catalogue.locales),
        "surfaces": constant(catalogue.surfaces),
        "is_formatted": constant(needs_format(catalogue)),
        "load_locales": name("_load_locales"),
        "package": name("__name__"),
    }
    load: list[ast.stmt] = [
        import_from("_locales", ("LOCALES", "NEGOTIATION"), level=1),
        ast.Return(row([name("LOCALES"), name("NEGOTIATION")])),
    ]
    returns = item("tuple", _locales_type(), _negotiation_type())
    return module(
        import_from("reasonbook.runtime", ("Bundle", "require_contract")),
        *for_checkers([import_from("reasonbook.runtime", ("LocaleData",))]),
        ast.Expr(call("require_contract", [constant(CONTRACT), constant(catalogue.bundle)])),
        function("_load_locales", load, returns),
        assign("BUNDLE", call("Bundle", [], facts)),
    )


def locales_program(table: LocaleTable) -> ast.Module:
    """Return the program of a bundle's ``_locales.py``."""
    locales = (
        (tag, call("LocaleData", [], {field: constant(value) for field, value in facts.items()}))
        for tag, facts in table.locales.items()
    )
    negotiation = ((tag, constant(locale)) for tag, locale in table.negotiation.items())
    return module(
        import_from("reasonbook.runtime", ("LocaleData",)),
        declare("LOCALES", _locales_type(), mapping(locales)),
        declare("NEGOTIATION", _negotiation_type(), mapping(negotiation)),
    )


def package_program(catalogue: Catalogue) -> ast.Module:
    """Return the program of a bundle's ``__init__.py``."""
    return module(
        import_from("_bundle", ("BUNDLE",), level=1),
        *(import_from(each.module, (each.name,), level=1) for each in imported_enums(catalogue)),
        assign("__all__", constant(exported_names(catalogue))),
        *(assign(each, attribute("BUNDLE", each)) for each in METHODS),
    )


def _locales_type() -> ast.expr:
    return item("dict", name("str"), name("LocaleData"))


def _negotiation_type() -> ast.expr:
    return item("dict", name("str"), union([name("str"), constant(None)]))


def _enum_class(enum: Enumeration) -> ast.ClassDef:
    body: list[ast.stmt] = [assign(each.member, constant(each.code)) for each in enum.reasons]
    return ast.ClassDef(enum.name, [name("Reason")], [], body, [])


def _function(enum: Enumeration, reason: Reason) -> ast.FunctionDef:
    values = (
        call("Items", [name(each.name)]) if each.type == "list" else name(each.name)
        for each in reason.placeholders
    )
    made = call("Occurrence", [attribute(enum.name, reason.member), row(values)])
    parameters = (
        (each.name, _annotation(each), None if each.required else constant(None))
        for each in reason.placeholders
    )
    returns = item("Occurrence", name(enum.name))
    return function(reason.function, [ast.Return(made)], returns, parameters)


def _annotation(placeholder: Placeholder) -> ast.expr:
    if placeholder.type == "enum":
        kinds: list[ast.expr] = [
            item("Literal", *(constant(each.value) for each in placeholder.values))
        ]
    else:
        kinds = [_type(each) for each in ANNOTATIONS[placeholder.type]]
    return union(kinds if placeholder.required else [*kinds, constant(None)])


def _type(kind: tuple[str, ...]) -> ast.expr:
    head, *inside = kind
    if not inside:
        return name(head)
    return item(head, *(ast.Constant(...) if each == "..." else name(each) for each in inside))


def _choice(value: EnumValue) -> tuple[str, ast.expr]:
    return value.value, _text(value.context, value.text)


def _step(step: Step) -> ast.Call:
    facts: dict[str, ast.expr] = {
        "id": constant(step.id),
        "kind": constant(step.kind),
        "label": _text(step.context, step.label),
    }
    facts |= {field: constant(value) for field, value in step_facts(step).items()}
    return call("Step", [], facts)


def _entry(reason: Reason) -> ast.Call:
    facts: dict[str, ast.expr] = {
        "operator_label": _text(f"{reason.code}#operator_label", reason.operator_label),
        "short_explanation": _text(f"{reason.code}#short_explanation", reason.short_explanation),
        "actionability": constant(reason.actionability),
    }
    if reason.next_steps:
        used = (ast.Call(item("STEPS", constant(each.path)), [], []) for each in reason.next_steps)
        facts["next_steps"] = row(used)
    facts |= {
        "show_no_action_needed": constant(reason.show_no_action_needed),
        "diagnostic_code_label": constant(reason.diagnostic_code_label),
        "severity": constant(reason.severity),
        "docs_url": constant(reason.docs_url),
        "retry_after": constant(reason.retry_after),
    }
    if reason.placeholders:
        facts["placeholders"] = row(map(_placeholder, reason.placeholders))
    if reason.surfaces:
        facts["surfaces"] = mapping(_surfaces(reason))
    return call("Entry", [], facts)


def _placeholder(placeholder: Placeholder) -> ast.Call:
    facts: dict[str, ast.expr] = {}
    if not placeholder.required:
        facts["required"] = constant(False)
    if placeholder.privacy != "public":
        facts["privacy"] = constant(placeholder.privacy)
    if placeholder.values:
        facts["values"] = ast.Call(item("CHOICES", constant(path_of(placeholder))), [], [])
    return call("Placeholder", [constant(placeholder.name), constant(placeholder.type)], facts)


def _surfaces(reason: Reason) -> list[tuple[str, ast.expr]]:
    found: list[tuple[str, ast.expr]] = []
    for surface in reason.surfaces:
        wording = {
            "operator_label": surface.operator_label,
            "short_explanation": surface.short_explanation,
        }
        facts: dict[str, ast.expr] = {
            field: _text(f"{reason.code}@{surface.name}#{field}", text)
            for field, text in wording.items()
            if text is not None
        }
        found.append((surface.name, call("Surface", [], facts)))
    return found


def _text(context: str, text: Wording) -> ast.Call:
    if not isinstance(text, Plural):
        return call("pgettext_noop", [constant(context), constant(text)])
    forms = call("npgettext_noop", map(constant, (context, text.one, text.other)))
    return call("Plural", [constant(text.plural), forms])
