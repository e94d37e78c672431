"""
The JSON Schema of a source file, for editors.

It is made from the models that the reader checks with. It keeps to what JSON Schema draft 7
and 2020-12 have in common, because editors differ in what they take.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.catalog.model import FORMAT, KEY_PATTERNS, Document
from reasonbook.compiler.catalog.names import MAX_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA_FILE = "reasonbook.schema.json"
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def make_schema(actionabilities: Iterable[str], surfaces: Iterable[str] = ()) -> str:
    """
    Return the schema as JSON text.

    *actionabilities* are the words that a project knows, *surfaces* the ones that it declares.
    """
    return _make_schema(tuple(actionabilities), tuple(surfaces))


# The words of a project hardly ever change while a process lives.
@lru_cache(maxsize=16)
def _make_schema(actionabilities: tuple[str, ...], surfaces: tuple[str, ...]) -> str:
    raw: Json = Document.model_json_schema(ref_template="#/definitions/{model}")
    assert isinstance(raw, dict), "a model's schema is an object"
    definitions = raw.pop("$defs")
    assert isinstance(definitions, dict), "the document refers to other models"
    for name, definition in [("Document", raw), *definitions.items()]:
        _name_keys(name, definition)
        _list_words(definition, list(actionabilities))
        _list_surfaces(definition, list(surfaces))
    schema: Json = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"A catalogue of reasons ({FORMAT})",
        **{key: each for key, each in raw.items() if key != "title"},
        "definitions": definitions,
    }
    return json.dumps(_tidy(schema), ensure_ascii=False, indent=2) + "\n"


def _fields(definition: Json) -> dict[str, Json]:
    fields = definition.get("properties") if isinstance(definition, dict) else None
    return fields if isinstance(fields, dict) else {}


def _name_keys(model: str, definition: Json) -> None:
    """Say what the keys of a mapping look like: pydantic's own way lets editors accept any."""
    for name, field in _fields(definition).items():
        pattern = KEY_PATTERNS.get((model, name))
        if pattern is None or not isinstance(field, dict):
            continue
        rule: Json = {"pattern": f"^{pattern}$", "maxLength": MAX_CODE}
        branches = field.get("anyOf")
        targets = branches if isinstance(branches, list) else [field]
        for target in targets:
            if isinstance(target, dict) and target.get("type") == "object":
                target["propertyNames"] = rule


def _list_words(definition: Json, words: list[Json]) -> None:
    field = _fields(definition).get("actionability")
    if isinstance(field, dict):
        field.pop("anyOf")
        field["enum"] = words


def _list_surfaces(definition: Json, names: list[Json]) -> None:
    field = _fields(definition).get("surfaces")
    branches = field.get("anyOf") if isinstance(field, dict) else None
    if names and isinstance(branches, list) and isinstance(branches[0], dict):
        branches[0]["propertyNames"] = {"enum": names}


def _tidy(node: Json) -> Json:
    """Drop what only pydantic needs: titles of fields, None as a value, None as a default."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _tidy(each) for key, each in node.items() if not _is_noise(key, each)}
    branches = kept.get("anyOf")
    if isinstance(branches, list):
        named = [each for each in branches if each != {"type": "null"}]
        if len(named) == 1 and isinstance(named[0], dict):
            del kept["anyOf"]
            return {**named[0], **kept}
        kept["anyOf"] = named
    return kept


def _is_noise(key: str, value: Json) -> bool:
    if key == "default":
        return value is None
    return key == "title" and isinstance(value, str) and not value.startswith("A catalogue")
