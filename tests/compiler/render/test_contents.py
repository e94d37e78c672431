"""Which names a bundle's modules import, define and export, and what their functions take."""

from __future__ import annotations

import pytest

from reasonbook.compiler.render.contents import (
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
from reasonbook.compiler.render.parameters import (
    ANNOTATIONS,
    FORMATTED,
    imported_types,
    placeholders_of,
)

HEAD = "format: reasonbook/1\ncatalog: {{module: {module}, enum: {enum}, prefix: {module}.}}\n"
TEXTS = "operator_label: A, short_explanation: B"
NUMBER = "placeholders: {n: {type: integer}}"
PLURAL = "{plural: n, one: B, other: '{n}'}"
NEEDED = {"collections.abc": ("Callable",), "reasonbook.runtime": ("Entry",)}
# What the module of an enum imports for a placeholder of each type, besides what is needed.
TYPES = {
    "string": {},
    "integer": {},
    "number": {"decimal": ("Decimal",)},
    "percent": {"decimal": ("Decimal",)},
    "currency": {"reasonbook.runtime": ("Entry", "Money")},
    "date": {"datetime": ("date",)},
    "time": {"datetime": ("time",)},
    "datetime": {"datetime": ("datetime",)},
    "duration": {"datetime": ("timedelta",)},
    "list": {},
    "enum": {"typing": ("Literal",)},
}


def source(reasons, *, module="m", enum="E"):
    return HEAD.format(module=module, enum=enum) + f"reasons: {{{reasons}}}\n"


def typed(*kinds, more="metadata_only: true"):
    """Return a reason with a placeholder of each of *kinds*."""
    values = {"enum": ", values: {a: A, b: B}"}
    rows = ", ".join(
        f"p{number}: {{type: {kind}{values.get(kind, '')}, {more}}}"
        for number, kind in enumerate(kinds)
    )
    return f"m.a: {{{TEXTS}, placeholders: {{{rows}}}}}"


@pytest.fixture(scope="module")
def resolve(compile_):
    """Return a function that gives the catalogue of some sources."""

    def resolved(*sources):
        files = {f"reasons/{number}.yaml": each for number, each in enumerate(sources)}
        return compile_(files).catalogue

    return resolved


@pytest.fixture(scope="module")
def enum_of(resolve):
    return lambda *sources: resolve(*sources).enums[0]


def test_a_module_without_reasons_needs_little(enum_of):
    enum = enum_of(source(""))

    assert module_imports(enum) == ("Reason", "bind")
    assert text_imports(enum) == ("Entry",)
    assert imported_types(enum) == NEEDED
    assert exported_functions(enum) == ["E"]
    assert choices_of(enum) == {}


@pytest.mark.parametrize(
    ("reason", "imports"),
    [
        (f"m.a: {{{TEXTS}}}", ["Entry", "pgettext_noop"]),
        (typed("string"), ["Entry", "Placeholder", "pgettext_noop"]),
        (
            f"m.a: {{operator_label: A, short_explanation: {PLURAL}, {NUMBER}}}",
            ["Entry", "Placeholder", "Plural", "npgettext_noop", "pgettext_noop"],
        ),
        (
            f"m.a: {{{TEXTS}, {NUMBER}, next_steps: [{{id: a, kind: wait, label: {PLURAL}}}]}}",
            ["Entry", "Placeholder", "Plural", "Step", "npgettext_noop", "pgettext_noop"],
        ),
        (
            f"m.a: {{{TEXTS}, {NUMBER}, surfaces: {{badge: {{short_explanation: {PLURAL}}}}}}}",
            ["Entry", "Placeholder", "Plural", "Surface", "npgettext_noop", "pgettext_noop"],
        ),
        (
            f"m.a: {{{TEXTS}, surfaces: {{badge: {{operator_label: C}}}}}}",
            ["Entry", "Surface", "pgettext_noop"],
        ),
        (
            f"m.a: {{{TEXTS}, next_steps: [{{id: a, kind: wait, label: C}}]}}",
            ["Entry", "Step", "pgettext_noop"],
        ),
    ],
)
def test_a_module_with_texts_imports_what_its_texts_need(enum_of, reason, imports):
    assert list(text_imports(enum_of(source(reason)))) == imports


@pytest.mark.parametrize("kind", TYPES)
def test_a_module_imports_the_types_of_its_parameters(enum_of, kind):
    enum = enum_of(source(typed(kind)))

    assert imported_types(enum) == NEEDED | TYPES[kind]
    assert module_imports(enum)[:1] == (("Items",) if kind == "list" else ("Occurrence",))


def test_types_are_sorted_as_formatters_do(enum_of):
    enum = enum_of(source(typed(*TYPES)))

    assert list(imported_types(enum).items()) == [
        ("collections.abc", ("Callable",)),
        ("datetime", ("date", "datetime", "time", "timedelta")),
        ("decimal", ("Decimal",)),
        ("typing", ("Literal",)),
        ("reasonbook.runtime", ("Entry", "Money")),
    ]
    assert [each.type for each in placeholders_of(enum)] == list(TYPES)
    assert {*ANNOTATIONS, "enum"} == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_a_bundle_needs_babel_for_values_that_a_text_may_take(resolve, kind):
    reason = typed(kind, more="privacy: personal").replace(TEXTS, TEXTS.replace("B", "'{p0}'"))

    assert needs_format(resolve(source(reason))) is (kind in FORMATTED)
    assert needs_format(resolve(source("", module="n", enum="N"), source(reason))) is (
        kind in FORMATTED
    )
    assert needs_format(resolve(source(typed(kind)))) is False
    assert needs_format(resolve(source(typed(kind, more="privacy: secret")))) is False


def test_functions_are_exported_in_the_order_of_formatters(enum_of):
    codes = ("b", "a10", "a9", "a", "a_1", "a09", "class")
    reasons = ", ".join(f"m.{each}: {{{TEXTS}}}" for each in codes)

    assert exported_functions(enum_of(source(reasons))) == [
        "E",
        "a",
        "a09",
        "a9",
        "a10",
        "a_1",
        "b",
        "class_",
    ]


def test_enums_are_imported_and_exported_in_the_order_of_formatters(resolve):
    catalogue = resolve(
        source("", module="b10", enum="Beta10"),
        source("", module="b9", enum="Beta9"),
        source("", module="a", enum="Z"),
    )

    assert [each.module for each in imported_enums(catalogue)] == ["a", "b9", "b10"]
    assert exported_names(catalogue) == [
        "BUNDLE",
        "Beta9",
        "Beta10",
        "Z",
        "negotiate",
        "occurrence",
        "reason",
        "reload",
        "resolve",
    ]


def test_values_stand_in_a_module_once_and_have_a_path(enum_of):
    shared = "placeholders: {s: {type: enum, values: {a: A}, metadata_only: true}}\nreasons:"
    reason = (
        "{operator_label: A, short_explanation: B, placeholders: {s: {}, own: {type: enum,"
        " values: {a: A}, metadata_only: true}}}"
    )
    text = source(f"m.a: {reason}, m.b: {reason}").replace("reasons:", shared)
    enum = enum_of(text)

    assert list(choices_of(enum)) == ["placeholder.s", "m.a/placeholder.own", "m.b/placeholder.own"]
    for path, values in choices_of(enum).items():
        assert [each.context for each in values] == [f"{path}#a"]
    assert [path_of(each) for each in placeholders_of(enum)] == [
        "placeholder.s",
        "m.a/placeholder.own",
        "placeholder.s",
        "m.b/placeholder.own",
    ]


def test_a_step_has_the_fields_of_its_kind(whole):
    (enum,) = whole.catalogue.enums
    facts = {each.id: dict(step_facts(each)) for each in enum.steps}

    assert facts == {
        "read_log": {"url": "https://example.com/{run_id}"},
        "retry": {"action": "runs.retry", "params": ("run_id",)},
        "stop": {"action": "runs.stop", "params": ("run_id", "attempts")},
        "ask": {"target": "#ops"},
        "wait": {},
        "split": {},
    }
