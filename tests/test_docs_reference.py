"""What the pages list in tables, compared with the code in both directions."""

from __future__ import annotations

import datetime as dt
import decimal
import importlib.util
import inspect
import json
import re
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from types import FunctionType
from typing import get_args

import jinja2
import jinja2.meta
import pytest

import operation_reasons
import reasonbook
from reasonbook.compiler import config, project
from reasonbook.compiler.catalog import model, names, read, resolved
from reasonbook.compiler.catalog.build import MAX_DEPTH
from reasonbook.compiler.catalog.document import MAX_REASONS
from reasonbook.compiler.catalog.shared import MAX_SHARED
from reasonbook.compiler.cli import run
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.diagnostics import MAX_FINDINGS, error
from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.messages.plural_comments import form_comments
from reasonbook.compiler.messages.plurals import plural_categories
from reasonbook.compiler.messages.po import grammar, reader
from reasonbook.compiler.render import environment
from reasonbook.compiler.render.contents import METHODS
from reasonbook.compiler.render.filters import FILTERS, name_of_type
from reasonbook.compiler.render.parameters import ANNOTATIONS, FORMATTED
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.report import FORMATS, Report, excerpt
from reasonbook.compiler.source import Span
from reasonbook.runtime import (
    Bundle,
    LocaleData,
    lists,
    locales,
    mo,
    negotiation,
    problems,
    stored,
    tags,
    values,
    view,
    wire,
)
from reasonbook.runtime.language import Language

ROOT = Path(__file__).parents[1]


def _load_pages():
    spec = importlib.util.spec_from_file_location("reference_pages", ROOT / "docs" / "pages.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pages = _load_pages()
read_page, find_codes = pages.read_page, pages.codes
LANGUAGE = read_page(ROOT, "docs/reference/language.md")
SETTINGS = read_page(ROOT, "docs/reference/settings.md")
ENVELOPE = read_page(ROOT, "docs/reference/envelope.md")
OCCURRENCE = read_page(ROOT, "docs/reference/occurrence.md")
VALUES = read_page(ROOT, "docs/reference/values.md")
LOCALE = read_page(ROOT, "docs/reference/locale.md")
PROBLEMS = read_page(ROOT, "docs/reference/problems.md")
FILES = read_page(ROOT, "docs/reference/files.md")
CI = read_page(ROOT, "docs/how-to/run-in-ci.md")
TEMPLATES = read_page(ROOT, "docs/how-to/use-your-own-templates.md")
SECURITY = read_page(ROOT, "docs/explanation/security.md")
ARCHITECTURE = read_page(ROOT, "docs/explanation/architecture.md")

SHAPES = {
    "the-file": model.Document,
    "catalog": model.Header,
    "reasons": model.Reason,
    "defaults": model.Defaults,
    "limits": model.Limits,
    "placeholders": model.Placeholder,
    "next_steps": model.InlineStep,
    "surfaces": model.Surface,
    "plural-forms": model.PluralText,
}
# Forms that the page gives in words.
IN_WORDS = {"prefix", "action", "params", "plural"}


@pytest.mark.parametrize("heading", SHAPES)
def test_the_language_has_the_keys_that_its_page_lists(heading):
    shape, table = SHAPES[heading], LANGUAGE.table(heading)
    required = {key for key, cell in table.column("Default").items() if cell == "required"}

    assert sorted(table.names()) == sorted(shape.model_fields)
    assert required == {key for key, each in shape.model_fields.items() if each.is_required()}


@pytest.mark.parametrize("heading", [each for each in SHAPES if each != "defaults"])
def test_the_page_of_the_language_says_what_a_key_takes(heading):
    schema = SHAPES[heading].model_json_schema()
    rules = LANGUAGE.table(heading).column("Rule")

    for key, each in schema["properties"].items():
        missing = [fact for fact in _facts(each) if fact not in rules[key]]
        assert key in IN_WORDS or missing == [], key


def _facts(schema):
    """Yield what a schema restricts a value to: its words, its bounds, its pattern."""
    yield from schema.get("enum", ())
    yield from (str(schema[key]) for key in ("const", "minimum", "maximum") if key in schema)
    if "pattern" in schema:
        yield schema["pattern"].strip("^$")
    for part in (*schema.get("anyOf", ()), schema.get("items", {})):
        if part:
            yield from _facts(part)


def test_the_page_of_the_language_has_the_forms_of_names_and_the_defaults():
    reasons = LANGUAGE.table("reasons").column("Default")
    limits = LANGUAGE.table("limits").column("Default")
    forms = {names.CODE, names.NAME, names.STEP_ID, names.MODULE_NAME, names.ENUM_NAME}
    document, _ = _resolve_smallest()

    assert forms | {names.MEMBER_NAME, names.TAG, names.VALUE} <= LANGUAGE.codes()
    assert f"at most {names.MAX_CODE} characters" in LANGUAGE.text
    assert limits == {each.name: f"`{json.dumps(each.default)}`" for each in fields(config.Limits)}
    for key in ("actionability", "severity"):
        assert reasons[key] == f"`{getattr(document, key)}`"
    assert reasons["show_no_action_needed"] == f"`{json.dumps(document.show_no_action_needed)}`"


def test_the_page_of_the_language_has_an_example_of_each_type():
    examples, privacy = [each for each in LANGUAGE.tables() if each.heading == "placeholders"][1:]

    assert examples.names() == get_args(model.PlaceholderType)
    assert privacy.names() == get_args(model.Privacy)


def _resolve_smallest():
    from reasonbook.compiler.catalog.document import read_document
    from reasonbook.compiler.catalog.resolve import resolve
    from reasonbook.compiler.source import SourceFile

    text = (
        "format: reasonbook/1\ncatalog: {module: runs, enum: Run}\n"
        "reasons: {run.failed: {operator_label: A, short_explanation: B.}}\n"
    )
    document, found = read_document(SourceFile("runs.yaml", text))
    catalogue = resolve([document], settings=config.Settings(), locales=())
    return catalogue.enums[0].reasons[0], found


def test_the_settings_are_those_that_their_page_lists():
    table = SETTINGS.table("toolreasonbook")
    shown = table.column("Default")
    plain = [
        each for each in fields(config.Settings) if each.name not in ("limits", "actionability")
    ]

    assert sorted(table.names()) == sorted(each.name for each in fields(config.Settings))
    assert {each.name: shown[each.name] for each in plain} == {
        each.name: "none" if each.default is None else f"`{json.dumps(each.default)}`"
        for each in plain
    }
    assert SETTINGS.table("limits").column("Default") == {
        each.name: f"`{json.dumps(each.default)}`" for each in fields(config.Limits)
    }


def test_the_actionabilities_are_those_that_the_page_of_the_settings_lists():
    own, built_in = (each for each in SETTINGS.tables() if each.heading == "actionability")

    assert own.names() == tuple(each.name for each in fields(config.Actionability))
    assert {row[0].strip("`"): row[1:] for row in built_in.rows} == {
        name: (str(each.retryable).lower(), str(each.needs_human).lower())
        for name, each in config.BUILT_IN_ACTIONABILITIES.items()
    }


def test_the_fields_of_envelopes_are_those_that_their_page_lists():
    bundle = ENVELOPE.table("what-a-bundle-exports").names()

    assert ENVELOPE.table("the-envelope").names() == reasonbook.Envelope.__match_args__
    assert ENVELOPE.table("next-steps").names() == reasonbook.NextStep.__match_args__
    assert sorted(ENVELOPE.table("what-reasonbook-exports").names()) == sorted(reasonbook.__all__)
    assert set(reasonbook.runtime.__all__) <= ENVELOPE.codes()
    assert {"BUNDLE", *METHODS} == set(bundle)


@pytest.mark.parametrize(
    ("page", "heading", "number", "kind", "apart"),
    [
        (ENVELOPE, "a-reason", 0, reasonbook.Reason, ()),
        # Whatever makes an envelope calls `mark_personal`.
        (
            ENVELOPE,
            "the-envelope",
            1,
            reasonbook.Envelope,
            (*reasonbook.Envelope.__match_args__, "mark_personal"),
        ),
        # Generated modules call `join`, through `bind`; the runtime calls the others.
        (ENVELOPE, "the-bundle", 0, Bundle, ("generation", "join", "report")),
        (OCCURRENCE, "what-an-occurrence-has", 0, reasonbook.Occurrence, ()),
    ],
)
def test_the_methods_are_those_that_the_pages_list(page, heading, number, kind, apart):
    table = [each for each in page.tables() if each.heading == heading][number]
    public = {name for name in vars(kind) if not name.startswith("_")} - set(apart)

    assert set(table.names()) == {_written(kind, name) for name in public}


def _written(kind, name):
    method = inspect.getattr_static(kind, name)
    if not isinstance(method, classmethod | FunctionType):
        return name
    given = inspect.signature(getattr(kind, name)).parameters.values()
    plain = [
        each.replace(annotation=inspect.Parameter.empty) for each in given if each.name != "self"
    ]
    return name + str(inspect.Signature(plain)).replace("'", '"')


def test_problems_are_those_that_their_page_lists():
    kinds = set(re.findall(r"``(\w+)``", inspect.getdoc(reasonbook.Problem)))

    assert PROBLEMS.table("a-problem").names() == reasonbook.Problem.__slots__
    assert set(PROBLEMS.table("kinds").names()) == kinds
    assert f"After {problems.Reports.MAX:,} different problems" in PROBLEMS.text
    assert f"are counted apart, up to {problems.Reports.MAX_FOREIGN}" in PROBLEMS.text
    assert kinds >= problems._FOREIGN
    assert f"cut to {stored.MAX_CODE} characters" in PROBLEMS.text


def test_the_types_of_placeholders_are_those_that_their_page_lists():
    table = VALUES.table("types")
    shown = {name: cell.replace("`", "") for name, cell in table.column("Python").items()}
    kinds = {kind: ", ".join(map(name_of_type, names)) for kind, names in ANNOTATIONS.items()}

    assert shown == {**kinds, "enum": 'Literal["card", "bank"]'}
    assert {name for name, cell in table.column("Babel").items() if cell == "yes"} == FORMATTED


def test_values_look_as_their_page_says():
    table = VALUES.table("what-readers-see")
    shown = table.head[2:]
    data = make_locale_table("en", shown).locales
    languages = [Language(each, LocaleData(**data[each])) for each in shown]
    known = {**vars(dt), **vars(decimal), "Money": reasonbook.Money}

    for row in table.rows:
        kind, value = row[0].strip("`"), eval(row[1].strip("`"), known)
        written = [each.writer(kind)(value) for each in languages]

        assert [" ".join(each.split()) for each in written] == list(row[2:]), row[1]


def test_plural_forms_are_those_that_their_page_lists():
    for row in VALUES.table("plurals").rows:
        tag = row[0].strip("`")
        lines = form_comments(tag, plural_categories(tag))

        assert row[1] == ", ".join(each.partition(": ")[2] for each in lines)


def test_values_go_through_json_as_their_page_says():
    known = {**vars(dt), **vars(decimal), "Money": reasonbook.Money}
    rows = [each for each in OCCURRENCE.tables() if each.heading == "the-wire-form"][1].rows

    for row in rows[:-1]:
        value, form = eval(row[0].strip("`"), known), json.loads(row[1].strip("`"))

        assert (wire.encode(value), wire.decode(form)) == (form, value)
    large = eval(rows[-1][0].strip("`"))
    assert wire.encode(large) == {"type": "integer", "value": hex(large)}
    assert f"At most {stored.MAX_PARAMS} values are read" in OCCURRENCE.text


def test_tags_are_served_as_their_page_says():
    for row in LOCALE.table("resolve").rows:
        tag, *_ = find_codes(row[0])
        locale, *_ = *find_codes(row[1]), None

        assert operation_reasons.resolve(tag) == locale, tag


def test_the_formats_of_data_are_those_that_their_page_lists(capsys):
    catalog = json.loads((ROOT / "generated/operation_reasons/catalog.json").read_text("utf-8"))
    finding = FORMATS["json"](Report((error("RB101", "m", Span("a")),), {}, False, "0"))
    capsys.readouterr()
    run(["list", "--json", "--project", str(ROOT)])
    listed = json.loads(capsys.readouterr().out)
    enum = catalog["enums"][0]
    real = {
        "catalogjson": catalog,
        "fields-of-an-actionability": catalog["actionabilities"][0],
        "fields-of-an-enum": enum,
        "fields-of-a-reason": enum["reasons"][0],
        "fields-of-a-step": enum["reasons"][0]["next_steps"][0],
        "fields-of-a-placeholder": [each.name for each in fields(resolved.Placeholder)],
        "fields-of-a-plural": [each.name for each in fields(resolved.Plural)],
        "fields-of-a-surface": [each.name for each in fields(resolved.Surface)],
        "fields-of-a-value": [each.name for each in fields(resolved.EnumValue)],
        "findings": json.loads(finding)["findings"][0],
        "the-list-of-reasons": listed["reasons"][0],
    }

    for heading, keys in real.items():
        assert sorted(FILES.table(heading).names()) == sorted(keys), heading
    for document in (catalog, listed, json.loads(finding)):
        assert document["format"] in FILES.codes()


def test_templates_get_what_their_page_lists():
    templates = builtin_templates()
    parser = jinja2.Environment(autoescape=True)
    parser.filters.update(FILTERS)
    used = {
        name
        for each in templates.values()
        for name in jinja2.meta.find_undeclared_variables(parser.parse(each.text))
    }

    assert set(TEMPLATES.table("say-where-they-are").column("File")) == set(templates)
    assert set(TEMPLATES.table("what-a-template-gets").names()) == used
    assert sorted(TEMPLATES.table("filters").names()) == sorted(FILTERS)


def test_the_page_of_the_architecture_names_every_module_of_the_runtime():
    folder = Path(reasonbook.runtime.__file__).parent
    modules = {each.stem for each in folder.glob("*.py")} - {"__init__"}

    assert set(ARCHITECTURE.table("the-runtime").names()) == modules


def test_exit_codes_and_formats_are_those_that_the_page_of_ci_lists():
    codes = CI.table("exit-codes")

    assert {row[0]: row[1] for row in codes.rows} == {
        f"`{each.value}`": f"`{each.name}`" for each in ExitCode
    }
    assert CI.table("formats").names() == tuple(FORMATS)


def test_the_limits_are_those_that_the_page_of_security_lists():
    mebi = 2**20
    compiled = {
        "a source, a `.po` file, a template, the settings": f"{project._MAX_BYTES // mebi} MiB",
        "levels of nesting in a source": f"{MAX_DEPTH}",
        "values in a source": f"{read.MAX_NODES:,}",
        "reasons in a source": f"{MAX_REASONS:,}",
        "a code, a name": f"{names.MAX_CODE} characters",
        "what the reasons of a source share, in the bundle": f"{MAX_SHARED // mebi} MiB",
        "findings about one file by one stage": f"{MAX_FINDINGS:,}",
        "characters that a template writes": f"{environment.MAX_CHARACTERS:,}",
        "a value of a source, such as a text": f"{read.MAX_TEXT:,} characters",
        "a line of a `.po` file": f"{reader.ReadLimits().line:,} characters",
        "entries of a `.po` file": f"{reader.ReadLimits().entries:,}",
        "plural forms of an entry": f"{grammar.MAX_FORMS}",
        "findings about one `.po` file": f"{reader._MAX_FINDINGS}",
        "a line shown in a finding": f"{excerpt.WIDTH} columns",
    }
    at_run_time = {
        "a `.mo` file": f"{mo.MAX_BYTES // mebi} MiB",
        "a text in a `.mo` file, and a key": f"{mo.MAX_STRING // 2**10} KiB",
        "a translated label or explanation": f"{view.MAX_TEXT:,} characters",
        "placeholders in one, each as often as it stands there": (
            f"{view.MAX_FIELDS}, or four times those of the source text if that is more"
        ),
        "a language tag": f"{tags.MAX_CHARACTERS} characters",
        "tags for which something is remembered, besides the locales of the bundles": (
            f"{locales.MAX_LOCALES}"
        ),
        "an `Accept-Language` header": f"{negotiation.MAX_HEADER} characters",
        "ranges in it": f"{negotiation.MAX_RANGES}",
        "a text in a text": f"{values.MAX_CHARACTERS} characters",
        "items of a list in a text": f"{lists.MAX_ITEMS}",
        "a list in a text": f"{lists.MAX_CHARACTERS:,} characters",
        "a number in a text": f"{values.MAX_BITS:,} bits",
        "an amount, a date, a time or a duration in a text": f"{values.MAX_CHARACTERS} characters",
        "values of a stored occurrence": f"{stored.MAX_PARAMS}",
        "the code and the version of a stored occurrence": f"{stored.MAX_CODE} characters",
        "lists in lists of a stored value": f"{wire.MAX_DEPTH}",
        "different problems that are reported for a bundle": f"{problems.Reports.MAX:,}",
        "different ones among them about what came from outside": f"{problems.Reports.MAX_FOREIGN}",
    }

    assert dict(SECURITY.table("when-it-is-compiled").rows) == compiled
    assert dict(SECURITY.table("at-run-time").rows) == at_run_time


def test_the_doors_of_foreign_packages_are_those_that_the_page_of_the_architecture_names():
    table = ARCHITECTURE.table("who-may-import-whom")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    doors = {
        each["protected_modules"][0]: {
            name.removeprefix("reasonbook.compiler.") for name in each["allowed_importers"]
        }
        for each in contracts["contracts"]
        if each["type"] == "protected"
    }

    assert {row[0].strip("`"): set(find_codes(row[1])) for row in table.rows} == (doors)
