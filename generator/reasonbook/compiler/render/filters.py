"""
Values as source text: the only way from the catalogue into a rendered module.

Each filter returns `Source`, and the environment refuses to print anything else. So a value
that nobody has quoted is an error in the template, not code in the module.
"""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING, TypeGuard

from reasonbook.compiler.catalog.characters import blank_forbidden
from reasonbook.compiler.catalog.resolved import Enumeration, Placeholder, Plural, Reason
from reasonbook.compiler.render.parameters import ANNOTATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


# What type checkers read as an order, or as a type, at the start of a comment.
_DIRECTIVE = re.compile(r"(type|mypy|pyright):")
_BLANK = re.compile(r"[\t\n\r]")
_SHOWN = 60


class Source(str):
    """Text that may stand in a rendered module as it is."""

    __slots__ = ()


def py(value: object) -> Source:
    """
    Return the Python literal of a text, number, truth value, None, or a tuple or list of them.

    It is pure ASCII: `ascii` is exact for every code point, and what it writes contains no
    quote, line end or bidirectional control that the text had.
    """
    if isinstance(value, str):
        return Source(_quote(value))
    if value is None or isinstance(value, bool | int):
        return Source(repr(value))
    if _is_row(value):
        items = ", ".join(py(each) for each in value)
        if isinstance(value, list):
            return Source(f"[{items}]")
        return Source(f"({items}{',' if len(value) == 1 else ''})")
    raise TypeError(f"`py` cannot write a value of type {type(value).__name__}")


def _is_row(value: object) -> TypeGuard[tuple[object, ...] | list[object]]:
    return isinstance(value, tuple | list)


def _quote(text: str) -> str:
    literal = ascii(str(text))
    if literal[0] == "'" and '"' not in literal:
        return f'"{literal[1:-1]}"'
    return literal


def name(value: object) -> Source:
    """Return *value* as a Python name; anything that is no ASCII identifier is refused."""
    text = value if isinstance(value, str) else ""
    if text.isascii() and text.isidentifier() and not keyword.iskeyword(text):
        return Source(text)
    raise ValueError(f"{value!a} is no Python name")


def dotted(value: object) -> Source:
    """Return *value* as the name of a Python module, with its dots."""
    parts = value.split(".") if isinstance(value, str) else [value]
    return Source(".".join(name(each) for each in parts))


def names(values: Iterable[object]) -> Source:
    """Return *values* as Python names with commas between them."""
    if isinstance(values, str):
        raise TypeError("`names` takes a list of names; one name goes through `name`")
    return Source(", ".join(name(each) for each in values))


def annotation(value: object) -> Source:
    """Return the type of the parameter that a placeholder is in a generated function."""
    if not isinstance(value, Placeholder):
        raise TypeError(f"`annotation` knows placeholders, not {type(value).__name__}")
    if value.type == "enum":
        kinds = [f"Literal[{', '.join(py(each.value) for each in value.values)}]"]
    else:
        kinds = [name_of_type(each) for each in ANNOTATIONS[value.type]]
    return Source(" | ".join(kinds if value.required else [*kinds, "None"]))


def name_of_type(kind: tuple[str, ...]) -> str:
    """Return a type as Python writes it: its name, then what stands in brackets behind it."""
    head, *rest = kind
    inside = ", ".join("..." if each == "..." else name(each) for each in rest)
    return f"{name(head)}[{inside}]" if rest else name(head)


def comment(value: object) -> Source:
    """
    Return *value* as one line that may stand behind ``#``.

    Line ends and tabs become blanks, and what no source may contain becomes U+FFFD. Which
    characters those are is fixed: asking whether a character can be printed would give other
    files with every version of Unicode. `ValueError` for a text that a type checker would obey.
    """
    line = _BLANK.sub(" ", blank_forbidden(str(value))).strip()
    if _DIRECTIVE.match(line):
        raise ValueError(
            f"type checkers obey a comment like {line[:_SHOWN]!a}; reword it, or break the line "
            "elsewhere"
        )
    return Source(line)


def describe(value: object) -> str:
    """Return what an editor shows for an enum or a reason; it is a text, still to be quoted."""
    if isinstance(value, Enumeration):
        return value.description or f"The reasons of {value.reference}."
    if isinstance(value, Reason):
        explanation = value.short_explanation
        shown = explanation.other if isinstance(explanation, Plural) else explanation
        return f"{value.operator_label}\n\n{shown}"
    raise TypeError(f"`describe` knows enums and reasons, not {type(value).__name__}")


FILTERS: Mapping[str, Callable[..., str]] = {
    "annotation": annotation,
    "comment": comment,
    "describe": describe,
    "dotted": dotted,
    "name": name,
    "names": names,
    "py": py,
}
