"""
What comes of any text and any values, against a second implementation of the rules.

The one here is written from the pages, reads a text character by character, and knows nothing
of shapes, of plain values or of what is remembered.
"""

from __future__ import annotations

import enum
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reasonbook import Occurrence, use_locale
from reasonbook.runtime import (
    Entry,
    Placeholder,
    Plural,
    Step,
    npgettext_noop,
    pgettext_noop,
)

NAMES = ("x", "n", "r")
SOURCE = ("r#short_explanation", "Row {x}, {n} of {r}.")
FORMS = ("p#short_explanation", ("{n} row of {x}", "{n} rows of {x}"))
STEP = ("s#label", "Open {x}")
HOSTILE = [
    "{",
    "}",
    "{{",
    "}}",
    "{x}",
    "{n}",
    "{r}",
    "{{x}}",
    "{{{x}}}",
    "{x.__class__}",
    "{x.__init__.__globals__}",
    "{0}",
    "{}",
    "{x!r}",
    "{n:>1000000000}",
    "{x[0]}",
    "{ x }",
    "{secret}",
    "%s",
    "%(x)s",
    "%1000000000d",
    "$x",
    "${x}",
    "é\u202e",
    "\xa0",
    "\u200d",
    "\n",
    "🏃",
]
# U+0000 stands between plural forms in a catalogue.
characters = st.characters(codec="utf-8", exclude_characters="\0")
texts = (
    st.lists(st.sampled_from(HOSTILE) | st.text(characters, max_size=5), min_size=1, max_size=8)
    .map("".join)
    .filter(bool)
)


class Canary:
    """An object with something to steal."""

    secret = "s3cret"

    def __init__(self):
        self.password = "s3cret"

    def __str__(self):
        return "a canary"

    def __format__(self, spec):
        return "s3cret"


class Shout(str):
    __slots__ = ()

    def __format__(self, spec):
        return "s3cret"

    def __str__(self):
        return "s3cret"


class Colour(enum.StrEnum):
    RED = "red {x}"


values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-5, 1005)
    | st.floats()
    | st.text()
    | st.text("ab{}%\u202e\n\xa0", max_size=300)
    | st.just("x" * 300)
    | st.builds(Canary)
    | st.text(max_size=3).map(Shout)
    | st.just(Colour.RED)
    | st.decimals(allow_nan=True)
    | st.lists(st.text(), max_size=3)
)
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text):
    cut = text if len(text) <= 256 else text[:255] + "…"
    return UNSAFE.sub("\ufffd", cut)


def group(digits, mark):
    return digits if len(digits) <= 3 else group(digits[:-3], mark) + mark + digits[-3:]


def show(value, kind, mark):
    """Return what the pages say of a value of the type *kind* in a text, None for none."""
    if value is None:
        return None
    if isinstance(value, str):
        return clean(str.__str__(value))
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 2**2000:
            return None
        sign = "-" if value < 0 else ""
        return sign + group(f"{abs(value)}", mark) if kind == "integer" else f"{value}"
    return clean(str(value))


def read(text, names=NAMES):
    """Return the pieces of a text of the grammar with these *names*, None for any other."""
    pieces, at = [], 0
    while at < len(text):
        if text[at : at + 2] in ("{{", "}}"):
            pieces.append(text[at])
            at += 2
        elif text[at] == "}":
            return None
        elif text[at] == "{":
            end = text.find("}", at)
            if end < 0 or text[at + 1 : end] not in names:
                return None
            pieces.append((text[at + 1 : end],))
            at = end + 1
        else:
            pieces.append(text[at])
            at += 1
    return pieces


def write(text, given_values, mark):
    kinds = {"x": "string", "n": "integer", "r": "string"}
    shown = {
        name: show(value, kinds[name], mark)
        for name, value in zip(NAMES, given_values, strict=True)
    }
    return "".join(
        piece
        if isinstance(piece, str)
        else "{" + piece[0] + "}"
        if shown[piece[0]] is None
        else shown[piece[0]]
        for piece in read(text)
    )


def names_of(*sources):
    return {piece[0] for each in sources for piece in read(each) if isinstance(piece, tuple)}


def choose(translation, source, given_values):
    """Return the translation with the values, or the source text if it cannot be used."""
    if read(translation, names_of(source)) is None:
        return write(source, given_values, ",")
    return write(translation, given_values, "\xa0")


def polish_form(value):
    """Return the number of the form that Polish has for *value*: one, few, many, other."""
    if isinstance(value, bool):
        return 3
    if isinstance(value, int):
        return 3 if abs(value) >= 2**2000 else form_of_whole(abs(value))
    if not isinstance(value, float | Decimal) or not Decimal(value).is_finite():
        return 3
    # As it is written: of a float, the digits that a person sees.
    value = Decimal(str(value))
    if not value or value.adjusted() < -9:
        return form_of_whole(0)
    if value.adjusted() > 602:
        return 3
    whole, fraction = divmod(round(abs(Fraction(value)) * 1000), 1000)
    return 3 if fraction else form_of_whole(whole)


def form_of_whole(number):
    if number == 1:
        return 0
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return 1
    return 2


def entry(explanation):
    return Entry(
        operator_label=pgettext_noop("l", "Label"),
        short_explanation=explanation,
        actionability="escalate",
        next_steps=(Step(id="o", kind="wait", label=pgettext_noop(*STEP)),),
        placeholders=tuple(
            Placeholder(name, kind)
            for name, kind in zip(NAMES, ("string", "integer", "string"), strict=True)
        ),
    )


def plain():
    return entry(pgettext_noop(*SOURCE))


def plural():
    return entry(Plural("n", npgettext_noop(FORMS[0], *FORMS[1])))


SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@SLOW
@given(texts, texts, st.tuples(values, values, values))
def test_any_text_and_any_values_give_what_the_rules_say(make_bundle, text, step, given_values):
    made = make_bundle({"plain": plain}, {"pl": {SOURCE: text, STEP: step}})
    occurrence = Occurrence(made.enum.PLAIN, given_values)
    explanation = choose(text, SOURCE[1], given_values)
    label = choose(step, STEP[1], given_values)

    for _ in range(2):
        with use_locale("pl"):
            envelopes = [occurrence.envelope(), occurrence.envelope("pl")]
            assert occurrence.short_explanation() == explanation
        for envelope in envelopes:
            assert envelope.short_explanation == explanation
            assert envelope.next_steps[0].label == label
            assert "s3cret" not in envelope.to_json()


@SLOW
@example(("1", "2", "{n}", "{n} {x}"), (None, 1e15, None))
@example(("1", "2", "{n}", "{n} {x}"), (None, 1e16, None))
@example(("1", "2", "{n}", "{n} {x}"), (None, 1e300, None))
@example(("1", "2", "{n}", "{n} {x}"), (None, Decimal("1e602"), None))
@example(("1", "2", "{n}", "{n} {x}"), (None, Decimal("1e603"), None))
@example(("1", "2", "{n}", "{n} {x}"), (None, Decimal("1e-999999"), None))
@example(("1", "2", "{n}", "{n} {x}"), (None, Decimal("0e999999"), None))
@given(st.tuples(*[texts] * 4), st.tuples(values, values | st.integers(), values))
def test_any_plural_forms_and_any_values_give_what_the_rules_say(make_bundle, forms, given_values):
    made = make_bundle({"plural": plural}, {"pl": {FORMS: forms}})
    occurrence = Occurrence(made.enum.PLURAL, given_values)
    usable = all(read(each, names_of(*FORMS[1])) is not None for each in forms)

    shown = occurrence.short_explanation("pl")

    number = given_values[1]
    if usable:
        assert shown == write(forms[polish_form(number)], given_values, "\xa0")
    else:
        is_one = type(number) is int and abs(number) == 1
        in_words = (write(each, given_values, ",") for each in FORMS[1])
        assert shown == next(in_words) if is_one else shown in in_words
    assert "s3cret" not in occurrence.envelope("pl").to_json()


@pytest.mark.parametrize(
    "text",
    [
        "{x.__class__}",
        "{0}",
        "{n:>1000000000}",
        "{x!r}",
        "{x[password]}",
        "{}",
        "{{x}",
        "{x}}",
        "{x",
    ],
)
def test_what_is_no_placeholder_is_never_interpreted(make_bundle, warned, text):
    made = make_bundle({"plain": plain}, {"pl": {SOURCE: text}})

    for _ in range(3):
        shown = Occurrence(made.enum.PLAIN, (Canary(), 1, "r")).short_explanation("pl")
        assert shown == "Row a canary, 1 of r."
    assert [each[:2] for each in warned() if "text is not used" in each[2]] == [("pl", SOURCE[0])]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("%s %(x)s %1000000000d $x ${x}", "%s %(x)s %1000000000d $x $a"),
        ("{{x}} {{{x}}} {{{{x}}}}", "{x} {a} {{x}}"),
        ("{x}{x}{n}{n}{r}", "aa11{n}"),
    ],
)
def test_what_only_looks_like_a_format_is_text(make_bundle, text, shown):
    made = make_bundle({"plain": plain}, {"pl": {SOURCE: text}})

    assert Occurrence(made.enum.PLAIN, ("a", 1, "{n}")).short_explanation("pl") == shown
