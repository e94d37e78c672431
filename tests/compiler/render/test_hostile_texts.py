"""
Hostile text in every field of a reason: refused, or back from the bundle as it was written.

Each text stands in a YAML file with all but plain ASCII escaped, so that what is tested is the
value, not the file. The bundle runs in an interpreter of its own that notes whatever it does.
"""

from __future__ import annotations

import json

import pytest

from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.source import SourceFile

# The fields of one reason in the order of their lines.
FIELDS = {
    "operator_label": "    operator_label: {}",
    "short_explanation": "    short_explanation: {}",
    "diagnostic_code_label": "    diagnostic_code_label: {}",
    "translator_note": "    translator_note: {}",
    "annotation": "    annotations:\n      value: {}",
    "annotation_key": "      {}: key",
    "description": "    placeholders:\n      p:\n        type: string\n        description: {}",
    "example": "        example: {}",
    "number_description": "      n:\n        type: integer\n        description: {}",
    "value_text": "      e:\n        type: enum\n        values:\n          b: B\n          a: {}",
    "value_description": "        description: {}",
    "list_item": "      l:\n        type: list\n        example:\n        - Neutral\n        - {}",
    "step_label": "    next_steps:\n    - id: one\n      kind: instruction\n      label: {}",
    "step_target": "    - id: two\n      kind: contact\n      label: Ask\n      target: {}",
    "step_one": (
        "    - id: three\n      kind: wait\n      label:\n        plural: n\n        one: {}"
    ),
    "step_other": "        other: {}",
    "badge_label": "    surfaces:\n      badge:\n        operator_label: {}",
    "badge_explanation": "        short_explanation: {}",
    "mail_one": (
        '      mail:\n        operator_label: "{{n}} {{e}} {{p}} {{l}}"\n'
        "        short_explanation:\n          plural: n\n          one: {}"
    ),
    "mail_other": "          other: {}",
}
LABELS = ("operator_label", "badge_label")
# They say the number, too.
COUNTED = ("step_other", "mail_other")
TRANSLATED = (
    *("operator_label", "short_explanation", "value_text", "step_label", "step_one", "step_other"),
    *("badge_label", "badge_explanation", "mail_one", "mail_other"),
)
NEUTRAL = "Neutral"
# YAML takes keys of 1,024 characters, escapes and all.
LONGEST_KEY = 100


def written(field, text):
    """Return what a source has in *field* for *text*."""
    return f"{text} {{n}}" if field in COUNTED else text


def plain(text):
    """Return what *text* says: it has no placeholders."""
    return text.replace("{{", "{").replace("}}", "}")


@pytest.fixture(scope="module")
def write(hostile, quoted):
    """Return a function that puts every hostile text into every field but the *refused*."""

    def source(refused):
        lines = ["format: reasonbook/1", "catalog: {module: hostile, enum: Hostile, prefix: run.}"]
        lines.append("reasons:")
        fields = {}
        for number, text in enumerate(hostile):
            lines.append(f"  run.r{number}:")
            for field, form in FIELDS.items():
                is_no_key = field == "annotation_key" and len(text) > LONGEST_KEY
                value = NEUTRAL if (number, field) in refused or is_no_key else text
                lines += form.format(quoted(written(field, value))).split("\n")
                fields[len(lines)] = (number, field)
        return {"reasons/hostile.yaml": "\n".join(lines) + "\n"}, fields

    return source


@pytest.fixture(scope="module")
def refused(write, compile_):
    """Return the codes of the findings about each text in each field."""
    files, fields = write(())
    found = {}
    for each in compile_(files).diagnostics:
        if each.severity == "error":
            found.setdefault(fields[each.span.line], set()).add(each.code)
    return found


@pytest.fixture(scope="module")
def compilation(write, compile_, refused):
    files, _ = write(refused)
    return compile_(files)


@pytest.fixture(scope="module")
def told(observe, compilation):
    return observe(compilation)


@pytest.fixture(scope="module")
def catalogue(compilation):
    text = compilation.artifacts["generated/reasons/catalog.json"].decode()
    return {each["code"]: each for each in json.loads(text)["enums"][0]["reasons"]}


@pytest.fixture(scope="module")
def accepted(hostile, refused):
    """Return a function that gives the codes with their texts that were not refused."""

    def texts(field):
        return [
            (f"run.r{number}", text)
            for number, text in enumerate(hostile)
            if (number, field) not in refused
            and (field != "annotation_key" or len(text) <= LONGEST_KEY)
        ]

    return texts


def test_the_corpus_is_mixed(hostile, is_forbidden):
    kinds = [is_forbidden(each) for each in set(hostile)]

    assert kinds.count(True) >= 0.2 * len(hostile)
    assert kinds.count(False) >= 0.5 * len(hostile)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_refuses_exactly_what_its_rules_refuse(
    accepted, hostile, is_forbidden, is_well_braced, field
):
    def fits(text):
        if is_forbidden(text) or (field == "annotation_key" and len(text) > LONGEST_KEY):
            return False
        if field not in TRANSLATED:
            return bool(text) or field not in ("diagnostic_code_label", "step_target")
        value = written(field, text)
        is_whole = bool(value) and value == value.strip() and len(value) <= 4_096
        has_lines = field in LABELS and "\n" in text
        return is_whole and is_well_braced(text) and not has_lines

    assert {text for _, text in accepted(field)} == {each for each in hostile if fits(each)}


def test_what_no_source_may_contain_is_refused_for_that_reason(hostile, refused, is_forbidden):
    for number, text in enumerate(hostile):
        for field in FIELDS if is_forbidden(text) else ():
            assert refused[number, field] & {"RB108", "RB109"}


@pytest.mark.parametrize("field", ["operator_label", "short_explanation"])
def test_a_text_comes_back_from_the_envelope_with_its_braces_single(accepted, told, field):
    for code, text in accepted(field):
        assert told["Hostile"]["en"][code][field] == plain(text)


def test_a_text_of_a_surface_comes_back_from_the_envelope_for_it(accepted, told):
    for code, text in accepted("badge_label"):
        assert told["Hostile"]["badge"][code]["operator_label"] == plain(text)
    for code, text in accepted("badge_explanation"):
        assert told["Hostile"]["badge"][code]["short_explanation"] == plain(text)


def test_a_form_of_a_plural_comes_back_for_its_number(accepted, told):
    for code, text in accepted("mail_one"):
        assert told["Hostile"]["one"][code]["short_explanation"] == plain(text)
    for code, text in accepted("mail_other"):
        assert told["Hostile"]["other"][code]["short_explanation"] == f"{plain(text)} 2"


def test_the_text_of_a_value_comes_back_where_a_text_takes_it(accepted, told):
    for code, text in accepted("value_text"):
        assert told["Hostile"]["one"][code]["operator_label"] == f"1 {plain(text)} P L"
        assert told["Hostile"]["other"][code]["operator_label"] == f"2 {plain(text)} P L"


def test_a_step_comes_back_from_the_envelope(accepted, told):
    for code, text in accepted("step_label"):
        assert told["Hostile"]["en"][code]["next_steps"][0]["label"] == plain(text)
    for code, text in accepted("step_target"):
        assert told["Hostile"]["en"][code]["next_steps"][1]["target"] == text
    for code, text in accepted("step_one"):
        assert told["Hostile"]["one"][code]["next_steps"][2]["label"] == plain(text)
    for code, text in accepted("step_other"):
        assert told["Hostile"]["other"][code]["next_steps"][2]["label"] == f"{plain(text)} 2"


def test_label_and_explanation_come_back_from_the_docstring_of_the_function(accepted, told):
    labels, explanations = dict(accepted("operator_label")), dict(accepted("short_explanation"))

    for code, shown in told["Hostile"]["function_docs"].items():
        said = f"{labels.get(code, NEUTRAL)}\n\n{explanations.get(code, NEUTRAL)}"
        assert clean(shown) == clean(said)


def clean(text):
    # Python 3.13 takes indentation out of docstrings.
    return [each.strip() for each in text.split("\n")]


def test_the_label_of_the_code_comes_back_from_the_envelope(accepted, told):
    for code, text in accepted("diagnostic_code_label"):
        assert told["Hostile"]["en"][code]["diagnostic_code_label"] == text


def test_annotations_and_placeholders_come_back_from_the_json_file(accepted, catalogue):
    for code, text in accepted("annotation"):
        assert catalogue[code]["annotations"]["value"] == text
    for code, text in accepted("annotation_key"):
        assert catalogue[code]["annotations"][text] == "key"
    for code, text in accepted("description"):
        assert catalogue[code]["placeholders"][0]["description"] == text
    for code, text in accepted("example"):
        assert catalogue[code]["placeholders"][0]["example"] == text
    for code, text in accepted("number_description"):
        assert catalogue[code]["placeholders"][1]["description"] == text
    for code, text in accepted("value_description"):
        assert catalogue[code]["placeholders"][2]["description"] == text
    for code, text in accepted("list_item"):
        assert catalogue[code]["placeholders"][3]["example"] == [NEUTRAL, text]


def test_texts_come_back_from_the_json_file(accepted, catalogue):
    for code, text in accepted("value_text"):
        values = catalogue[code]["placeholders"][2]["values"]
        assert [(each["value"], each["text"]) for each in values] == [("b", "B"), ("a", text)]
    for code, text in accepted("badge_label"):
        assert catalogue[code]["surfaces"][0]["operator_label"] == text
    for code, text in accepted("badge_explanation"):
        assert catalogue[code]["surfaces"][0]["short_explanation"] == text
    for code, text in accepted("mail_one"):
        assert catalogue[code]["surfaces"][1]["short_explanation"]["one"] == text
    for code, text in accepted("mail_other"):
        assert catalogue[code]["surfaces"][1]["short_explanation"]["other"] == f"{text} {{n}}"
    for code, text in accepted("step_one"):
        assert catalogue[code]["next_steps"][2]["label"]["one"] == text
    for code, text in accepted("step_other"):
        assert catalogue[code]["next_steps"][2]["label"]["other"] == f"{text} {{n}}"


@pytest.fixture(scope="module")
def template(compilation):
    """Return the entries of the template for translators by their contexts."""
    path = "locales/reasons.pot"
    po, findings = read_po(SourceFile(path, compilation.artifacts[path].decode()))
    assert findings == ()
    return {each.context: each for each in po.entries}


def test_a_note_comes_back_from_the_template_for_translators(accepted, template):
    for code, text in accepted("translator_note"):
        notes = " ".join(template[f"{code}#operator_label"].extracted_comments)
        wanted = f"Note: {' '.join(text.split())}".strip() if text else "at most 4096 characters."
        assert notes.endswith(wanted)


def test_descriptions_come_back_from_the_notes(accepted, template):
    for code, text in accepted("value_description"):
        notes = " ".join(template[f"{code}/placeholder.e#a"].extracted_comments)
        assert say("{e}:", text) in notes if text else "{e}: " not in notes
    for code, text in accepted("number_description"):
        notes = " ".join(template[f"{code}@mail#short_explanation"].extracted_comments)
        assert (say("{n}: whole number.", text) if text else "{n}: whole number.") in notes


def test_examples_come_back_from_the_notes(accepted, template):
    descriptions, examples = dict(accepted("description")), dict(accepted("example"))
    for code, items in accepted("list_item"):
        notes = " ".join(template[f"{code}@mail#operator_label"].extracted_comments)
        shown = f"{{p}}: text, for example {examples.get(code, NEUTRAL)}."
        description = descriptions.get(code, NEUTRAL)
        assert say(shown, description) in notes if description else shown
        assert say("{l}: list of texts, for example Neutral,", items) in notes


def say(*parts):
    """Return a sentence as notes have it: on one line, with one full stop."""
    *head, last = parts
    return " ".join(" ".join([*head, f"{last.rstrip('.')}."]).split())


def test_a_text_comes_back_from_the_template_for_translators(accepted, template):
    contexts = {
        "operator_label": "#operator_label",
        "short_explanation": "#short_explanation",
        "value_text": "/placeholder.e#a",
        "step_label": "/next_step.one#label",
        "step_one": "/next_step.three#label",
        "badge_label": "@badge#operator_label",
        "badge_explanation": "@badge#short_explanation",
        "mail_one": "@mail#short_explanation",
    }
    for field, context in contexts.items():
        for code, text in accepted(field):
            assert template[f"{code}{context}"].text == text
    for code, text in accepted("step_other"):
        assert template[f"{code}/next_step.three#label"].plural == f"{text} {{n}}"
    for code, text in accepted("mail_other"):
        assert template[f"{code}@mail#short_explanation"].plural == f"{text} {{n}}"


def test_nothing_is_run(told):
    assert told["bad"] == []
    assert told["left"] == []


def test_the_modules_are_ascii_but_for_comments_without_controls(compilation, is_forbidden):
    module = compilation.artifacts["generated/reasons/hostile.py"].decode()
    lines = compilation.artifacts["generated/reasons/_texts/hostile.py"].decode().split("\n")
    foreign = [each for each in lines if not each.isascii()]

    assert module.isascii()
    assert foreign
    assert all(each.lstrip(" ").startswith("# ") for each in foreign)
    assert not any(map(is_forbidden, [*lines, *module.split("\n")]))
