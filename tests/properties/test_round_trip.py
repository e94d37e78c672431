"""
From a source to an envelope: a text comes back as it was written, or the build says why not.

What is fit is said here a second time, in other words than the compiler's.
"""

from __future__ import annotations

import re
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.source import SourceFile

HEAD = "format: reasonbook/1\ncatalog: {module: m, enum: E, prefix: run.}\nreasons:\n"
FIELDS = ("operator_label", "short_explanation", "step")
BRACES = re.compile(r"\{\{|\}\}|\{run_id\}")
WHOLE = re.compile(rf"(?:[^{{}}]|{BRACES.pattern})*")
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_allowed(character):
    point = ord(character)
    return character == "\n" or not (
        category(character) in ("Cc", "Cs", "Zl", "Zp")
        or character in BIDI
        or character == "\ufeff"
        or 0xFDD0 <= point <= 0xFDEF
        or point & 0xFFFE == 0xFFFE
    )


def fits(text, field):
    """Tell whether a source may have *text* in *field*."""
    return (
        text.strip() == text != ""
        and all(map(is_allowed, text))
        and WHOLE.fullmatch(text) is not None
        and not (field == "operator_label" and "\n" in text)
    )


def shown(text):
    """Return what *text* says with the value `X` for its only placeholder."""
    return BRACES.sub(lambda found: "X" if found[0] == "{run_id}" else found[0][0], text)


@pytest.fixture(scope="module")
def write(quoted):
    """Return a function that writes a reason a line; None for one that is left out."""

    def source(rows):
        lines = []
        for number, row in enumerate(rows):
            label, explanation, step = map(quoted, row or ("A", "B", "C"))
            lines.append(
                f"  run.r{number}: {{operator_label: {label}, short_explanation: {explanation},"
                " placeholders: {run_id: {type: string, example: x}},"
                f" next_steps: [{{id: one, kind: link, label: {step}, url: '/{{run_id}}'}}]}}\n"
            )
        return {"reasons/m.yaml": HEAD + "".join(lines)}

    return source


def test_a_text_comes_back_from_the_envelope_or_is_refused(
    texts, write, compile_, imported, fresh_name
):
    @SLOW
    @given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=6))
    def check(rows):
        fit = [all(map(fits, row, FIELDS)) for row in rows]
        first = compile_(write(rows))
        refused = {each.span.line - 4 for each in first.diagnostics}
        assert refused == {number for number, good in enumerate(fit) if not good}
        assert (first.artifacts == {}) is bool(refused)
        kept = [row if good else None for row, good in zip(rows, fit, strict=True)]
        name = fresh_name()
        second = compile_(write(kept), bundle=name)
        assert second.diagnostics == ()
        bundle = imported(second, name)
        for number, row in enumerate(kept):
            found = bundle.reason(f"run.r{number}").envelope(context={"run_id": "X"})
            label, explanation, step = map(shown, row or ("A", "B", "C"))
            assert found.operator_label == label
            assert found.short_explanation == explanation
            assert found.next_steps[0].label == step

    check()


def po_quoted(text):
    table = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + text.translate(str.maketrans(table)) + '"'


def translate(template, translations):
    """Return *template* with *translations* of messages by context, as a text of its own."""
    for context, text in translations.items():
        pattern = re.compile(rf'(msgctxt "{re.escape(context)}"\nmsgid .*\nmsgstr )""')
        template = pattern.sub(lambda found, text=text: found[1] + po_quoted(text), template)
    return template


def test_a_translation_comes_back_from_the_envelope_or_is_refused(
    texts, write, compile_, imported, fresh_name
):
    path = "locales/de/LC_MESSAGES/{}.po"

    def is_readable(text):
        return not any(category(each) in ("Cc", "Cs") and each not in "\n\t\r" for each in text)

    @SLOW
    @given(st.lists(texts, min_size=3, max_size=9))
    def check(given_texts):
        name = fresh_name()
        files = write([None] * (len(given_texts) // 3))
        empty = compile_(files, bundle=name, catalogues={"de": None})
        contexts = [each.context for each in empty.catalogue.messages]
        wanted = dict(zip(contexts, given_texts, strict=False))
        place = path.format(name)
        template = empty.artifacts[place].decode()

        for context, text in wanted.items():
            _, findings = read_po(SourceFile(place, translate(template, {context: text})))
            assert (findings == ()) is is_readable(text)
        wanted = {context: text for context, text in wanted.items() if is_readable(text)}
        po = SourceFile(place, translate(template, wanted))
        compilation = compile_(files, bundle=name, catalogues={"de": po})
        assert compilation.diagnostics == ()
        assert compilation.artifacts[place].decode() == po.text
        bundle = imported(compilation, name)
        for number in range(len(given_texts) // 3):
            found = bundle.reason(f"run.r{number}").envelope("de", context={"run_id": "X"})
            for context, source, says in (
                ("#operator_label", "A", found.operator_label),
                ("#short_explanation", "B", found.short_explanation),
                ("/next_step.one#label", "C", found.next_steps[0].label),
            ):
                text = wanted.get(f"run.r{number}{context}", "")
                # A translation that cannot be shown gives the source text and a warning.
                assert says == (shown(text) if text and WHOLE.fullmatch(text) else source)

    check()
