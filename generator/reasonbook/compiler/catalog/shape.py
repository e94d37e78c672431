"""
Findings about shape: what pydantic says of a tree, in our words and at the right place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, get_args

from pydantic import BaseModel, ValidationError

from reasonbook.compiler.catalog import model
from reasonbook.compiler.diagnostics import did_you_mean, error, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from reasonbook.compiler.catalog.nodes import Data
    from reasonbook.compiler.catalog.tree import Tree
    from reasonbook.compiler.diagnostics import Diagnostic

Path: TypeAlias = "tuple[str | int, ...]"

# Where each model stands in a file; "*" is any key or index.
_MODELS: tuple[tuple[Path, type[BaseModel]], ...] = (
    ((), model.Document),
    (("catalog",), model.Header),
    (("limits",), model.Limits),
    (("defaults",), model.Defaults),
    (("defaults", "placeholders", "*"), model.Placeholder),
    (("placeholders", "*"), model.Placeholder),
    (("next_steps", "*"), model.SharedStep),
    (("reasons", "*"), model.Reason),
    (("reasons", "*", "placeholders", "*"), model.Placeholder),
    (("reasons", "*", "next_steps", "*"), model.InlineStep),
)

_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "`true` or `false`",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def validate(tree: Tree, data: Data) -> tuple[model.Document | None, list[Diagnostic]]:
    """Return *data* as a document, or None and a finding for each fault in its shape."""
    try:
        return model.Document.model_validate(data), []
    except ValidationError as failure:
        details = failure.errors(include_url=False, include_context=True)
        misspelt = _misspelt(tree, details)
        findings = [
            found
            for each in details
            if not (each["type"] == "missing" and _path(tree, each["loc"]) in misspelt)
            and (found := _explain(tree, each))
        ]
        return None, list(dict.fromkeys(findings))


def _misspelt(tree: Tree, details: Sequence[ErrorDetails]) -> set[Path]:
    """Return the paths that unknown keys are most likely meant for: they are not missing."""
    paths: set[Path] = set()
    for each in details:
        if each["type"] == "extra_forbidden":
            *parent, name = _path(tree, each["loc"])
            meant = nearest(str(name), _known_keys(tuple(parent)))
            paths.add((*parent, meant))
    return paths


def unit_of(path: Path) -> Path:
    """Return the path of the unit that *path* belongs to: a reason, a shared entry, a section."""
    shared = {"reasons", "placeholders", "next_steps"}
    return path[:2] if len(path) > 1 and path[0] in shared else path[:1]


def error_paths(tree: Tree, data: Data) -> tuple[Path, ...]:
    """Return the path of each fault in the shape of *data*."""
    try:
        model.Document.model_validate(data)
    except ValidationError as failure:
        return tuple(_path(tree, each["loc"]) for each in failure.errors(include_url=False))
    return ()


def _explain(tree: Tree, detail: ErrorDetails) -> Diagnostic | None:
    path = _path(tree, detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        return None if tree.is_broken(path) else _missing(tree, path)
    if kind == "extra_forbidden":
        return _unknown_key(tree, path)
    if detail["loc"][-1] in _UNION_BRANCHES and not tree.has(*path, detail["loc"][-1]):
        return _wrong_type(tree, path, "a text or a number")
    if kind in _WANTED:
        return _wrong_type(tree, path, _WANTED[kind])
    if kind == "literal_error":
        return _not_allowed(tree, path)
    if kind == "string_pattern_mismatch":
        return _malformed(tree, path)
    if kind in ("greater_than_equal", "less_than_equal"):
        return _out_of_range(tree, path, detail["msg"])
    return error("RB203", "this value does not fit here", tree.at(*path))


def _path(tree: Tree, loc: Sequence[str | int]) -> Path:
    """Return *loc* without the names of union branches, which are no keys of the file."""
    path: list[str | int] = []
    for part in loc:
        in_list = bool(path) and isinstance(path[-1], int)
        if in_list and part in ("shared", "inline"):
            continue
        if part not in _UNION_BRANCHES or tree.has(*path, part):
            path.append(part)
    return tuple(path)


_UNION_BRANCHES = frozenset({"str", "int", "float", "bool", "list", "dict", "[key]"})


def _missing(tree: Tree, path: Path) -> Diagnostic:
    *parent, name = path
    if name == "format":
        return _wrong_format(tree)
    where = f" in `{parent[-1]}`" if parent and isinstance(parent[-1], str) else ""
    return error(
        "RB202", f"the key `{name}` is missing{where}", tree.key(*parent), f"add `{name}:`"
    )


def _unknown_key(tree: Tree, path: Path) -> Diagnostic:
    *parent, name = path
    known = _known_keys(tuple(parent))
    suggestion = did_you_mean(str(name), known)
    return error(
        "RB201",
        f"the key `{name}` is unknown here",
        tree.key(*path),
        suggestion or f"known keys: {', '.join(known)}",
    )


def _known_keys(parent: Path) -> tuple[str, ...]:
    for pattern, each in _MODELS:
        if len(pattern) == len(parent) and all(
            mine in ("*", theirs) for mine, theirs in zip(pattern, parent, strict=True)
        ):
            return tuple(each.model_fields)
    return ()


def _wrong_type(tree: Tree, path: Path, wanted: str) -> Diagnostic:
    found = tree.describe(*path)
    help_text = ""
    if wanted == "a text":
        help_text = "put the text in quotes" if tree.has_source(*path) else "write a text"
    return error("RB203", f"expected {wanted}, found {found}", tree.at(*path), help_text)


def _not_allowed(tree: Tree, path: Path) -> Diagnostic:
    if path == ("format",):
        return _wrong_format(tree)
    value = tree.scalar(*path)
    known = _LITERALS[path[-1]]
    if value is None:
        return _wrong_type(tree, path, "a text")
    suggestion = did_you_mean(value, known)
    return error(
        "RB204",
        f"`{value}` is not a known {_WORDS[path[-1]]}",
        tree.at(*path),
        suggestion or f"known: {', '.join(known)}",
    )


def _wrong_format(tree: Tree) -> Diagnostic:
    value = tree.scalar("format")
    message = "the key `format` is missing" if value is None else f"the format `{value}` is unknown"
    span = tree.at("format") if value is not None else tree.at()
    return error("RB205", message, span, f"write `format: {model.FORMAT}` in the first line")


def _malformed(tree: Tree, path: Path) -> Diagnostic:
    value = tree.scalar(*path)
    rule = _FORMS.get(path[-1], "words of lower case letters, digits and `_`")
    if len(path) > 1 and path[-2] == "tags":
        rule = "words of lower case letters and digits with `.`, `_`, `:` or `-` between them"
    return error("RB301", f"`{value}` is malformed", tree.at(*path), f"it must be {rule}")


def _out_of_range(tree: Tree, path: Path, message: str) -> Diagnostic:
    bound = message.removeprefix("Input should be ")
    return error("RB206", f"{path[-1]} is out of range", tree.at(*path), f"it must be {bound}")


_LITERALS: dict[str | int, tuple[str, ...]] = {
    "type": get_args(model.PlaceholderType),
    "kind": get_args(model.StepKind),
    "severity": get_args(model.SeverityName),
}
_WORDS: dict[str | int, str] = {
    "type": "type of a placeholder",
    "kind": "kind of a next step",
    "severity": "severity",
}
_FORMS: dict[str | int, str] = {
    "enum": "a class name: a capital letter, then letters and digits",
    "member": "a member name: capital letters, digits and single `_`",
    "prefix": "words of lower case letters, digits and `_`, each followed by a dot",
    "action": "lower case words with dots between them",
}
