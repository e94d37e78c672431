"""Plural categories: by hand for eleven languages, and as Babel has them for every locale."""

from __future__ import annotations

import sys
from decimal import ROUND_UP, Decimal, Inexact, localcontext
from enum import IntEnum
from fractions import Fraction

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.messages.plurals import plural_categories, plural_rules
from reasonbook.runtime.plurals import SMALL, Plurals

MILLION = 10**6

# From CLDR's table of language plural rules, read by a person.
COLUMNS = (0, 1, 2, 5, 11, 21, 1.5, -1, -2, MILLION, MILLION + 1, 10**18, 10**30)
BY_HAND = {
    "en": "other one other other other other other one other other other other other",
    "de": "other one other other other other other one other other other other other",
    "fr": "one one other other other other one one other many other many many",
    "pl": "many one few many many many other one few many many many many",
    "ru": "many one few many many one other one few many one many many",
    "ar": "zero one two few many many other one two other other other other",
    "ja": "other other other other other other other other other other other other other",
    "lt": "other one few few other one many one few other one other other",
    "ga": "other one two few other other other one two other other other other",
    "pt_BR": "one one other other other other one one other many other many many",
    "pt_PT": "other one other other other other other one other many other many many",
}


def category(tag, value):
    plurals = Plurals(plural_rules(tag))
    first, again = plurals.index(value), plurals.index(value)
    assert first == again
    return plurals.categories[first]


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        pytest.param(tag, value, expected, id=f"{tag}-{value}")
        for tag, line in BY_HAND.items()
        for value, expected in zip(COLUMNS, line.split(), strict=True)
    ],
)
def test_a_number_has_the_category_of_cldr(tag, value, expected):
    assert category(tag, value) == expected
    assert category(tag, Decimal(str(value))) == expected
    assert category(tag, float(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, "one"),
        (Decimal("1.000"), "one"),
        (Decimal("1E0"), "one"),
        (0.9999, "one"),
        (1.0004, "one"),
        # Half to even: 1.0005 is shown as 1, and 1.0015 as 1.002.
        (1.0005, "one"),
        (Decimal("1.0005"), "one"),
        (1.0015, "other"),
        (Decimal("1.0015"), "other"),
        (0.9995, "one"),
        (0.9985, "other"),
        (Decimal("-0.9996"), "one"),
        (1.25, "other"),
        (2e-05, "other"),
        (-0.0, "other"),
        (True, "other"),
        ("1", "other"),
        (None, "other"),
        (1j, "other"),
        (Fraction(1), "other"),
        (float("nan"), "other"),
        (float("-inf"), "other"),
        (Decimal("NaN"), "other"),
        (Decimal("sNaN"), "other"),
        (Decimal("Infinity"), "other"),
        (Decimal("0E+999999"), "other"),
        (Decimal("1E-999999"), "other"),
        (Decimal("1E+999999"), "other"),
        (10**650, "other"),
    ],
)
def test_a_number_counts_as_it_is_shown(value, expected):
    assert category("en", value) == expected


@pytest.mark.parametrize("value", [10**650, Decimal("1E+700"), float("inf"), True, "5"])
def test_what_cannot_be_shown_as_a_number_is_other_even_where_whole_numbers_never_are(value):
    assert category("pl", value) == "other"


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("ru", "12345678901234562", "few"),
        ("ru", "1.5E+16", "many"),
        ("lv", "0.1", "one"),
        ("lv", "0.11", "zero"),
        ("lv", "10.21", "one"),
        ("lv", "1.25", "other"),
        ("da", "0.5", "one"),
        ("da", "1.5", "one"),
        ("da", "2.5", "other"),
        ("hr", "0.2", "few"),
        ("hr", "0.12", "other"),
        ("si", "0.1", "one"),
        ("si", "0.01", "one"),
        ("fil", "1.4", "other"),
        ("fil", "1.5", "one"),
    ],
)
def test_the_digits_that_are_shown_count(tag, value, expected):
    assert category(tag, float(value)) == expected
    assert category(tag, Decimal(value)) == expected
    assert category(tag, Decimal(value).quantize(Decimal("0.000"))) == expected


def test_subclasses_of_numbers_are_numbers():
    class Level(IntEnum):
        LOW = 1

    class Amount(Decimal):
        def __abs__(self):
            raise AssertionError

    class Share(float):
        __slots__ = ()

        def __repr__(self):
            raise AssertionError

    found = [category("en", each) for each in (Level.LOW, Amount(1), Share(1), Share(1.5))]

    assert found == ["one", "one", "one", "other"]


def test_a_value_is_not_asked_what_it_is():
    class Lazy:
        @property
        def __class__(self):
            raise AssertionError

    class Pretending:
        __class__ = int

    assert [category("en", each) for each in (Lazy(), Pretending())] == ["other", "other"]


def test_the_context_of_the_thread_does_not_matter():
    with localcontext() as context:
        context.prec = 2
        context.rounding = ROUND_UP
        context.traps[Inexact] = True

        assert category("en", Decimal("1.0004")) == "one"
        assert category("ru", Decimal(100021)) == "one"


def test_decimals_are_not_imported_for_what_is_none(monkeypatch):
    monkeypatch.delitem(sys.modules, "decimal")

    assert category("en", "1") == "other"
    assert "decimal" not in sys.modules


def test_small_numbers_are_remembered():
    plurals = Plurals(plural_rules("pl"))
    before = set(plurals.small)

    found = [plurals.index(each) for each in (1, 2, 5, 999, -3, 7.0)]

    assert before == {len(plurals.categories)}
    assert len(plurals.small) == SMALL
    assert [plurals.small[each] for each in (1, 2, 5, 999, 3, 7)] == found
    assert sum(each < len(plurals.categories) for each in plurals.small) == len(found)


def test_the_categories_of_a_locale_end_with_other():
    assert Plurals(()).categories == ("other",)
    assert Plurals(plural_rules("ar")).categories == (
        "zero",
        "one",
        "two",
        "few",
        "many",
        "other",
    )


def test_the_exponent_of_compact_notation_is_always_zero():
    plurals = Plurals((("many", ((("e", 0, False, ((0, 5),)),), (("e", 0, True, ((0, 0),)),))),))

    assert plurals.categories[plurals.index(1)] == "many"


numbers = st.one_of(
    st.integers(),
    st.integers(-2000, 2000),
    st.integers(0, 30).map(lambda each: 10**each),
    st.integers(-300_000, 300_000).map(lambda each: Decimal(each).scaleb(-3)),
    st.decimals(-(10**12), 10**12, places=2),
)


def as_shown(value):
    """Return the positive number that a reader sees, whole ones as `int`."""
    size = abs(value)
    return int(size) if size == int(size) else size.normalize()


@settings(max_examples=settings.default.max_examples * 4)
@given(
    st.sampled_from(sorted({plural_rules(each): each for each in locale_identifiers()}.values())),
    numbers,
)
def test_babel_finds_the_same_category(tag, value):
    assert category(tag, value) == Locale.parse(tag).plural_form(as_shown(value))


@given(st.sampled_from(sorted(BY_HAND)), st.floats(-(10**9), 10**9))
def test_babel_finds_the_same_category_for_rounded_floats(tag, value):
    rounded = Decimal(repr(value)).quantize(Decimal("0.001"))

    assert category(tag, value) == Locale.parse(tag).plural_form(as_shown(rounded))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_babel_finds_the_same_category_in_every_locale(part):
    fractions = [Decimal(each).scaleb(-2) for each in range(0, 3000, 7)]
    values = [*range(1200), 10**5, 11 * 10**5, 2 * 10**6, 10**9 + 1, *fractions]
    for tag in sorted(locale_identifiers())[part::8]:
        plurals, babel = Plurals(plural_rules(tag)), Locale.parse(tag).plural_form

        assert plurals.categories == plural_categories(tag)
        for value in values:
            assert plurals.categories[plurals.index(value)] == babel(as_shown(value)), (tag, value)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.binary(),
    st.complex_numbers(),
    st.fractions(),
    st.floats(),
    st.integers(-(10**700), 10**700),
    st.decimals(),
    st.lists(st.integers()),
    st.from_type(type),
)


@given(st.sampled_from(["en", "pl", "ar", "kw", "ja"]), anything)
def test_any_value_has_a_category(tag, value):
    assert category(tag, value) in plural_categories(tag)
