"""A project's own templates: they take the place of ours, and every fault in one has its line."""

from __future__ import annotations

import re

import pytest

from reasonbook.compiler.render.resources import builtin_templates

NAME = "python/module.py.j2"
TEXTS = "python/texts.py.j2"
TEXT = "python/text.py.j2"
BUILT_IN = builtin_templates()[NAME].text
# Each template that makes a module, in the order of the modules, and the module.
MODULES = {
    "__init__": "__init__",
    "_bundle": "_bundle",
    "_locales": "_locales",
    "_texts": "_texts/__init__",
    "module": "m",
    "texts": "_texts/m",
}

# What a template has in its third line, and what is said about it.
FAULTS = {
    "an undefined name": ("{{ nope | py }}", "'nope' is undefined"),
    "an undefined name, printed": ("{{ nope }}", "'nope' is undefined"),
    "an undefined name in a comment": ("# {{ nope | comment }}", "'nope' is undefined"),
    "an undefined name as a name": ("{{ nope | name }}", "'nope' is undefined"),
    "an undefined name as names": ("{{ nope | names }}", "'nope' is undefined"),
    "an undefined name with dots": ("{{ nope | dotted }}", "'nope' is undefined"),
    "an undefined placeholder": ("{{ nope | annotation }}", "'nope' is undefined"),
    "an undefined name described": ("{{ nope | describe | py }}", "'nope' is undefined"),
    "an undefined name in a test": ("{% if nope %}{% endif %}", "'nope' is undefined"),
    "an undefined name in a loop": ("{% for x in nope %}{% endfor %}", "'nope' is undefined"),
    "an undefined attribute": (
        "{{ enum.nope | py }}",
        "'reasonbook.compiler.catalog.resolved.Enumeration object' has no attribute 'nope'",
    ),
    "an attribute of something undefined": ("{{ nope.x.y | py }}", "'nope' is undefined"),
    "a private attribute": (
        "{{ enum.__class__ | py }}",
        "access to attribute '__class__' of 'Enumeration' object is unsafe",
    ),
    "a way out of the sandbox": (
        "{{ cycler.__init__.__globals__.os.popen('id') | py }}",
        "access to attribute '__init__' of 'type' object is unsafe",
    ),
    "a format string": (
        "{{ '{0.__class__}'.format(enum) | py }}",
        "access to attribute '__class__' of 'Enumeration' object is unsafe",
    ),
    "a change of the catalogue": (
        "{% set _ = exports.append('x') %}",
        "access to attribute 'append' of 'list' object is unsafe",
    ),
    "a change of a mapping": (
        "{% set _ = locales.update(x=1) %}",
        "access to attribute 'update' of 'dict' object is unsafe",
    ),
    "a syntax error": ("{{ enum.name | }}", "expected token 'name', got 'end of print statement'"),
    "a tag without an end": ("{{ enum.name | py }", "unexpected '}'"),
    "an unknown tag": ("{% nope %}", "Encountered unknown tag 'nope'"),
    "an unknown filter": ("{{ enum.name | nope }}", "No filter named 'nope'"),
    "an unknown filter in a branch": (
        "{% if enum %}{{ enum.name | nope | py }}{% endif %}",
        "No filter named 'nope' found",
    ),
    "an unknown test": ("{% if enum is nope %}{% endif %}", "No test named 'nope'"),
    "a wrong escape": (r"{{ '\N{NOPE}' | py }}", "unknown Unicode character name"),
    "a value without a filter": ("{{ enum.name }}", "'Hostile' is printed as it is"),
    "a text without a filter": ('"{{ enum.prefix }}"', "'run.' is printed as it is"),
    "a constant without a filter": ("{{ 'x' }}", "'x' is printed as it is"),
    "a value as json": ("{{ enum.name | tojson }}", "is printed as it is"),
    "a value as html": ("{{ enum.name | e }}", "is printed as it is"),
    "a value called safe": ("{{ enum.name | safe }}", "is printed as it is"),
    "a value in other letters": ("{{ enum.name | py | upper }}", "is printed as it is"),
    "two values in one": ("{{ (enum.name | py) ~ 'x' }}", "is printed as it is"),
    "a long value": ("{{ 'x' * 1000 }}", f"'{'x' * 59}... is printed as it is"),
    "none": ("{{ none }}", "None is printed as it is"),
    "a number": ("{{ 1 }}", "1 is printed as it is"),
    "an object": ("{{ enum | py }}", "TypeError: `py` cannot write a value of type Enumeration"),
    "a float": ("{{ 0.5 | py }}", "TypeError: `py` cannot write a value of type float"),
    "no name": ("{{ 'a b' | name }}", "ValueError: 'a b' is no Python name"),
    "a keyword": ("{{ 'class' | name }}", "ValueError: 'class' is no Python name"),
    "one name for many": ("{{ enum.name | names }}", "TypeError: `names` takes a list of names"),
    "names of nothing": ("{{ 1 | names }}", "TypeError: 'int' object is not iterable"),
    "no name between dots": ("{{ 'a..b' | dotted }}", "ValueError: '' is no Python name"),
    "a keyword behind a dot": ("{{ 'a.class' | dotted }}", "ValueError: 'class' is no Python name"),
    "no text with dots": ("{{ 1 | dotted }}", "ValueError: 1 is no Python name"),
    "a type of a text": (
        "{{ 'x' | annotation }}",
        "TypeError: `annotation` knows placeholders, not str",
    ),
    "a type of a reason": (
        "{{ enum.reasons[0] | annotation }}",
        "TypeError: `annotation` knows placeholders, not Reason",
    ),
    "a type that is a literal": (
        "{{ enum.reasons[0].placeholders[0] | annotation | py }}{{ nope | py }}",
        "'nope' is undefined",
    ),
    "a type in other letters": (
        "{{ enum.reasons[0].placeholders[0] | annotation | upper }}",
        "'STR' is printed as it is",
    ),
    "a description of a text": (
        "{{ 'x' | describe | py }}",
        "TypeError: `describe` knows enums and reasons, not str",
    ),
    "an argument too many": ("{{ 'x' | py(1) }}", "TypeError: "),
    "an order for a type checker": (
        "# {{ 'type: ignore' | comment }}",
        "ValueError: type checkers obey a comment like 'type: ignore'",
    ),
    "division by zero": ("{{ (1 // 0) | py }}", "ZeroDivisionError: "),
    "a long loop": (
        "{% for x in range(10000000) %}{% endfor %}",
        "OverflowError: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)",
    ),
    "a missing include": ("{% include 'nope.j2' %}", "there is no template `nope.j2`"),
    "missing includes": (
        "{% include ['nope.j2', 'no.j2'] %}",
        "there is no template `none of the templates given were found: nope.j2, no.j2`",
    ),
    "a missing import": ("{% import 'nope.j2' as x %}", "there is no template `nope.j2`"),
    "an include of itself": ("{% include self._TemplateReference__context.name %}", "is unsafe"),
    "an include without an end": ("{% include '@' %}", "RecursionError: "),
    "a macro without an end": (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "RecursionError: ",
    ),
    "a number of too many digits": (
        "{{ ((exports | length + 8) ** 5000) | py }}",
        "ValueError: Exceeds the limit",
    ),
}


def source():
    head = "format: reasonbook/1\ncatalog: {module: m, enum: Hostile, prefix: run.}\nreasons:\n"
    reason = """\
  run.a:
    operator_label: A
    short_explanation: {plural: n, one: B, other: "{n} of {s}"}
    placeholders: {s: {type: string}, n: {type: integer}}
    surfaces: {badge: {operator_label: C}}
    next_steps: [{id: a, kind: wait, label: D}]
"""
    return {"reasons/a.yaml": head + reason}


@pytest.mark.parametrize("template", [NAME, TEXTS])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_template_has_its_path_and_line(compile_, fault, template):
    line, said = FAULTS[fault]
    text = f"# one\n# two\n{line.replace('@', template)}\n# four\n"
    compilation = compile_(source(), templates={template: text})
    findings = [each for each in compilation.diagnostics if each.code == "RB501"]

    assert [(each.span.path, each.span.line) for each in findings] == [(f"mine/{template}", 3)]
    assert said in findings[0].message
    assert len(findings[0].message) < 400
    assert findings == list(compilation.diagnostics)
    assert compilation.artifacts == {}


def test_a_fault_in_an_included_template_is_in_that_template(compile_):
    for text, code in (("\n\n{{ nope | py }}", 3), ("\n{% nope %}", 2)):
        templates = {NAME: f"{{% include 'part.j2' %}}\n{BUILT_IN}", "part.j2": text}
        (finding,) = compile_(source(), templates=templates).diagnostics

        assert (finding.code, finding.span.path, finding.span.line) == (
            "RB501",
            "mine/part.j2",
            code,
        )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ nope | py }}", "'nope' is undefined"),
        ("{{ text.nope | py }}", "has no attribute 'nope'"),
        ("{{ text.source }}", "'D' is printed as it is"),
        ("{{ text | py }}", "TypeError: `py` cannot write a value of type _Text"),
        ("{{ notes[text.context] | comment }}{{ notes['x'] | comment }}", "has no attribute 'x'"),
    ],
)
def test_a_fault_in_the_template_of_a_text_is_in_that_template(compile_, line, said):
    (finding,) = compile_(source(), templates={TEXT: f"{{# a text #}}\n\n{line}\n"}).diagnostics

    assert (finding.code, finding.span.path, finding.span.line) == ("RB501", f"mine/{TEXT}", 3)
    assert said in finding.message


def test_a_template_that_has_changed_is_compiled_anew(compile_):
    for mark in ("first", "second", "first"):
        templates = {NAME: BUILT_IN.replace("# Generated", f"# Generated {mark}\n# Generated", 1)}
        compilation = compile_(source(), templates=templates)

        assert compilation.diagnostics == ()
        assert f"# Generated {mark}\n" in compilation.artifacts["generated/reasons/m.py"].decode()


def test_templates_may_be_taken_apart(compile_):
    head, middle, tail = re.split("(?=^class )|(?=^bind[(])", BUILT_IN, flags=re.MULTILINE)
    templates = {NAME: head + "{% include 'a/b.j2' %}" + tail, "a/b.j2": middle}

    taken_apart = compile_(source(), templates=templates)

    assert taken_apart.diagnostics == ()
    assert taken_apart.artifacts == compile_(source()).artifacts


def test_templates_may_be_put_together(compile_):
    included = re.sub(r"\A\{#.*?#\}\n", "", builtin_templates()[TEXT].text)
    include = f'{{% include "{TEXT}" %}}\n'
    whole = builtin_templates()[TEXTS].text.replace(include, included)

    assert include not in whole
    put_together = compile_(source(), templates={TEXTS: whole})

    assert put_together.diagnostics == ()
    assert put_together.artifacts == compile_(source()).artifacts


def test_a_template_that_nothing_asks_for_is_a_warning(compile_):
    templates = {"python/modul.py.j2": "{{ nope }}", "module.py.j2": "", "x/y.j2": ""}
    findings = compile_(source(), templates=templates).diagnostics
    known = ", ".join(builtin_templates())

    assert [(each.code, each.severity, each.span.path) for each in findings] == [
        ("RB505", "warning", "mine/module.py.j2"),
        ("RB505", "warning", "mine/python/modul.py.j2"),
        ("RB505", "warning", "mine/x/y.j2"),
    ]
    assert [each.help for each in findings] == [
        "did you mean `python/module.py.j2`?",
        "did you mean `python/module.py.j2`?",
        f"built-in templates: {known}",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "made"),
    [
        ("module", "# Source:", "# Made from", {"m"}),
        ("texts", "# Source:", "# Made from", {"_texts/m"}),
        ("text", "# Translators: ", "# Translators: . ", {"_texts/m"}),
        ("_texts", "# Generated", "# Made", {"_texts/__init__"}),
        ("_locales", "# Generated", "# Made", {"_locales"}),
        ("_bundle", "# Generated", "# Made", {"_bundle"}),
        ("__init__", "# Generated", "# Made", {"__init__"}),
    ],
)
def test_a_template_takes_the_place_of_ours_one_file_at_a_time(compile_, name, old, new, made):
    template = f"python/{name}.py.j2"
    ours = compile_(source())
    text = builtin_templates()[template].text
    assert text.count(old) == 1
    mine = compile_(source(), templates={template: text.replace(old, new)})

    changed = {path for path, file in ours.sources.items() if file != mine.sources[path]}

    assert changed == {f"generated/reasons/{each}.py" for each in made}
    # Notes for translators are the catalogue's; a template that changes them is found out.
    assert {each.code for each in mine.diagnostics} == ({"RB504"} if name == "text" else set())


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_does_not_pass_the_gate_is_not_written(compile_, name):
    template = f"python/{name}.py.j2"
    text = builtin_templates()[template].text + "print()\n"
    compilation = compile_(source(), templates={template: text})
    (finding,) = compilation.diagnostics
    shown = compilation.sources[finding.span.path].line(finding.span.line)

    assert finding.code == "RB502"
    assert finding.span.path == f"generated/reasons/{MODULES[name]}.py"
    assert shown == "print()"
    assert compilation.artifacts == {}


def test_a_text_that_does_not_pass_the_gate_is_not_written(compile_):
    text = builtin_templates()[TEXT].text.replace("text.source | py", "text.source ~ '!' | py")
    text = text.replace("{{ text.source ~ '!' | py }}", "{{ (text.source ~ '!') | py }}")
    (finding,) = compile_(source(), templates={TEXT: text}).diagnostics

    assert (finding.code, finding.message) == ("RB503", "expected 'D', found 'D!'")
    assert finding.span.path == "generated/reasons/_texts/m.py"


def test_a_message_that_extraction_does_not_find_is_not_written(compile_):
    text = builtin_templates()[TEXT].text.replace("# Translators:", "# Translator:")
    compilation = compile_(source(), templates={TEXT: text})

    assert {each.code for each in compilation.diagnostics} == {"RB504"}
    assert {each.span.path for each in compilation.diagnostics} == {"generated/reasons/_texts/m.py"}
    assert compilation.artifacts == {}


def test_a_template_that_never_stops_writing_is_stopped(compile_):
    row = "{% filter py %}" + "x" * 100_000 + "{% endfilter %}"
    text = "{% for x in range(99999) %}" + row + "{% endfor %}"
    (finding,) = compile_(source(), templates={NAME: text}).diagnostics

    assert (finding.code, finding.message) == (
        "RB501",
        "it writes more than 268,435,456 characters",
    )


def test_every_fault_of_every_template_is_found_in_one_run(compile_):
    templates = {f"python/{name}.py.j2": "{{ nope }}" for name in MODULES}
    compilation = compile_(source(), templates=templates)

    assert [each.span.path for each in compilation.diagnostics] == [
        f"mine/python/{name}.py.j2" for name in MODULES
    ]


@pytest.mark.parametrize("template", builtin_templates())
def test_line_ends_of_windows_in_a_template_make_no_difference(compile_, template):
    templates = {template: builtin_templates()[template].text.replace("\n", "\r\n")}

    assert compile_(source(), templates=templates).artifacts == compile_(source()).artifacts


def test_an_annotation_reaches_a_template(compile_):
    files = {
        "reasons/a.yaml": "format: reasonbook/1\ncatalog: {module: m, enum: E, prefix: run.}\n"
        "reasons:\n  run.a: {operator_label: A, short_explanation: B, annotations: {x: {y: [1]}}}\n"
    }
    note = "# {{ enum.reasons[0].annotations.x['y'] | comment }}\n"
    compilation = compile_(files, templates={NAME: BUILT_IN + note})

    assert compilation.diagnostics == ()
    assert compilation.artifacts["generated/reasons/m.py"].endswith(b"# [1]\n")


def test_our_templates_print_nothing_that_our_filters_have_not_quoted():
    for name, template in builtin_templates().items():
        printed = re.findall(r"\{\{(.*?)\}\}", template.text)
        # The package that holds the texts is the same in every bundle.
        assert printed or name == "python/_texts.py.j2"
        for each in printed:
            assert re.search(r"\| (annotation|comment|dotted|name|names|py) $", each), each


def test_there_is_no_template_without_a_name(compile_):
    compilation = compile_(source(), templates={NAME: "{% include none %}"})

    assert [each.code for each in compilation.diagnostics] == ["RB501"]
