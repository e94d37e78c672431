from __future__ import annotations

import pytest

from reasonbook.compiler.catalog.declared import (
    declared_placeholders,
    default_placeholders,
    iterate_placeholders,
)
from reasonbook.compiler.catalog.document import read_document

SHARED = """
placeholders:
  stage:
    type: enum
    example: build
    description: Where it failed
    required: false
    privacy: personal
    metadata_only: true
    values: {build: Build}
"""
FACTS = ("type", "example", "description", "is_required", "privacy", "is_metadata")


def facts_of(declared):
    return tuple(getattr(declared, each) for each in FACTS)


def declared_in(document, own, shared=SHARED):
    found = document(
        f"{shared}\nreasons:\n  run.failed:\n    operator_label: A\n    short_explanation: B\n"
        f"    placeholders: {{stage: {own}}}\n"
    )
    (declared,) = declared_placeholders(found, "run.failed")
    return declared


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("{}", ("enum", "build", "Where it failed", False, "personal", True)),
        (
            (
                "{type: string, example: '', description: '', required: true, privacy: public,"
                " metadata_only: false}"
            ),
            ("string", "", "", True, "public", False),
        ),
    ],
)
def test_what_a_reason_does_not_say_is_what_the_shared_one_says(own, expected, document):
    assert facts_of(declared_in(document, own)) == expected


def test_what_nobody_says_is_what_the_language_says(document):
    assert facts_of(declared_in(document, "{type: list}", shared="")) == (
        *("list", None, "", True, "public", False),
    )


def test_values_are_taken_over_as_a_whole(document):
    taken, own = declared_in(document, "{}"), declared_in(document, "{values: {test: Test}}")

    assert (taken.own_values, taken.values) == (None, {"build": "Build"})
    assert (own.own_values, own.values) == ({"test": "Test"}, {"test": "Test"})
    assert declared_in(document, "{type: string}", shared="").values is None


def test_the_type_is_not_known_where_the_shared_one_is_faulty(source, head):
    text = (
        f"{head}placeholders: {{stage: {{type: enm}}}}\n"
        "reasons: {run.a: {operator_label: A, short_explanation: B, placeholders: {stage: {}}}}"
    )

    found, _ = read_document(source(text))

    (declared,) = declared_placeholders(found, "run.a")
    assert declared.type is None


def test_a_reason_without_placeholders_has_those_of_the_defaults(document):
    found = document(
        """
        placeholders: {a: {type: string}, b: {type: integer}}
        defaults: {placeholders: {b: {}}}
        reasons:
          run.a: {operator_label: A, short_explanation: B}
          run.b: {operator_label: A, short_explanation: B, placeholders: {}}
          run.c: {operator_label: A, short_explanation: B, placeholders: {a: {}}}
        """
    )

    names = {
        code: [each.name for each in declared_placeholders(found, code)]
        for code in found.model.reasons
    }
    places = [each.path for each in iterate_placeholders(found)]

    assert names == {"run.a": ["b"], "run.b": [], "run.c": ["a"]}
    assert [each.type for each in default_placeholders(found)] == ["integer"]
    assert places == [
        ("placeholders", "a"),
        ("placeholders", "b"),
        ("defaults", "placeholders", "b"),
        ("reasons", "run.c", "placeholders", "a"),
    ]
