"""
Findings about shape: what pydantic says of a tree, in our words and at the right place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, get_args

from pydantic import BaseModel, ValidationError

from reasonbook.compiler.catalog import model
from reasonbook.compiler.catalog.names import MAX_CODE
from reasonbook.compiler.diagnostics import MAX_FINDINGS, Vocabulary, error, quote

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
    (("defaults", "placeholders", "*"), model.CommonPlaceholder),
    (("placeholders", "*"), model.Placeholder),
    (("next_steps", "*"), model.SharedStep),
    (("next_steps", "*", "label"), model.PluralText),
    (("reasons", "*"), model.Reason),
    (("reasons", "*", "placeholders", "*"), model.Placeholder),
    (("reasons", "*", "short_explanation"), model.PluralText),
    (("reasons", "*", "surfaces", "*"), model.Surface),
    (("reasons", "*", "surfaces", "*", "short_explanation"), model.PluralText),
    (("reasons", "*", "next_steps", "*"), model.InlineStep),
    (("reasons", "*", "next_steps", "*", "label"), model.PluralText),
)

# Where a value may have one of several forms, in words; pydantic names the form that it took
# behind the path.
_WORDING = "a text, or a mapping with `plural`, `one`, `other`"
_EXAMPLE = "a text, a number or a list of texts"
_UNIONS: tuple[tuple[Path, str], ...] = (
    (("next_steps", "*", "label"), _WORDING),
    (("reasons", "*", "short_explanation"), _WORDING),
    (("reasons", "*", "surfaces", "*", "short_explanation"), _WORDING),
    (("reasons", "*", "next_steps", "*", "label"), _WORDING),
    (("reasons", "*", "next_steps", "*"), "the id of a next step, or a mapping"),
    (("placeholders", "*", "example"), _EXAMPLE),
    (("defaults", "placeholders", "*", "example"), _EXAMPLE),
    (("reasons", "*", "placeholders", "*", "example"), _EXAMPLE),
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


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What a tree is as a document.

    *document* is None if there are *findings*. *faults* are the paths of what is wrong, each with
    whether it is a key that no model has.
    """

    document: model.Document | None
    findings: tuple[Diagnostic, ...] = ()
    faults: tuple[tuple[Path, bool], ...] = ()


def validate(tree: Tree, data: Data) -> Shape:
    """Return the shape of *data*, the plain values of *tree* or a part of them."""
    try:
        return Shape(model.Document.model_validate(data))
    except ValidationError as failure:
        details = failure.errors(include_url=False, include_input=False)
    paths = [_path(each["loc"]) for each in details]
    pairs = list(zip(details[:MAX_FINDINGS], paths, strict=False))
    unknown = [path for each, path in pairs if each["type"] == "extra_forbidden"]
    findings, meant = _check_keys(tree, unknown)
    # A key that is there and misspelt is not missing, nor one that is there and broken.
    findings += [
        _explain(tree, each, path)
        for each, path in pairs
        if each["type"] != "extra_forbidden"
        and not (each["type"] == "missing" and (path in meant or tree.is_broken(path)))
    ]
    return Shape(
        document=None,
        findings=tuple(dict.fromkeys(findings)),
        faults=tuple(
            (path, each["type"] == "extra_forbidden")
            for each, path in zip(details, paths, strict=True)
        ),
    )


def _check_keys(tree: Tree, unknown: Sequence[Path]) -> tuple[list[Diagnostic], set[Path]]:
    """Return a finding for each *unknown* key, and the paths of what they are likely meant for."""
    vocabularies = [(pattern, Vocabulary(each.model_fields)) for pattern, each in _MODELS]
    findings: list[Diagnostic] = []
    meant: set[Path] = set()
    for *parent, name in unknown:
        known = next(each for pattern, each in vocabularies if _fits(pattern, parent))
        word = known.nearest(str(name))
        meant.add((*parent, word))
        findings.append(
            error(
                "RB201",
                f"the key {quote(str(name))} is unknown here",
                tree.key(*parent, name),
                f"did you mean `{word}`?" if word else f"known keys: {', '.join(known.words)}",
            )
        )
    return findings, meant


def _fits(pattern: Path, path: Sequence[str | int]) -> bool:
    return len(pattern) == len(path) and all(
        mine in ("*", theirs) for mine, theirs in zip(pattern, path, strict=True)
    )


def unit_of(path: Path) -> Path:
    """Return the path of the unit that *path* belongs to: a reason, a shared entry, a section."""
    shared = {"reasons", "placeholders", "next_steps"}
    return path[:2] if len(path) > 1 and path[0] in shared else path[:1]


def _explain(tree: Tree, detail: ErrorDetails, path: Path) -> Diagnostic:
    kind = detail["type"]
    if kind == "missing":
        return _missing(tree, path)
    if kind in _WANTED:
        return _wrong_type(tree, path, _form_at(path) or _WANTED[kind])
    if kind == "literal_error":
        return _not_allowed(tree, path)
    if kind == "string_too_long":
        length = len(tree.scalar(*path) or "")
        message = f"the name has {length:,} characters, more than {MAX_CODE}"
        return error("RB301", message, tree.at(*path), "shorten it")
    if kind == "string_pattern_mismatch":
        return _malformed(tree, path)
    bound = detail["msg"].removeprefix("Input should be ")
    for words, shorter in _BOUNDS:
        bound = bound.replace(words, shorter)
    return error("RB206", f"`{path[-1]}` is out of range", tree.at(*path), f"it must be {bound}")


def _path(loc: Sequence[str | int]) -> Path:
    """Return *loc* without the names of forms, which are no keys of the file."""
    path: list[str | int] = []
    parts = iter(loc)
    for part in parts:
        path.append(part)
        if _form_at(path):
            next(parts, None)
    return tuple(path)


def _form_at(path: Sequence[str | int]) -> str:
    """Return what may stand at *path* in words, "" where it has one form only."""
    return next((words for pattern, words in _UNIONS if _fits(pattern, path)), "")


def _missing(tree: Tree, path: Path) -> Diagnostic:
    *parent, name = path
    if name == "format":
        return _wrong_format(tree)
    where = f" in {quote(parent[-1])}" if parent and isinstance(parent[-1], str) else ""
    return error(
        "RB202", f"the key `{name}` is missing{where}", tree.key(*parent), f"add `{name}:`"
    )


def _wrong_type(tree: Tree, path: Path, wanted: str) -> Diagnostic:
    found = tree.describe(*path)
    help_text = _advise(tree, path, wanted)
    return error("RB203", f"expected {wanted}, found {found}", tree.at(*path), help_text)


def _advise(tree: Tree, path: Path, wanted: str) -> str:
    """Return how to mend a value that should have been *wanted*, "" where nothing is to be said."""
    found, written = tree.describe(*path), tree.first_character(*path)
    if wanted.startswith("a text"):
        if wanted == "a text" and path[-1] == "operator_label" and _is_plural(tree, path):
            return "a label has no plural forms: numbers belong in `short_explanation`"
        if not written or (found in ("a mapping", "a list") and written not in "{["):
            return "write a text"
        or_not = ", or leave the brackets out" if written == "[" else ""
        return f"put the text in quotes{or_not}"
    if wanted in ("a whole number", "`true` or `false`") and written in ("'", '"'):
        return "write it without quotes"
    if wanted == "a list" and found.startswith("the text "):
        return f"write {quote(f'[{tree.scalar(*path)}]')}"
    if wanted == "a mapping" and found == "a list" and written == "-":
        return "write `key: value` in each line, without `-`"
    return ""


def _is_plural(tree: Tree, path: Path) -> bool:
    return not model.PLURAL_KEYS.isdisjoint(tree.keys(*path))


def _not_allowed(tree: Tree, path: Path) -> Diagnostic:
    if path == ("format",):
        return _wrong_format(tree)
    value = tree.scalar(*path)
    if value is None:
        return _wrong_type(tree, path, "a text")
    known = Vocabulary(_LITERALS[path[-1]])
    return error(
        "RB204",
        f"{quote(value)} is not a known {_WORDS[path[-1]]}",
        tree.at(*path),
        known.did_you_mean(value) or f"known: {', '.join(known.words)}",
    )


def _wrong_format(tree: Tree) -> Diagnostic:
    value = tree.scalar("format")
    help_text = f"write `format: {model.FORMAT}` in the first line"
    if not tree.has("format"):
        return error("RB205", "the key `format` is missing", tree.key(), help_text)
    message = f"expected a text, found {tree.describe('format')}"
    if value is not None:
        message = f"the format {quote(value)} is unknown"
    return error("RB205", message, tree.at("format"), help_text)


def _malformed(tree: Tree, path: Path) -> Diagnostic:
    value = tree.scalar(*path) or ""
    rule = _FORMS.get(path[-1], "words of lower case letters and digits with single `_` between")
    if isinstance(path[-1], int):
        rule = _FORMS[path[-2]]
    message = f"{quote(value)} is malformed" if value else "the text is empty"
    return error("RB301", message, tree.at(*path), f"it must be {rule}")


_LITERALS: dict[str | int, tuple[str, ...]] = {
    "type": get_args(model.PlaceholderType),
    "privacy": get_args(model.Privacy),
    "kind": get_args(model.StepKind),
    "severity": get_args(model.SeverityName),
}
_BOUNDS = (("less than or equal to", "at most"), ("greater than or equal to", "at least"))
_WORDS: dict[str | int, str] = {
    "type": "type of a placeholder",
    "privacy": "degree of privacy",
    "kind": "kind of a next step",
    "severity": "severity",
}
_FORMS: dict[str | int, str] = {
    "enum": "a capital letter, then letters and digits",
    "member": "words of capital letters and digits with single `_` between, a letter first",
    "prefix": "words of lower case letters, digits and single `_`, each followed by a dot",
    "plural": "lower case letters, digits and `_`, a letter first",
    "action": "words of lower case letters, digits and `_` with dots between",
    "params": "lower case letters, digits and `_`, a letter first",
    "tags": "words of lower case letters and digits with `.`, `_`, `:` or `-` between",
}
