from __future__ import annotations

import pytest

from reasonbook.compiler.catalog.document import read_document
from reasonbook.compiler.catalog.read import MAX_TEXT
from reasonbook.compiler.catalog.resolve import effective_limits, resolve
from reasonbook.compiler.catalog.resolved import EnumValue, Placeholder, Plural, Surface
from reasonbook.compiler.config import Actionability, Limits, Settings

TEXTS = "operator_label: A, short_explanation: B"


def resolved(*documents, settings=None):
    return resolve(documents, settings=settings or Settings(), locales=["fr", "de"])


def reason_of(document, fields="", before=""):
    """Return the one reason of a file, resolved."""
    catalogue = resolved(document(f"{before}\nreasons:\n  run.failed: {{{TEXTS}{fields}}}\n"))
    return catalogue.enums[0].reasons[0]


def test_a_reason_that_says_nothing_else_has_what_the_language_says(document):
    found = reason_of(document)

    assert (found.code, found.member, found.function) == ("run.failed", "FAILED", "failed")
    assert found.diagnostic_code_label == "run.failed"
    assert (found.actionability, found.severity) == ("non_actionable", "error")
    assert found.show_no_action_needed is False
    assert (found.http_status, found.docs_url, found.retry_after) == (None, None, None)
    assert (found.next_steps, found.tags) == ((), ())
    assert (found.placeholders, found.surfaces) == ((), ())
    assert (found.annotations, found.translator_note) == ({}, "")


DEFAULTS = """
defaults:
  actionability: escalate
  severity: info
  show_no_action_needed: true
  http_status: 503
  docs_url: https://example.com/
  retry_after: 30
  tags: [a]
  annotations: {a: 1}
  placeholders: {x: {type: string}}
  next_steps: [wait]
next_steps: {wait: {kind: wait, label: Wait.}}
"""
OWN = (
    ", actionability: action_required, severity: warning, show_no_action_needed: false"
    ", http_status: 404, docs_url: 'https://example.com/a', retry_after: 0, tags: []"
    ", annotations: {}, placeholders: {}, next_steps: [], member: LOST"
    ", diagnostic_code_label: RUN-1, translator_note: Note."
)
FIELDS = (
    *("actionability", "severity", "show_no_action_needed", "http_status", "docs_url"),
    *("retry_after", "tags", "annotations"),
)


def test_defaults_hold_for_a_reason_that_says_nothing_else(document):
    found = reason_of(document, before=DEFAULTS)

    assert [getattr(found, each) for each in FIELDS] == [
        *("escalate", "info", True, 503, "https://example.com/"),
        *(30, ("a",), {"a": 1}),
    ]
    assert [each.name for each in found.placeholders] == ["x"]
    assert [each.id for each in found.next_steps] == ["wait"]


def test_what_a_reason_says_holds_however_empty_it_is(document):
    found = reason_of(document, OWN, before=DEFAULTS)

    assert [getattr(found, each) for each in FIELDS] == [
        *("action_required", "warning", False, 404, "https://example.com/a"),
        *(0, (), {}),
    ]
    assert (found.placeholders, found.next_steps) == ((), ())
    assert (found.member, found.diagnostic_code_label) == ("LOST", "RUN-1")
    assert found.translator_note == "Note."


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("{}", ("integer", 3, "How often.")),
        ("{type: string, example: '3'}", ("string", "3", "How often.")),
        ("{example: 0, description: ''}", ("integer", 0, "")),
    ],
)
def test_a_placeholder_takes_what_it_does_not_say_from_the_shared_one(own, expected, document):
    shared = "placeholders: {n: {type: integer, example: 3, description: How often.}}"

    found = reason_of(document, f", placeholders: {{n: {own}}}", before=shared)

    assert found.placeholders == (Placeholder("n", *expected),)


def test_a_placeholder_of_a_reason_s_own_needs_no_shared_one(document):
    found = reason_of(document, ", placeholders: {n: {type: integer}}")

    assert found.placeholders == (Placeholder("n", "integer", None, ""),)


PRIVATE = """
placeholders:
  n: {type: number, example: 0.5, required: false, privacy: personal, metadata_only: true}
"""


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("{}", (False, "personal", True)),
        ("{required: true, privacy: public, metadata_only: false}", (True, "public", False)),
        ("{privacy: secret}", (False, "secret", True)),
    ],
)
def test_a_placeholder_takes_over_who_may_see_it_and_whether_it_must_be_there(
    own, expected, document
):
    (found,) = reason_of(document, f", placeholders: {{n: {own}}}", before=PRIVATE).placeholders

    assert found.example == 0.5
    assert (found.required, found.privacy, found.metadata_only) == expected


def test_a_placeholder_is_public_and_required_unless_somebody_says_otherwise(document):
    (found,) = reason_of(document, ", placeholders: {n: {type: list, example: [a]}}").placeholders

    assert (found.required, found.privacy, found.metadata_only) == (True, "public", False)
    assert found.example == ["a"]


STAGE = "placeholders: {stage: {type: enum, values: {build: Build, tests: Test}}}"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("{}", ("placeholder.stage", {"build": "Build", "tests": "Test"})),
        ("{example: build}", ("placeholder.stage", {"build": "Build", "tests": "Test"})),
        ("{type: enum}", ("placeholder.stage", {"build": "Build", "tests": "Test"})),
        (
            "{values: {tests: T, rest: R}}",
            ("run.failed/placeholder.stage", {"tests": "T", "rest": "R"}),
        ),
        ("{type: string}", ("", {})),
    ],
)
def test_values_are_identified_by_whose_they_are(own, expected, document):
    path, texts = expected

    (found,) = reason_of(document, f", placeholders: {{stage: {own}}}", before=STAGE).placeholders

    assert found.values == tuple(
        EnumValue(value, text, f"{path}#{value}") for value, text in texts.items()
    )


def test_values_that_the_defaults_take_over_are_shared_ones(document):
    before = f"{STAGE}\ndefaults: {{placeholders: {{stage: {{}}}}}}"

    (found,) = reason_of(document, before=before).placeholders

    assert [each.context for each in found.values] == [
        *("placeholder.stage#build", "placeholder.stage#tests"),
    ]


PLURAL = "{plural: n, one: 'One.', other: '{n} of them.'}"


def test_texts_with_plural_forms_keep_both(document):
    found = resolved(
        document(
            f"""
            next_steps: {{wait: {{kind: wait, label: {PLURAL}}}}}
            reasons:
              run.failed:
                operator_label: A
                short_explanation: {PLURAL}
                placeholders: {{n: {{type: integer}}}}
                surfaces: {{mail: {{short_explanation: {PLURAL}}}}}
                next_steps: [wait, {{id: ask, kind: wait, label: {PLURAL}}}]
            """
        )
    )
    reason = found.enums[0].reasons[0]
    plural = Plural("n", "One.", "{n} of them.")

    assert reason.short_explanation == plural
    assert [each.label for each in reason.next_steps] == [plural, plural]
    assert reason.surfaces == (Surface("mail", None, plural),)
    assert [each.plural for each in found.messages] == [
        *("{n} of them.", None, "{n} of them.", "{n} of them.", "{n} of them."),
    ]


def test_surfaces_stand_in_the_order_of_the_source(document):
    found = reason_of(
        document, ", surfaces: {mail: {operator_label: C}, badge: {short_explanation: D}}"
    )

    assert found.surfaces == (Surface("mail", "C", None), Surface("badge", None, "D"))


@pytest.mark.parametrize(
    ("member", "function"), [("CLASS", "class_"), ("STR", "str_"), ("MATCH", "match")]
)
def test_a_reason_has_a_function_whose_name_is_free(member, function, document):
    assert reason_of(document, f", member: {member}").function == function


def test_steps_are_identified_by_what_they_are_part_of(document):
    found = resolved(
        document(
            f"""
            next_steps: {{wait: {{kind: wait, label: Wait.}}}}
            reasons:
              run.a: {{{TEXTS}, next_steps: [wait, {{id: ask, kind: wait, label: Ask.}}]}}
              run.b: {{{TEXTS}, next_steps: [wait]}}
            """
        )
    )

    contexts = [each.context for each in found.enums[0].steps]
    assert contexts == ["next_step.wait#label", "run.a/next_step.ask#label"]
    assert [each.path for each in found.enums[0].steps] == [
        *("next_step.wait", "run.a/next_step.ask"),
    ]


def test_a_catalogue_has_the_settings_and_sorted_locales(document):
    settings = Settings(
        bundle="shop", version="2", source_locale="en_GB", surfaces=("mail", "badge"),
        actionability={"pause": Actionability(retryable=True, needs_human=False)},
    )  # fmt: skip

    found = resolved(document("reasons: {}"), settings=settings)

    assert (found.bundle, found.version, found.source_locale) == ("shop", "2", "en_GB")
    assert found.locales == ("de", "fr")
    assert found.surfaces == ("mail", "badge")
    assert found.actionabilities[-1].name == "pause"
    assert len(found.actionabilities) == 6


def test_a_text_of_two_files_is_one_message(document):
    text = """
        next_steps: {{wait: {{kind: wait, label: Wait.}}}}
        reasons: {{run.{0}: {{operator_label: A, short_explanation: B, next_steps: [wait]}}}}
        """

    found = resolved(document(text.format("a")), document(text.format("b")))

    assert [each.context for each in found.messages] == [
        *("next_step.wait#label", "run.a#operator_label", "run.a#short_explanation"),
        *("run.b#operator_label", "run.b#short_explanation"),
    ]


def test_the_limits_of_a_file_come_before_those_of_the_settings(document):
    settings = Settings(limits=Limits(operator_label=30, operator_label_full_stop=True))

    found = effective_limits(document("limits: {operator_label: 20}\nreasons: {}"), settings)

    assert found == Limits(20, 240, operator_label_full_stop=True)


def test_limits_that_are_faulty_limit_nothing(source, head):
    document, _ = read_document(source(f"{head}limits: {{operator_label: no}}\nreasons: {{}}"))

    assert effective_limits(document, Settings()) == Limits(MAX_TEXT, MAX_TEXT, True, True)
