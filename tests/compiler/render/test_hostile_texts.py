"""
Hostile text in every field of a reason: refused, or back from the bundle as it was written.

Each text stands in a YAML file with all but plain ASCII escaped, so that what is tested is the
value, not the file. The bundle runs in an interpreter of its own that notes whatever it does.
"""

from __future__ import annotations

import json
import re

import pytest

FIELDS = {
    "operator_label": "    operator_label: {}",
    "short_explanation": "    short_explanation: {}",
    "diagnostic_code_label": "    diagnostic_code_label: {}",
    "translator_note": "    translator_note: {}",
    "annotation": "    annotations:\n      value: {}",
    "annotation_key": "      {}: key",
    "description": "    placeholders:\n      p:\n        type: string\n        description: {}",
    "example": "        example: {}",
    "step_label": "    next_steps:\n    - id: one\n      kind: instruction\n      label: {}",
    "step_target": "    - id: two\n      kind: contact\n      label: Ask\n      target: {}",
}
TRANSLATED = ("operator_label", "short_explanation", "step_label")
NEUTRAL = "Neutral"
# YAML takes keys of 1,024 characters, escapes and all.
LONGEST_KEY = 100


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
                lines += form.format(quoted(value)).split("\n")
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


def test_the_corpus_is_large_and_mixed(hostile, is_forbidden):
    kinds = [is_forbidden(each) for each in set(hostile)]

    assert kinds.count(True) >= 80
    assert kinds.count(False) >= 200


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_refuses_exactly_what_its_rules_refuse(
    accepted, hostile, is_forbidden, is_well_braced, field
):
    def fits(text):
        if is_forbidden(text) or (field == "annotation_key" and len(text) > LONGEST_KEY):
            return False
        if field not in TRANSLATED:
            return bool(text) or field not in ("diagnostic_code_label", "step_target")
        is_whole = bool(text) and text == text.strip() and len(text) <= 4_096
        has_lines = field == "operator_label" and "\n" in text
        return is_whole and is_well_braced(text) and not has_lines

    assert {text for _, text in accepted(field)} == {each for each in hostile if fits(each)}


def test_what_no_source_may_contain_is_refused_for_that_reason(hostile, refused, is_forbidden):
    for number, text in enumerate(hostile):
        for field in FIELDS if is_forbidden(text) else ():
            assert refused[number, field] & {"RB108", "RB109"}


@pytest.mark.parametrize("field", ["operator_label", "short_explanation"])
def test_a_text_comes_back_from_the_envelope_with_its_braces_single(accepted, told, field):
    for code, text in accepted(field):
        plain = text.replace("{{", "{").replace("}}", "}")
        assert told["Hostile"]["en"][code][field] == plain


def test_a_step_comes_back_from_the_envelope(accepted, told):
    for code, text in accepted("step_label"):
        plain = text.replace("{{", "{").replace("}}", "}")
        assert told["Hostile"]["en"][code]["next_steps"][0]["label"] == plain
    for code, text in accepted("step_target"):
        assert told["Hostile"]["en"][code]["next_steps"][1]["target"] == text


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


def test_a_note_comes_back_from_the_template_for_translators(accepted, compilation):
    template = compilation.artifacts["locales/reasons.pot"].decode()
    entries = {
        re.search('^msgctxt "(.*)"$', each, re.MULTILINE)[1]: each
        for each in template.split("\n\n")[1:]
    }
    for code, text in accepted("translator_note"):
        lines = entries[f"{code}#operator_label"].split("\n")
        notes = [line[2:].strip(" ") for line in lines if line.startswith("#.")]
        wanted = f"Note: {' '.join(text.split())}".strip() if text else "at most 4096 characters."
        assert " ".join(notes).endswith(wanted)


def test_nothing_is_run(told):
    assert told["bad"] == []
    assert told["left"] == []


def test_the_module_is_ascii_but_for_comments_without_controls(compilation, is_forbidden):
    lines = compilation.artifacts["generated/reasons/hostile.py"].decode().split("\n")
    foreign = [each for each in lines if not each.isascii()]

    assert foreign
    assert all(each.lstrip(" ").startswith("# ") for each in foreign)
    assert not any(map(is_forbidden, lines))
