"""
Which names a bundle's modules import, define and export.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.resolved import Plural
from reasonbook.compiler.render.parameters import FORMATTED, placeholders_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reasonbook.compiler.catalog.resolved import (
        Catalogue,
        Enumeration,
        EnumValue,
        Placeholder,
        Step,
        Wording,
    )


METHODS = ("negotiate", "occurrence", "reason", "reload", "resolve")
"""What a package takes over from its bundle."""


def module_imports(enum: Enumeration) -> tuple[str, ...]:
    """Return what the module of *enum* takes from the runtime."""
    wanted = {
        "Items": any(each.type == "list" for each in placeholders_of(enum)),
        "Occurrence": bool(enum.reasons),
        "Reason": True,
        "bind": True,
    }
    return tuple(each for each, is_wanted in wanted.items() if is_wanted)


def text_imports(enum: Enumeration) -> tuple[str, ...]:
    """Return what the module with the texts of *enum* takes from the runtime."""
    has_plurals = any(isinstance(each, Plural) for each in _wordings(enum))
    wanted = {
        "Entry": True,
        "Placeholder": any(True for _ in placeholders_of(enum)),
        "Plural": has_plurals,
        "Step": bool(enum.steps),
        "Surface": any(each.surfaces for each in enum.reasons),
        "npgettext_noop": has_plurals,
        "pgettext_noop": bool(enum.reasons),
    }
    return tuple(each for each, is_wanted in wanted.items() if is_wanted)


def _wordings(enum: Enumeration) -> list[Wording | None]:
    found: list[Wording | None] = [each.label for each in enum.steps]
    for reason in enum.reasons:
        found.append(reason.short_explanation)
        found += [each.short_explanation for each in reason.surfaces]
    return found


def choices_of(enum: Enumeration) -> dict[str, tuple[EnumValue, ...]]:
    """Return the values of the placeholders of type ``enum``, each set once, by its path."""
    return {path_of(each): each.values for each in placeholders_of(enum) if each.values}


def path_of(placeholder: Placeholder) -> str:
    """Return what identifies the values of *placeholder* in its enum."""
    return placeholder.values[0].context.partition("#")[0]


def exported_functions(enum: Enumeration) -> list[str]:
    """Return what the module of *enum* exports: the enum, then the functions by name."""
    return [enum.name, *sorted((each.function for each in enum.reasons), key=_natural)]


def needs_format(catalogue: Catalogue) -> bool:
    """Tell whether values of *catalogue* are written by Babel at run time."""
    return any(
        each.type in FORMATTED and not each.metadata_only and each.privacy != "secret"
        for enum in catalogue.enums
        for each in placeholders_of(enum)
    )


def imported_enums(catalogue: Catalogue) -> tuple[Enumeration, ...]:
    """Return the enums of *catalogue* in the order in which its package imports them."""
    return tuple(sorted(catalogue.enums, key=lambda each: _natural(each.module)))


def exported_names(catalogue: Catalogue) -> list[str]:
    """Return what the package of *catalogue* exports: capitals, then classes, then the rest."""
    names = ["BUNDLE", *METHODS, *(each.name for each in catalogue.enums)]
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
