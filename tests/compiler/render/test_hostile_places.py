"""Hostile text where a file has one of it, where a pattern guards it, and in translations."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace

import pytest

from reasonbook.compiler.messages.po import read_po, write_po
from reasonbook.compiler.source import SourceFile

HEAD = "format: reasonbook/1\ncatalog: {module: m, enum: Hostile, prefix: run.}\n"
REASON = "run.a: {operator_label: A, short_explanation: B"
EXPLAINED = "run.a: {operator_label: A, short_explanation:"
PLACEHOLDER = "placeholders: {p: {type:"
ACTION = "id: a, kind: action, label: C, action: a.b"
MEASURES = {
    "integer": "3",
    "number": "0.5",
    "percent": "0.25",
    "currency": "12.50 EUR",
    "date": "2026-11-25",
    "time": "13:30",
    "datetime": "2026-11-25T13:30:00Z",
    "duration": "PT1H30M",
}
# Names and words, each in a file where @ is the text.
GUARDED = {
    "code": HEAD + "reasons: {@: {operator_label: A, short_explanation: B}}",
    "member": f"{HEAD}reasons: {{{REASON}, member: @}}}}",
    "module": "format: reasonbook/1\ncatalog: {module: @, enum: E}\nreasons: {}",
    "enum": "format: reasonbook/1\ncatalog: {module: m, enum: @}\nreasons: {}",
    "prefix": "format: reasonbook/1\ncatalog: {module: m, enum: E, prefix: @}\nreasons: {}",
    "format": "format: @\ncatalog: {module: m, enum: E}\nreasons: {}",
    "placeholder": f"{HEAD}reasons: {{{REASON}, placeholders: {{@: {{type: string}}}}}}}}",
    "type": f"{HEAD}reasons: {{{REASON}, placeholders: {{p: {{type: @}}}}}}}}",
    "plural": f"{HEAD}reasons: {{{EXPLAINED} {{plural: @, one: B, other: C}}}}}}",
    "surface": f"{HEAD}reasons: {{{REASON}, surfaces: {{@: {{operator_label: C}}}}}}}}",
    "value": f"{HEAD}reasons: {{{REASON}, {PLACEHOLDER} enum, values: {{@: C}}}}}}}}}}",
    "shared value": f"{HEAD}placeholders: {{p: {{type: enum, values: {{@: C}}}}}}\nreasons: {{}}",
    "shared placeholder": f"{HEAD}placeholders: {{@: {{type: string}}}}\nreasons: {{}}",
    "default placeholder": (
        f"{HEAD}defaults: {{placeholders: {{@: {{type: string}}}}}}\nreasons: {{}}"
    ),
    "privacy": f"{HEAD}reasons: {{{REASON}, {PLACEHOLDER} string, privacy: @}}}}}}}}",
    "required": f"{HEAD}reasons: {{{REASON}, {PLACEHOLDER} string, required: @}}}}}}}}",
    "metadata": f"{HEAD}reasons: {{{REASON}, {PLACEHOLDER} string, metadata_only: @}}}}}}}}",
    "params": f"{HEAD}reasons: {{{REASON}, next_steps: [{{{ACTION}, params: [@]}}]}}}}",
    **{
        f"example of {kind}": f"{HEAD}reasons: {{{REASON}, {PLACEHOLDER} {kind}, example: @}}}}}}}}"
        for kind in MEASURES
    },
    "example of enum": (
        f"{HEAD}reasons: {{{REASON}, {PLACEHOLDER} enum, values: {{a: A}}, example: @}}}}}}}}"
    ),
    "step": f"{HEAD}reasons: {{{REASON}, next_steps: [{{id: @, kind: wait, label: C}}]}}}}",
    "shared step": HEAD + "next_steps: {@: {kind: wait, label: A}}\nreasons: {}",
    "kind": HEAD + "next_steps: {a: {kind: @, label: A}}\nreasons: {}",
    "severity": f"{HEAD}reasons: {{{REASON}, severity: @}}}}",
    "actionability": f"{HEAD}reasons: {{{REASON}, actionability: @}}}}",
}
# Fields that let some of the hostile texts pass, and where the JSON file has them.
FILTERED = {
    "tags": ("    tags: [{}]", lambda reason: reason["tags"][0]),
    "docs_url": ("    docs_url: {}", lambda reason: reason["docs_url"]),
    "url": (
        "    next_steps:\n    - id: one\n      kind: link\n      label: A\n      url: {}",
        lambda reason: reason["next_steps"][0]["url"],
    ),
    "action": (
        "    - id: two\n      kind: action\n      label: A\n      action: {}",
        lambda reason: reason["next_steps"][1]["action"],
    ),
}


def brief(hostile):
    return [each for each in hostile if len(each) <= 60 and not each.startswith("Run ")]


# What is hostile elsewhere and a name here.
GOOD = {"value": ["0x1f"], "shared value": ["0x1f"]}


@pytest.mark.parametrize("place", GUARDED)
def test_a_name_is_never_a_hostile_text(compile_, hostile, quoted, place):
    # Among them are three that are good names, and an empty prefix is none.
    allowed = {"no", "null", "self", "", *GOOD.get(place, ())}
    for text in {*brief(hostile)} - allowed:
        compilation = compile_({"reasons/a.yaml": GUARDED[place].replace("@", quoted(text))})
        assert any(each.severity == "error" for each in compilation.diagnostics)
        assert compilation.artifacts == {}


@pytest.mark.parametrize("place", GUARDED)
def test_a_good_name_passes_where_hostile_ones_do_not(compile_, place):
    good = {
        "code": "run.a",
        "member": "A",
        "enum": "E",
        "prefix": "run.",
        "format": "reasonbook/1",
        "type": "string",
        "surface": "badge",
        "privacy": "secret",
        "required": "false",
        "metadata": "true",
        "example of enum": "a",
        **{f"example of {kind}": example for kind, example in MEASURES.items()},
        "kind": "wait",
        "severity": "info",
        "actionability": "escalate",
    }
    text = GUARDED[place].replace("@", good.get(place, "good"))
    # What is taken somewhere is declared there.
    taken = {"plural": "integer", "params": "string"}.get(place)
    if taken:
        text = text.replace("C}", "'{good}'}").removesuffix("}}")
        text += f", placeholders: {{good: {{type: {taken}}}}}}}}}"

    assert compile_({"reasons/a.yaml": text}).artifacts


def write_addresses(texts, refused):
    """Return a source with each of *texts* in each guarded field, and the field by line."""
    lines, fields = [*HEAD.split("\n")[:2], "reasons:"], {}
    for number, text in enumerate(texts):
        lines += [f"  run.r{number}:", "    operator_label: A", "    short_explanation: B"]
        for field, (form, _) in FILTERED.items():
            neutral = '"https://example.com/"' if field.endswith("url") else "a"
            value = neutral if (number, field) in refused else text
            lines += form.format(value).split("\n")
            fields[len(lines)] = (number, field)
    return {"reasons/a.yaml": "\n".join(lines) + "\n"}, fields


def test_an_address_or_a_tag_comes_back_as_it_was_written_or_is_refused(
    compile_, observe, hostile, quoted
):
    texts = [
        *brief(hostile)[::2],
        "/runs?q='%22#x",
        "https://example.com/~a;b=(c),*!$&+'",
        "a-b.c:d",
        "open_run",
    ]
    texts += [f"https://example.com/{each}" for each in texts if each and each.isprintable()]
    written = [quoted(each) for each in texts]
    refused = set()
    # A fault in the shape of a reason hides what the rules say of it, so there are rounds.
    for _ in range(3):
        files, fields = write_addresses(written, refused)
        refused |= {fields[each.span.line] for each in compile_(files).diagnostics}
    compilation = compile_(files)
    told = observe(compilation)
    enum = json.loads(compilation.artifacts["generated/reasons/catalog.json"])["enums"][0]
    taken = {each for each in fields.values() if each not in refused}

    assert {field for _, field in taken} == set(FILTERED)
    assert (told["bad"], told["left"]) == ([], [])
    for number, field in taken:
        assert FILTERED[field][1](enum["reasons"][number]) == texts[number]
        envelope = told["Hostile"]["en"][f"run.r{number}"]
        if field == "docs_url":
            assert envelope["docs_url"] == texts[number]
        elif field == "url":
            plain = texts[number].replace("{{", "{").replace("}}", "}")
            assert envelope["next_steps"][0]["url"] == plain
        elif field == "action":
            assert envelope["next_steps"][1]["action"] == texts[number]


def test_a_description_comes_back_as_the_docstring_of_module_and_class(
    compile_, observe, hostile, quoted, is_forbidden
):
    # Python 3.13 takes indentation out of docstrings, so a blank at the start would be lost.
    texts = [each for each in brief(hostile) if each.strip() == each and not is_forbidden(each)]
    texts.remove("")
    files = {
        f"reasons/m{number}.yaml": "format: reasonbook/1\n"
        f"catalog: {{module: m{number}, enum: E{number}, description: {quoted(text)}}}\n"
        f"reasons: {{}}\n"
        for number, text in enumerate(texts)
    }
    told = observe(compile_(files))

    assert [told[f"E{number}"]["doc"] for number in range(len(texts))] == texts
    assert [told[f"E{number}"]["class_doc"] for number in range(len(texts))] == texts
    assert told["bad"] == []


def test_a_forbidden_character_in_a_description_is_refused(compile_, hostile, quoted, is_forbidden):
    for text in filter(is_forbidden, hostile):
        source = (
            f"format: reasonbook/1\ncatalog: {{module: m, enum: E, description: {quoted(text)}}}\n"
        )
        compilation = compile_({"reasons/a.yaml": source + "reasons: {}\n"})

        assert {each.code for each in compilation.diagnostics} <= {"RB108", "RB109"}
        assert compilation.diagnostics
        assert compilation.artifacts == {}


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
@pytest.mark.parametrize("form", ['"{}"', "'{}'", "{}", "# {}"])
def test_a_lone_surrogate_is_refused_wherever_it_stands(compile_, text, form):
    source = f"{HEAD}reasons:\n  run.a: {{operator_label: A, short_explanation: B}}\n"
    compilation = compile_({"reasons/a.yaml": source + "# " + form.format(text) + "\n"})

    assert [each.code for each in compilation.diagnostics] == ["RB108"] * len(text.strip("ab"))
    assert compilation.artifacts == {}


@pytest.mark.parametrize("escape", ["\\ud800", "\\U0000d800", "\\ud83d\\ude00", "\\U00110000"])
def test_an_escape_that_is_no_character_is_refused(compile_, escape):
    reason = f'run.a: {{operator_label: "A{escape}", short_explanation: B}}'
    compilation = compile_({"reasons/a.yaml": f"{HEAD}reasons:\n  {reason}\n"})

    assert compilation.diagnostics[0].code == "RB108"
    assert compilation.artifacts == {}


def test_texts_that_stand_in_the_file_unescaped_come_back_too(
    compile_, observe, hostile, is_forbidden, is_well_braced
):
    texts = [
        each
        for each in hostile
        if each
        and not is_forbidden(each)
        and is_well_braced(each)
        and each == each.strip()
        and "\n" not in each
        and len(each) < 4_097
    ]
    reasons = [
        f"  run.r{number}: {{operator_label: '{text.replace(chr(39), chr(39) * 2)}',"
        " short_explanation: B}"
        for number, text in enumerate(texts)
    ]
    told = observe(compile_({"reasons/a.yaml": HEAD + "reasons:\n" + "\n".join(reasons) + "\n"}))

    for number, text in enumerate(texts):
        plain = text.replace("{{", "{").replace("}}", "}")
        assert told["Hostile"]["en"][f"run.r{number}"]["operator_label"] == plain
    assert told["bad"] == []


PO = "locales/de/LC_MESSAGES/reasons.po"
# What a reason has that is translated in every way there is.
TRANSLATED = """\
  run.r{}:
    operator_label: A
    short_explanation: B
    placeholders:
      n: {{type: integer}}
      e: {{type: enum, values: {{a: D}}}}
    surfaces:
      badge: {{operator_label: C}}
      mail:
        operator_label: "{{n}} {{e}}"
        short_explanation: {{plural: n, one: One, other: "{{n}} of them"}}
    next_steps: [{{id: one, kind: wait, label: {{plural: n, one: S, other: "{{n}} S"}}}}]
"""


@pytest.fixture(scope="module")
def unreadable(hostile):
    """Return which hostile texts no catalogue of a translator may have."""
    return {
        text
        for text in hostile
        if read_po(SourceFile(PO, f'msgid "a"\nmsgstr "{_escaped(text)}"\n'))[1]
    }


@pytest.fixture(scope="module")
def translated(compile_, observe, hostile, unreadable):
    """Return what a bundle shows whose texts are all translated into hostile ones."""
    reasons = "".join(
        TRANSLATED.replace("{}", str(number)).replace("{{", "{").replace("}}", "}")
        for number in range(len(hostile))
    )
    files = {"reasons/a.yaml": f"{HEAD}reasons:\n{reasons}"}
    empty = compile_(files, catalogues={"de": None}).artifacts[PO].decode()
    po, _ = read_po(SourceFile(PO, empty))

    def translate(entry):
        code = re.match(r"run\.r(\d+)", entry.context)
        text = hostile[int(code[1])]
        forms = (text, f"{text} {{n}}") if entry.plural else (text,)
        if "mail#operator_label" in entry.context:
            # Only a translated text takes translated values.
            forms = (entry.text,)
        return entry if text in unreadable else replace(entry, translations=forms)

    hostile_po = write_po(replace(po, entries=tuple(map(translate, po.entries))))
    compilation = compile_(files, catalogues={"de": SourceFile(PO, hostile_po)})
    assert compilation.diagnostics == ()
    return observe(compilation, locale="de")


def test_a_translation_comes_back_from_the_envelope_or_is_refused(
    translated, hostile, unreadable, is_well_braced
):
    told = translated["Hostile"]
    assert {chr(0), "\x85"} <= unreadable
    for number, text in enumerate(hostile):
        code = f"run.r{number}"
        fits = text not in unreadable and text and is_well_braced(text)
        plain = text.replace("{{", "{").replace("}}", "}") if fits else None

        assert told["de"][code]["operator_label"] == (plain or "A")
        assert told["de"][code]["short_explanation"] == (plain or "B")
        assert told["badge"][code]["operator_label"] == (plain or "C")
        assert told["one"][code]["operator_label"] == f"1 {plain or 'D'}"
        assert told["one"][code]["short_explanation"] == (plain or "One")
        assert told["other"][code]["short_explanation"] == f"{plain} 2" if plain else "2 of them"
        assert told["one"][code]["next_steps"][0]["label"] == (plain or "S")
        assert told["other"][code]["next_steps"][0]["label"] == (f"{plain} 2" if plain else "2 S")


def test_a_translation_is_no_program(translated):
    assert translated["bad"] == []
    assert translated["left"] == []


def _escaped(text):
    table = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return text.translate(str.maketrans(table))


def test_the_observer_sees_a_program_that_is_run(compile_, observe):
    files = {"reasons/a.yaml": f"{HEAD}reasons: {{}}\n"}
    compilation = compile_(files)
    module = compilation.artifacts["generated/reasons/m.py"].decode()
    told = observe(compilation, m=module + '\nopen("CANARY", "w").close(); eval("1")\n')

    assert [each.split(" ")[0] for each in told["bad"]] == ["open", "compile", "exec"]
    assert told["left"] == ["CANARY"]


def test_a_member_and_a_function_show_their_texts_in_an_editor(modules):
    tree = ast.parse(modules["runs"])
    body = next(each for each in tree.body if isinstance(each, ast.ClassDef)).body
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]

    assert [type(each).__name__ for each in body] == ["Expr", *["Assign", "Expr"] * 4]
    assert ast.literal_eval(body[0].value) == 'Why a run "ended".'
    assert ast.literal_eval(body[6].value) == "Run lost\n\nNobody knows."
    assert [ast.get_docstring(each) for each in functions[:4]] == [
        ast.literal_eval(each.value) for each in body[2::2]
    ]
