from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from reasonbook.compiler.catalog.document import read_document
from reasonbook.compiler.catalog.nodes import plain_data
from reasonbook.compiler.catalog.read import read_tree
from reasonbook.compiler.catalog.schema import SCHEMA_FILE, make_schema
from reasonbook.compiler.config import (
    BUILT_IN_ACTIONABILITIES,
    SETTINGS_FILE,
    Settings,
    read_settings,
)
from reasonbook.compiler.rules import RULES, Subject, check
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases"
SCHEMA = json.loads(make_schema(BUILT_IN_ACTIONABILITIES))
VALIDATORS = {"7": Draft7Validator(SCHEMA), "2020-12": Draft202012Validator(SCHEMA)}
SMALLEST = {
    "format": "reasonbook/1",
    "catalog": {"module": "runs", "enum": "RunReason"},
    "reasons": {},
}
WRONG = re.compile(r"^Wrong::\n\n((?:    .*\n|\n)+)", re.MULTILINE)

# What a schema can know of the rules: shapes, words, forms of names.
CODES = {"RB201", "RB202", "RB203", "RB204", "RB205", "RB206", "RB207", "RB301", "RB302"}
# What it knows of in part: surfaces and values that are empty, malformed or not declared, and
# texts that are empty where a form is asked for.
IN_PART = {"RB208", "RB209", "RB420", "RB409"}


def source(text):
    return SourceFile("reasons.yaml", text)


def read_case(path):
    text = path.read_bytes().decode(errors="replace").removeprefix("\ufeff")
    root, findings = read_tree(source(text))
    return text, (None if findings else root)


def settings_of(path):
    """Return the settings of the case that the source at *path* is part of."""
    place = next((each for each in path.parents if (each / SETTINGS_FILE).exists()), ROOT)
    if not place.is_relative_to(CASES):
        return Settings()
    text = (place / SETTINGS_FILE).read_bytes().decode(errors="replace")
    return read_settings(SourceFile(SETTINGS_FILE, text))[0] or Settings()


def codes_of(text, settings=None):
    document, found = read_document(source(text))
    documents = [document] if document else []
    return {each.code for each in [*found, *check(Subject(documents, settings or Settings()))]}


READABLE = [
    path
    for path in sorted([*CASES.glob("*/reasons.yaml"), *CASES.glob("*/reasons/*.yaml")])
    if read_case(path)[1] is not None
]


@pytest.fixture(params=VALIDATORS)
def validator(request):
    """The schema as each draft of JSON Schema understands it."""
    return VALIDATORS[request.param]


def test_the_schema_is_one(validator):
    validator.check_schema(SCHEMA)


def test_the_committed_schema_is_what_the_models_give():
    settings_file = SourceFile(SETTINGS_FILE, (ROOT / SETTINGS_FILE).read_text("utf-8"))
    settings, _ = read_settings(settings_file)

    committed = (ROOT / "reasons" / SCHEMA_FILE).read_text(encoding="utf-8")

    assert committed == make_schema(settings.actionabilities, settings.surfaces)


def test_our_own_catalogue_is_valid(validator):
    text = (ROOT / "reasons" / "lifecycle.yaml").read_text(encoding="utf-8")
    root, _ = read_tree(source(text))

    assert list(validator.iter_errors(plain_data(root))) == []


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.relative_to(CASES).as_posix())
def test_the_schema_and_the_reader_agree(path, validator):
    text, root = read_case(path)
    settings = settings_of(path)
    schema = json.loads(make_schema(settings.actionabilities, settings.surfaces))

    errors = list(type(validator)(schema).iter_errors(plain_data(root)))

    found = codes_of(text, settings)
    assert bool(found & CODES) <= bool(errors) <= bool(found & (CODES | IN_PART))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param(rule.code, textwrap.dedent(text), id=rule.name)
        for rule in RULES.values()
        for text in WRONG.findall(rule.page)
        if rule.code in CODES
    ],
)
def test_a_wrong_example_is_not_valid(code, text, validator):
    root, findings = read_tree(source(text))

    assert findings == ()
    assert codes_of(text) == {code}
    assert list(validator.iter_errors(plain_data(root)))


def test_a_project_s_own_actionabilities_are_offered():
    schema = json.loads(make_schema([*BUILT_IN_ACTIONABILITIES, "wait"]))

    for name in ("Defaults", "Reason"):
        words = schema["definitions"][name]["properties"]["actionability"]["enum"]
        assert words == [*BUILT_IN_ACTIONABILITIES, "wait"]


def test_a_project_s_own_surfaces_are_the_only_ones():
    schema = json.loads(make_schema(BUILT_IN_ACTIONABILITIES, ["badge", "mail"]))

    field = schema["definitions"]["Reason"]["properties"]["surfaces"]
    assert field["propertyNames"] == {"enum": ["badge", "mail"]}


@pytest.mark.parametrize(
    ("placeholder", "is_valid"),
    [
        *(({"example": each}, True) for each in ("a", 1, 0.5, ["a", "b"], [])),
        *(({"example": each}, False) for each in (True, {"a": "b"}, [1], None)),
        ({"type": "enum", "values": {"3rd-party": "a", "b.c_d": "e"}}, True),
        ({"type": "enum", "values": {"A": "a"}}, False),
        ({"type": "enum", "values": {}}, False),
        ({"required": False, "privacy": "personal", "metadata_only": True}, True),
        ({"privacy": "hidden"}, False),
    ],
)
def test_placeholders_are_known_in_full(placeholder, is_valid, validator):
    found = {**SMALLEST, "placeholders": {"x": placeholder}}

    assert validator.is_valid(found) is is_valid


PLURAL = {"plural": "n", "one": "A", "other": "B {n}"}


@pytest.mark.parametrize(
    ("fields", "is_valid"),
    [
        ({"short_explanation": PLURAL}, True),
        ({"short_explanation": {**PLURAL, "few": "C"}}, False),
        ({"short_explanation": {"plural": "n", "one": "A"}}, False),
        ({"short_explanation": {**PLURAL, "plural": "N"}}, False),
        ({"operator_label": PLURAL}, False),
        (
            {
                "surfaces": {
                    "badge": {"short_explanation": PLURAL},
                    "e_mail": {"operator_label": "A"},
                }
            },
            True,
        ),
        ({"surfaces": {"badge": {}}}, False),
        ({"surfaces": {"E-Mail": {"operator_label": "A"}}}, False),
        ({"surfaces": {"badge": {"label": "A"}}}, False),
        ({"next_steps": [{"id": "a", "kind": "wait", "label": PLURAL}]}, True),
    ],
)
def test_plurals_and_surfaces_are_known_in_full(fields, is_valid, validator):
    reason = {"operator_label": "A", "short_explanation": "B", **fields}

    assert validator.is_valid({**SMALLEST, "reasons": {"run.a": reason}}) is is_valid


def test_every_key_is_described():
    models = {name: each for name, each in SCHEMA["definitions"].items() if name != "JsonValue"}
    for name, definition in {"Document": SCHEMA, **models}.items():
        for key, field in definition["properties"].items():
            # What stands beside a reference does not count in draft 7.
            target = field.get("$ref", "").removeprefix("#/definitions/")
            described = SCHEMA["definitions"][target] if target else field
            assert described.get("description", "").endswith("."), f"{name}.{key}"
        assert definition["additionalProperties"] is False


def test_nothing_in_the_schema_is_null():
    assert "null" not in json.dumps(SCHEMA)
    assert '"title"' in json.dumps(SCHEMA)
    assert json.dumps(SCHEMA).count('"title"') == 1
