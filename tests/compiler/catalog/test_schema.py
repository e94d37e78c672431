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
from reasonbook.compiler.config import BUILT_IN_ACTIONABILITIES, Settings, read_settings
from reasonbook.compiler.rules import RULES, Subject, check
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases"
SCHEMA = json.loads(make_schema(BUILT_IN_ACTIONABILITIES))
VALIDATORS = {"7": Draft7Validator(SCHEMA), "2020-12": Draft202012Validator(SCHEMA)}
WRONG = re.compile(r"^Wrong::\n\n((?:    .*\n|\n)+)", re.MULTILINE)

# What a schema can know of the rules: shapes, words, forms of names.
CODES = {"RB201", "RB202", "RB203", "RB204", "RB205", "RB206", "RB207", "RB301", "RB302"}


def source(text):
    return SourceFile("reasons.yaml", text)


def read_case(path):
    text = path.read_bytes().decode(errors="replace").removeprefix("\ufeff")
    root, findings = read_tree(source(text))
    return text, (None if findings else root)


def codes_of(text):
    document, found = read_document(source(text))
    documents = [document] if document else []
    return {each.code for each in [*found, *check(Subject(documents, Settings()))]}


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
    settings_file = SourceFile("pyproject.toml", (ROOT / "pyproject.toml").read_text("utf-8"))
    settings, _ = read_settings(settings_file)

    committed = (ROOT / "reasons" / SCHEMA_FILE).read_text(encoding="utf-8")

    assert committed == make_schema(settings.actionabilities)


def test_our_own_catalogue_is_valid(validator):
    text = (ROOT / "reasons" / "lifecycle.yaml").read_text(encoding="utf-8")
    root, _ = read_tree(source(text))

    assert list(validator.iter_errors(plain_data(root))) == []


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.relative_to(CASES).as_posix())
def test_the_schema_and_the_reader_agree(path, validator):
    text, root = read_case(path)
    own_words = (path.parent / "pyproject.toml").exists()

    errors = list(validator.iter_errors(plain_data(root)))

    # A project's own actionabilities are in its own schema.
    errors = [each for each in errors if not own_words or each.validator != "enum"]
    found = codes_of(text) - ({"RB207"} if own_words else set())
    # A text that is empty is known to the schema in some places, blank ones in none.
    assert bool(found & CODES) <= bool(errors) <= bool(found & {*CODES, "RB409"})


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
