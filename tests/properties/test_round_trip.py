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
FIELDS = ("operator_label", "short_explanation", "step", "one", "other", "value")
NEUTRAL = ("A {run_id}", "B", "C", "D", "E", "F")
# The placeholders that these texts take, and so a translation of them may.
TAKEN = ({"{run_id}"}, set(), set(), {"{count}"}, {"{count}"}, set())
BRACES = re.compile(r"\{\{|\}\}|\{run_id\}|\{count\}")
NAMES = {"{run_id}", "{count}"}
# Where the translation of each field hangs; the forms of a plural are translated together.
CONTEXTS = (
    "#operator_label",
    "#short_explanation",
    "/next_step.one#label",
    "@badge#short_explanation",
    "@badge#short_explanation",
    "/placeholder.kind#a",
)
WHOLE = re.compile(rf"(?:[^{{}}]|{BRACES.pattern})*")
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SLOW = settings(
    max_examples=settings.default.max_examples // 3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


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
    text = written(text, field)
    return (
        text.strip() == text != ""
        and all(map(is_allowed, text))
        and WHOLE.fullmatch(text) is not None
        and not (field == "operator_label" and "\n" in text)
        and not (field == "value" and takes(text))
    )


def takes(text):
    """Return the placeholders of *text*; one that its source has not may be secret."""
    return NAMES & set(BRACES.findall(text))


def written(text, field):
    """Return what a source has in *field* for *text*: the form for many says how many."""
    return f"{text} {{count}}" if field == "other" else text


def shown(text, field):
    """Return what *text* says in *field*: with two for the form for many, with one elsewhere."""
    values = {"{run_id}": "X", "{count}": "2" if field == "other" else "1"}
    return BRACES.sub(lambda found: values.get(found[0], found[0][0]), text)


def show(bundle, number, locale=None):
    """Return what a reader sees of a reason, in the order of the fields."""
    occurrences = [
        bundle.reason(f"run.r{number}").occurrence({"run_id": "X", "count": count, "kind": "a"})
        for count in (1, 2)
    ]
    detail = occurrences[0].envelope(locale)
    one, other = (each.envelope(locale, "badge") for each in occurrences)
    return (
        detail.operator_label,
        detail.short_explanation,
        detail.next_steps[0].label,
        one.short_explanation,
        other.short_explanation,
        one.operator_label,
    )


@pytest.fixture(scope="module")
def write(quoted):
    """Return a function that writes a reason a line; None for one that is left out."""

    def source(rows):
        lines = []
        for number, row in enumerate(rows):
            texts = map(written, row or NEUTRAL, FIELDS)
            label, explanation, step, one, other, value = map(quoted, texts)
            lines.append(
                f"  run.r{number}: {{operator_label: {label}, short_explanation: {explanation},"
                " placeholders: {run_id: {type: string, example: x}, count: {type: integer},"
                f" kind: {{type: enum, values: {{a: {value}}}}}}},"
                ' surfaces: {badge: {operator_label: "{kind}", short_explanation:'
                f" {{plural: count, one: {one}, other: {other}}}}}}},"
                f" next_steps: [{{id: one, kind: link, label: {step}, url: '/{{run_id}}'}}]}}\n"
            )
        return {"reasons/m.yaml": HEAD + "".join(lines)}

    return source


def test_a_text_comes_back_from_the_envelope_or_is_refused(
    texts, write, compile_, imported, fresh_name
):
    @SLOW
    @given(st.lists(st.tuples(*[texts] * len(FIELDS)), min_size=1, max_size=4))
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
            wanted = map(written, row or NEUTRAL, FIELDS)
            assert show(bundle, number) == tuple(map(shown, wanted, FIELDS))

    check()


def po_quoted(text):
    table = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + text.translate(str.maketrans(table)) + '"'


def translate(template, translations):
    """Return *template* with *translations* of messages by context, as a text of its own."""
    for context, text in translations.items():
        start = template.index(f'msgctxt "{context}"\n')
        end = template.index("\n\n", start) if "\n\n" in template[start:] else len(template)
        entry = re.sub(
            r'^(msgstr(?:\[\d\])?) ""$',
            lambda found, text=text: f"{found[1]} {po_quoted(text)}",
            template[start:end],
            flags=re.MULTILINE,
        )
        template = template[:start] + entry + template[end:]
    return template


def test_a_translation_comes_back_from_the_envelope_or_is_refused(
    texts, write, compile_, imported, fresh_name
):
    path = "locales/de/LC_MESSAGES/{}.po"

    def is_readable(text):
        return not any(category(each) in ("Cc", "Cs") and each not in "\n\t\r" for each in text)

    @SLOW
    @given(st.lists(st.tuples(*[texts] * len(set(CONTEXTS))), min_size=1, max_size=3))
    def check(rows):
        name, count = fresh_name(), len(rows)
        empty = compile_(write([None] * count), bundle=name, catalogues={"de": None})
        contexts = list(dict.fromkeys(CONTEXTS))
        wanted = {
            f"run.r{number}{context}": text
            for number, row in enumerate(rows)
            for context, text in zip(contexts, row, strict=True)
        }
        # The label that shows the value is the same in every language.
        wanted |= {f"run.r{number}@badge#operator_label": "{kind}" for number in range(count)}
        place = path.format(name)
        template = empty.artifacts[place].decode()

        for context, text in wanted.items():
            _, findings = read_po(SourceFile(place, translate(template, {context: text})))
            assert (findings == ()) is is_readable(text)
        wanted = {context: text for context, text in wanted.items() if is_readable(text)}
        po = SourceFile(place, translate(template, wanted))
        compilation = compile_(write([None] * count), bundle=name, catalogues={"de": po})
        assert compilation.diagnostics == ()
        assert compilation.artifacts[place].decode() == po.text
        bundle = imported(compilation, name)
        for number in range(count):
            texts = [wanted.get(f"run.r{number}{each}", "") for each in CONTEXTS]
            # A translation that cannot be shown gives the source text and a warning.
            fit = [
                text and WHOLE.fullmatch(text) and takes(text) <= taken
                for text, taken in zip(texts, TAKEN, strict=True)
            ]
            expected = [
                shown(text if good else written(source, field), field)
                for text, good, source, field in zip(texts, fit, NEUTRAL, FIELDS, strict=True)
            ]
            assert show(bundle, number, "de") == tuple(expected)

    check()
