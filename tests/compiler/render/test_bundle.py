"""The files of a bundle."""

from __future__ import annotations

import ast
import json
from dataclasses import asdict

import pytest

from reasonbook.compiler.catalog.locale_data import LocaleTable
from reasonbook.compiler.config import Settings
from reasonbook.compiler.render.bundle import render_bundle, to_json
from reasonbook.compiler.render.resources import builtin_templates

EMPTY = "format: reasonbook/1\ncatalog: {module: m, enum: E}\nreasons: {}\n"


def test_a_bundle_has_these_files(whole, table):
    files, findings = render_bundle(
        whole.catalogue, table, builtin_templates(), folder="out/reasons"
    )

    assert findings == ()
    assert list(files) == [
        "out/reasons/__init__.py",
        "out/reasons/_bundle.py",
        "out/reasons/_locales.py",
        "out/reasons/_texts/__init__.py",
        "out/reasons/runs.py",
        "out/reasons/_texts/runs.py",
        "out/reasons/py.typed",
        "out/reasons/catalog.json",
    ]
    assert all(path == each.path for path, each in files.items())
    assert files["out/reasons/py.typed"].text == ""


MODULES = {
    "__init__": "out/__init__.py",
    "_bundle": "out/_bundle.py",
    "_locales": "out/_locales.py",
    "_texts": "out/_texts/__init__.py",
    "module": "out/runs.py",
    "texts": "out/_texts/runs.py",
}


@pytest.mark.parametrize("name", MODULES)
def test_a_bundle_with_findings_keeps_the_modules_that_findings_are_about(whole, table, name):
    templates = dict(builtin_templates())
    broken = templates[f"python/{name}.py.j2"]
    templates[f"python/{name}.py.j2"] = type(broken)(broken.path, f"{broken.text}print()\n")
    files, (finding,) = render_bundle(whole.catalogue, table, templates, folder="out")

    assert finding.span.path == MODULES[name]
    assert files[finding.span.path].line(finding.span.line) == "print()"


def test_a_bundle_without_a_template_has_no_module(whole, table):
    files, findings = render_bundle(whole.catalogue, table, {}, folder="out")

    assert [(each.code, each.span.path, each.span.line) for each in findings] == [
        ("RB501", f"python/{name}.py.j2", 1) for name in MODULES
    ]
    assert list(files) == ["out/py.typed", "out/catalog.json"]


def test_a_fact_about_a_locale_of_any_kind_comes_back(whole):
    facts = {
        "text": "\u00a0'\"\\\u202e",
        "number": 7,
        "truth": True,
        "nothing": None,
        "row": ("a", 1, False, None, (), ("b",), (("c", (0,)),)),
    }
    negotiation = {"de": None, "a'\"\\\n": "\u202e"}
    table = LocaleTable({"de": facts, "\x00": {}}, negotiation)
    files, findings = render_bundle(whole.catalogue, table, builtin_templates(), folder="out")
    namespace = {"LocaleData": dict}
    text = files["out/_locales.py"].text.replace("from reasonbook.runtime import LocaleData", "")
    exec(text, namespace)

    assert findings == ()
    assert namespace["LOCALES"] == table.locales
    assert namespace["NEGOTIATION"] == negotiation
    assert text.isascii()


@pytest.mark.parametrize("value", [0.5, b"a", {"a": 1}, object(), ..., (0.5,)])
def test_a_fact_that_is_no_literal_of_ours_is_a_finding(whole, value):
    table = LocaleTable({"de": {"number": value}}, {})
    _, findings = render_bundle(whole.catalogue, table, builtin_templates(), folder="out")

    assert [(each.code, each.span.path) for each in findings] == [
        ("RB501", "<reasonbook>/python/_locales.py.j2")
    ]


def test_the_json_file_is_the_catalogue_without_the_messages(whole):
    everything = asdict(whole.catalogue)
    for each in everything["enums"]:
        del each["messages"]

    found = json.loads(to_json(whole.catalogue))

    assert found == json.loads(json.dumps({"format": "reasonbook-catalog/1", **everything}))


def test_the_json_file_has_annotations_as_they_were_written(whole):
    found = json.loads(to_json(whole.catalogue))["enums"][0]["reasons"][0]["annotations"]

    assert found == {
        "owner": "team",
        "level": 3,
        "ratio": 0.5,
        "on": True,
        "none": None,
        "more": [1, {"x": "y"}],
    }
    assert list(found) == ["owner", "level", "ratio", "on", "none", "more"]


def test_the_json_file_is_readable_and_ends_in_a_line_end(whole):
    text = to_json(whole.catalogue)

    assert "attempts — the log" in text
    assert text.startswith('{\n  "format": "reasonbook-catalog/1",\n  "bundle": "reasons",\n')
    assert text.endswith("\n}\n")


def test_an_enum_without_reasons_is_a_class_that_can_be_imported(compile_, observe):
    told = observe(compile_({"reasons/a.yaml": EMPTY}))

    assert told["E"]["en"] == {}


def imported(text):
    return [alias.name for alias in ast.parse(text).body[2].names]


def test_a_module_imports_what_it_uses_and_nothing_else(compile_, whole):
    reason = "{run.a: {operator_label: A, short_explanation: B}}"
    sources = [EMPTY, EMPTY.replace("{}", reason)]
    made = [compile_({"reasons/a.yaml": each}).artifacts for each in sources]
    modules = [each["generated/reasons/m.py"] for each in made]
    texts = [each["generated/reasons/_texts/m.py"] for each in made]

    assert [imported(each) for each in modules] == [
        ["Reason", "bind"],
        ["Occurrence", "Reason", "bind"],
    ]
    assert [imported(each) for each in texts] == [["Entry"], ["Entry", "pgettext_noop"]]
    assert imported(whole.artifacts["generated/reasons/runs.py"]) == [
        "Items",
        "Occurrence",
        "Reason",
        "bind",
    ]
    assert imported(whole.artifacts["generated/reasons/_texts/runs.py"]) == [
        "Entry",
        "Placeholder",
        "Plural",
        "Step",
        "Surface",
        "npgettext_noop",
        "pgettext_noop",
    ]


@pytest.mark.parametrize("path", ["reasons/coding=utf-7 x.yaml", "reasons/coding: latin-1"])
def test_the_name_of_a_source_does_not_change_the_encoding_of_its_module(compile_, observe, path):
    told = observe(compile_({path: EMPTY}))

    assert told["E"]["doc"] == f"The reasons of {path}."


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028"])
def test_the_name_of_a_source_stays_in_its_comment(compile_, observe, end):
    path = f'reasons/a{end}open("CANARY", "w"){end}.yaml'
    told = observe(compile_({path: EMPTY}))

    assert told["E"]["doc"] == f"The reasons of {path}."
    assert (told["bad"], told["left"]) == ([], [])


@pytest.mark.parametrize("source_locale", ["pt-BR", "pt_BR"])
def test_a_bundle_writes_its_source_texts_as_its_source_locale_has_it(
    compile_, install, run, tmp_path, source_locale
):
    reason = (
        "m.a: {operator_label: A, placeholders: {n: {type: number}},"
        " short_explanation: {plural: n, one: '{n} item', other: '{n} itens'}}"
    )
    files = {"reasons/a.yaml": EMPTY.replace("{}", f"{{{reason}}}")}
    settings = Settings(source_locale=source_locale)
    site = install(compile_(files, catalogues={"de": None}, settings=settings), tmp_path)
    program = (
        "import reasons\n"
        "from reasons.m import m_a\n"
        "print(reasons.BUNDLE.source_locale, reasons.resolve('pt'), reasons.resolve('de-AT'))\n"
        "for value in (0, 1.5, 2, 12345.5):\n"
        "    envelope = m_a(n=value).envelope()\n"
        "    print(envelope.locale, envelope.short_explanation)\n"
        "print(m_a(n=1).envelope('pt-PT').locale)\n"
    )

    # In Brazil, what is less than two is one.
    assert run(program, site=site, cwd=tmp_path).splitlines() == [
        "pt_BR pt-BR de",
        "pt-BR 0 item",
        "pt-BR 1,5 item",
        "pt-BR 2 itens",
        "pt-BR 12.345,5 itens",
        "pt-BR",
    ]
