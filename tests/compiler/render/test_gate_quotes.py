"""Hostile texts in the wrong quotes, wherever a module has a text: exact, or refused."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache

import pytest

from reasonbook.compiler.catalog.locale_data import LocaleTable
from reasonbook.compiler.catalog.resolved import Plural
from reasonbook.compiler.render.bundle import render_bundle
from reasonbook.compiler.render.gate import check_module
from reasonbook.compiler.render.program import locales_program, module_program, texts_program
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.source import SourceFile

# How a template may quote a text that it did not put through `py`.
STYLES = {
    '"@"': True,
    "'@'": True,
    '"""@"""': True,
    "'''@'''": True,
    'r"@"': True,
    'r"""@"""': True,
    '"" "@"': True,
    'f"@"': False,
    'b"@"': False,
    '"%s" % "@"': False,
    "@": False,
    '# @\n"Mark"': False,
    '"Mark"  # @': False,
}
MARK = '"Mark"'
SOURCE = """\
format: reasonbook/1
catalog: {module: m, enum: E, prefix: run.}
reasons:
  run.lost:
    operator_label: Run lost
    short_explanation: {plural: files, one: Form for one, other: "Form of {files}"}
    placeholders:
      files: {type: integer}
      stage: {type: enum, metadata_only: true, values: {a: Text of a value, b: B}}
    surfaces: {badge: {operator_label: Text on a badge}}
    next_steps: [{id: ask, kind: contact, label: Text of a step, target: Whom}]
"""


def with_label(reason, text):
    return replace(reason, operator_label=text)


def with_one(reason, text):
    return replace(reason, short_explanation=replace(reason.short_explanation, one=text))


def with_other(reason, text):
    return replace(reason, short_explanation=replace(reason.short_explanation, other=text))


def with_decider(reason, text):
    return replace(reason, short_explanation=replace(reason.short_explanation, plural=text))


def with_plural_label(reason, text):
    label = Plural("files", "One", text)
    return replace(reason, next_steps=(replace(reason.next_steps[0], label=label),))


def with_step_label(reason, text):
    return replace(reason, next_steps=(replace(reason.next_steps[0], label=text),))


def with_target(reason, text):
    return replace(reason, next_steps=(replace(reason.next_steps[0], target=text),))


def with_params(reason, text):
    return replace(reason, next_steps=(replace(reason.next_steps[0], params=(text, "x")),))


def with_badge(reason, text):
    return replace(reason, surfaces=(replace(reason.surfaces[0], operator_label=text),))


def with_surface(reason, text):
    return replace(reason, surfaces=(replace(reason.surfaces[0], name=text, operator_label=None),))


def with_value(reason, text):
    return _with_values(reason, 0, value=text)


def with_value_text(reason, text):
    return _with_values(reason, 0, text=text)


def with_last_value_text(reason, text):
    return _with_values(reason, 1, text=text)


def _with_values(reason, index, **changed):
    files, stage = reason.placeholders
    values = list(stage.values)
    values[index] = replace(values[index], **changed)
    return replace(reason, placeholders=(files, replace(stage, values=tuple(values))))


def with_privacy(reason, text):
    return replace(reason, placeholders=(replace(reason.placeholders[0], privacy=text),))


PLACES = [
    with_label,
    with_one,
    with_other,
    with_decider,
    with_plural_label,
    with_step_label,
    with_target,
    with_params,
    with_badge,
    with_surface,
    with_value,
    with_value_text,
    with_last_value_text,
    with_privacy,
]


@pytest.fixture(scope="module")
def small(compile_):
    return compile_({"reasons/a.yaml": SOURCE}).catalogue


@pytest.fixture(scope="module")
def texts(hostile):
    """Return hostile texts, short ones, since most of them are refused in most quotes."""
    return sorted({each for each in hostile if len(each) < 60})


@pytest.fixture(scope="module")
def render(small):
    """Return a function that renders the file *name* of a bundle with the reason as changed."""

    def rendered(reason, name, table=None):
        (enum,) = small.enums
        catalogue = replace(small, enums=(replace(enum, reasons=(reason,)),))
        files, _ = render_bundle(
            catalogue, table or LocaleTable({}, {}), builtin_templates(), folder="x"
        )
        return files[f"x/{name}.py"].text, catalogue.enums[0]

    return rendered


@pytest.fixture(scope="module")
def marked(small, render):
    """Return a function that renders the texts of the reason with the mark at *place*."""
    (reason,) = small.enums[0].reasons

    @cache
    def at(place):
        return render(place(reason, "Mark"), "_texts/m")[0]

    return at


def literals(text):
    return [each.value for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Constant)]


def held(rendered, program):
    return check_module(SourceFile("x.py", rendered), program)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("place", PLACES)
def test_a_text_in_wrong_quotes_is_exact_or_refused(small, texts, marked, place, style):
    (enum,) = small.enums
    (reason,) = enum.reasons
    rendered = marked(place)
    assert MARK in rendered
    exact = 0
    for text in texts if place is with_label else texts[::5]:
        enum = replace(enum, reasons=(place(reason, text),))
        changed = rendered.replace(MARK, style.replace("@", text))
        if not held(changed, texts_program(enum)):
            exact += 1
            assert text in literals(changed)

    assert (exact > 0) is STYLES[style]


@pytest.mark.parametrize("style", STYLES)
def test_a_value_of_a_type_in_wrong_quotes_is_exact_or_refused(small, texts, render, style):
    (enum,) = small.enums
    (reason,) = enum.reasons
    rendered, _ = render(with_value(reason, "Mark"), "m")
    assert f"Literal[{MARK}, " in rendered
    exact = 0
    for text in texts[::2]:
        enum = replace(enum, reasons=(with_value(reason, text),))
        changed = rendered.replace(MARK, style.replace("@", text))
        if not held(changed, module_program(enum)):
            exact += 1
            assert text in literals(changed)

    assert (exact > 0) is STYLES[style]


@pytest.mark.parametrize("style", STYLES)
def test_a_fact_about_a_locale_in_wrong_quotes_is_exact_or_refused(small, texts, render, style):
    def tables(text):
        yield LocaleTable({"de": {"number": (",", text)}}, {})
        yield LocaleTable({"de": {"number": text}}, {})
        yield LocaleTable({"de": {"plural": (("one", ((text, 1),)),)}}, {})
        yield LocaleTable({text: {"chain": ()}}, {})
        yield LocaleTable({}, {text: "de"})
        yield LocaleTable({}, {"de": text})

    (reason,) = small.enums[0].reasons
    modules = [render(reason, "_locales", each)[0] for each in tables("Mark")]
    exact = 0
    for text in texts[::5]:
        for rendered, table in zip(modules, tables(text), strict=True):
            assert MARK in rendered
            changed = rendered.replace(MARK, style.replace("@", text))
            if not held(changed, locales_program(table)):
                exact += 1
                assert text in literals(changed)

    assert (exact > 0) is STYLES[style]


@pytest.mark.parametrize("place", PLACES)
def test_a_text_of_any_kind_passes_through_our_templates(small, texts, render, place):
    (enum,) = small.enums
    (reason,) = enum.reasons
    for text in texts[::20]:
        rendered, changed = render(place(reason, text), "_texts/m")
        assert held(rendered, texts_program(changed)) == ()
        assert text in literals(rendered)
