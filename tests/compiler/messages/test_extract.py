from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog.resolved import Message
from reasonbook.compiler.messages.extract import (
    ExtractedMessage,
    extract_messages,
    prove_extraction,
)
from reasonbook.compiler.source import Span

SPAN = Span("generated/bundle/runs.py")

MODULE = """
from reasonbook.runtime import npgettext_noop, pgettext_noop


def _texts():
    return (
        # Translators: Label of the reason run.a.
        # {run_id}: text, for example "run_9f2".
        pgettext_noop("run.a#operator_label", "Run \\u00e9 \\"{run_id}\\""),
        pgettext_noop(
            "run.b#operator_label",
            "Run "
            "failed",
        ),
        # No comment for translators.
        pgettext_noop("run.c#operator_label", "Ran"),
        # Translators: Explanation.
        npgettext_noop("run.d#short_explanation", "{n} run", "{n} runs"),
        pgettext_noop("run.e#operator_label", SOMETHING),
        pgettext_noop("run.f#operator_label"),
        npgettext_noop("run.g#operator_label", "one"),
        gettext_noop("run.h#operator_label", "other keyword"),
    )
"""


def message(
    context="run.a#operator_label", text="Run failed", comments=("Label.", "More."), plural=None
):
    return Message(context, text, comments, (), "reasons/runs.yaml", plural)


def extracted(message):
    return ExtractedMessage(message.context, message.text, message.plural, message.comments)


def prove(expected, found):
    findings = prove_extraction(expected, found, SPAN)
    assert all((each.code, each.span) == ("RB504", SPAN) for each in findings)
    return [each.message for each in findings]


def test_the_messages_of_a_module_are_found_with_context_plural_and_comments():
    assert extract_messages(MODULE) == (
        ExtractedMessage(
            "run.a#operator_label",
            'Run é "{run_id}"',
            None,
            ("Label of the reason run.a.", '{run_id}: text, for example "run_9f2".'),
        ),
        ExtractedMessage("run.b#operator_label", "Run failed", None, ()),
        ExtractedMessage("run.c#operator_label", "Ran", None, ()),
        ExtractedMessage("run.d#short_explanation", "{n} run", "{n} runs", ("Explanation.",)),
    )


def test_a_module_without_messages_has_none():
    assert extract_messages("") == ()


def test_messages_that_agree_prove_the_module():
    messages = (
        message(),
        message("run.b#operator_label", "Run"),
        message("run.c#short_explanation", "{n} run", plural="{n} runs"),
    )

    assert prove(messages, [extracted(each) for each in reversed(messages)]) == []


def test_a_missing_message_is_a_finding():
    assert prove([message()], []) == ["the message 'run.a#operator_label' is not extracted"]


def test_a_message_too_many_is_a_finding():
    found = [extracted(message())]

    assert prove([], found) == [
        "the message 'run.a#operator_label' is extracted, but the catalogue does not have it"
    ]


def test_a_message_that_is_found_twice_is_a_finding():
    found = [extracted(message()), extracted(message())]

    assert prove([message()], found) == ["the message 'run.a#operator_label' is extracted twice"]


def test_a_text_that_differs_by_one_code_point_is_a_finding_that_names_it():
    assert prove([message(text="don't")], [extracted(message(text="don\u2019t"))]) == [
        (
            "the text of 'run.a#operator_label' is not extracted as it is: "
            "character 4 is '\\u2019' (U+2019), not \"'\" (U+0027)"
        )
    ]


def test_a_text_that_is_cut_is_a_finding():
    assert prove([message(text="Runs")], [extracted(message(text="Run"))]) == [
        (
            "the text of 'run.a#operator_label' is not extracted as it is: "
            "character 4 is missing, not 's' (U+0073)"
        )
    ]


def test_a_context_that_differs_is_one_finding():
    assert prove([message("run.e#x")], [extracted(message("run.\u0435#x"))]) == [
        (
            "the context 'run.e#x' is not extracted as it is: "
            "character 5 is '\\u0435' (U+0435), not 'e' (U+0065)"
        )
    ]


def test_a_plural_that_the_catalogue_does_not_have_is_a_finding():
    found = ExtractedMessage("run.a#operator_label", "Run failed", "Runs", ("Label.", "More."))

    assert prove([message()], [found]) == [
        "the message 'run.a#operator_label' is extracted with a plural, which it has not"
    ]


def test_a_plural_that_is_not_extracted_is_a_finding():
    assert prove([message(plural="Runs failed")], [extracted(message())]) == [
        "the message 'run.a#operator_label' is extracted without its plural"
    ]


def test_a_plural_that_differs_is_a_finding_that_names_the_character():
    assert prove([message(plural="Runs")], [extracted(message(plural="Rum"))]) == [
        (
            "the plural of 'run.a#operator_label' is not extracted as it is: "
            "character 3 is 'm' (U+006D), not 'n' (U+006E)"
        )
    ]


def test_a_comment_that_differs_is_a_finding():
    assert prove([message()], [extracted(message(comments=("Label.", "Mare.")))]) == [
        (
            "line 2 of the comment of 'run.a#operator_label' differs: "
            "character 2 is 'a' (U+0061), not 'o' (U+006F)"
        )
    ]


def test_a_comment_with_an_empty_line_more_is_a_finding():
    assert prove([message()], [extracted(message(comments=("Label.", "More.", "")))]) == [
        "the comment of 'run.a#operator_label' has another number of lines"
    ]


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


@settings(max_examples=settings.default.max_examples, deadline=None)
@given(st.dictionaries(texts, texts, max_size=4))
def test_what_a_module_says_in_literals_is_what_is_extracted(pairs):
    module = "".join(f"pgettext_noop({c!a}, {m!a})\n" for c, m in pairs.items())

    expected = [message(context, text, ()) for context, text in pairs.items()]

    assert prove(expected, extract_messages(module)) == []


messages = st.builds(message, texts, texts, st.just(()), st.none() | texts)


@settings(max_examples=settings.default.max_examples, deadline=None)
@given(st.lists(messages, max_size=4, unique_by=lambda each: each.context))
def test_what_a_module_says_of_plurals_is_what_is_extracted(expected):
    module = "".join(
        f"pgettext_noop({each.context!a}, {each.text!a})\n"
        if each.plural is None
        else f"npgettext_noop({each.context!a}, {each.text!a}, {each.plural!a})\n"
        for each in expected
    )

    assert prove(expected, extract_messages(module)) == []


@settings(max_examples=settings.default.max_examples, deadline=None)
@given(messages, messages)
def test_the_proof_holds_exactly_for_equal_messages(own, other):
    proved = prove([own], [extracted(other)]) == []

    assert proved is (own == other)
