from __future__ import annotations

import subprocess
import sys
from decimal import Decimal, localcontext
from enum import IntEnum
from fractions import Fraction
from functools import cache

import pytest
from babel import Locale
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.messages.tags import known_tags
from reasonbook.runtime.numbers import integer_writer, number_writer, percent_writer

# Every kind of marks and groups that CLDR has.
SAMPLE = ("ar", "de", "de_AT", "de_CH", "en", "es", "eu", "fr", "he", "hi", "lt", "pl", "sv", "tr")
NUMBERS = (
    *(0, 1, -1, 12, 999, 1_000, 1_234, -12_345, 123_456, 1_234_567, 10**9, 10**12 + 1, -(10**30)),
    *(0.0, -0.0, 0.5, 1.5, -1.5, 12.25, 999.999, 1_000.5, 1_234.5, -12_345.75, 1_234_567.5),
    *(0.0005, 0.0015, 0.0025, -0.0005, 2.0005, 0.9995, 999.9995, 1e-7, 5e-324, 0.1 + 0.2),
    *(123_456_789.125, 999_999_999.9999, 999_999_999.5, 1e9, 1e15 + 0.3, 1e16, 1.5e16, 1e22, 1e23),
    *(Decimal("1.50"), Decimal("-0.0005"), Decimal("1E+3"), Decimal("1E-30"), Decimal("0E+20")),
    *(Decimal("-0"), Decimal("0.9995"), Decimal("12345678901234567890.12345"), Decimal("1E+600")),
    *(Decimal("1.00150000000000000000000000000001"), Decimal("1.0014999999999999999999999999999")),
)
VALUES = (
    st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(-1e10, 1e10)
    | st.integers(-(10**13), 10**13).map(lambda number: number / 10_000)
    | st.integers(-(10**12), 10**12).map(lambda number: number / 100_000)
    | st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False)
    | st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=4)
)


@cache
def record(tag):
    return make_locale_table(tag, ()).locales[tag]


def babel(write, value, tag):
    """Return what Babel writes, with as many digits as it takes: by default it gives up at 28."""
    with localcontext() as context:
        context.prec = 1_000
        return write(value, locale=Locale.parse(tag))


def write_number(value, tag="en"):
    return number_writer(record(tag)["number"])(value)


def write_integer(value, tag="en"):
    return integer_writer(record(tag)["number"])(value)


def write_percent(value, tag="en"):
    return percent_writer(record(tag)["number"], record(tag)["percent"])(value)


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("en", 1234567.5, "1,234,567.5"),
        ("en", 12.5, "12.5"),
        ("en", 3.0, "3"),
        ("en", 0.1 + 0.2, "0.3"),
        ("de", 1234567.5, "1.234.567,5"),
        ("de", -0.25, "-0,25"),
        ("de_CH", 1234.5, "1\u2019234.5"),
        ("pl", 1234, "1\xa0234"),
        ("hi", 1234567.891, "12,34,567.891"),
        ("en_IN", 10**9, "1,00,00,00,000"),
        ("fr", 1234567, "1\u202f234\u202f567"),
        ("sv", -5, "-5"),
    ],
)
def test_a_number_is_written_as_the_locale_has_it(tag, value, text):
    assert write_number(value, tag) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0005, "0"),
        (0.0015, "0.002"),
        (0.0025, "0.002"),
        (1.0005, "1"),
        (2.0015, "2.002"),
        (0.00051, "0.001"),
        (999.9995, "1,000"),
        (999.9994, "999.999"),
        (Decimal("0.0005"), "0"),
        (Decimal("0.00050000000000000000000000000000000001"), "0.001"),
        (Decimal("1.00150000000000000000000000000000"), "1.002"),
        (Decimal("1.00249999999999999999999999999999"), "1.002"),
        (-0.0, "-0"),
        (-0.0001, "-0"),
        (1e22, "10,000,000,000,000,000,000,000"),
        (1e23, "100,000,000,000,000,000,000,000"),
        (1e-7, "0"),
        (9007199254740993.0, "9,007,199,254,740,992"),
    ],
)
def test_the_digits_of_a_value_are_rounded_half_to_even_after_the_third(value, text):
    assert write_number(value) == text


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("en", 0.25, "25%"),
        ("de", 0.25, "25\xa0%"),
        ("tr", 0.25, "%25"),
        ("eu", -0.5, "-%\xa050"),
        ("en_IN", 123456, "1,23,45,600%"),
        ("en", 0.005, "0%"),
        ("en", 0.015, "2%"),
        ("en", Decimal("0.025"), "2%"),
        ("en", -0.001, "-0%"),
        ("en", 1, "100%"),
        ("en", Decimal("12.5"), "1,250%"),
    ],
)
def test_a_share_is_written_as_whole_per_cent(tag, value, text):
    assert write_percent(value, tag) == text


@pytest.mark.parametrize("tag", SAMPLE)
@pytest.mark.parametrize("value", NUMBERS, ids=repr)
def test_numbers_are_what_babel_writes(tag, value):
    number, percent = record(tag)["number"], record(tag)["percent"]

    assert number_writer(number)(value) == babel(format_decimal, value, tag)
    assert percent_writer(number, percent)(value) == babel(format_percent, value, tag)
    if type(value) is int:
        assert integer_writer(number)(value) == babel(format_decimal, value, tag)


@given(st.sampled_from(SAMPLE), VALUES)
def test_any_number_is_what_babel_writes(tag, value):
    number, percent = record(tag)["number"], record(tag)["percent"]

    assert number_writer(number)(value) == babel(format_decimal, value, tag)
    assert percent_writer(number, percent)(value) == babel(format_percent, value, tag)


@pytest.mark.slow
def test_every_locale_of_cldr_writes_numbers_as_babel_does():
    different = []
    for tag in known_tags():
        found = record(tag)
        write = number_writer(found["number"])
        write_share = percent_writer(found["number"], found["percent"])
        different += [
            (tag, value)
            for value in NUMBERS
            if write(value) != babel(format_decimal, value, tag)
            or write_share(value) != babel(format_percent, value, tag)
        ]

    assert different == []


@pytest.mark.slow
@given(st.sampled_from(known_tags()), VALUES)
def test_any_locale_writes_any_number_as_babel_does(tag, value):
    assert write_number(value, tag) == babel(format_decimal, value, tag)
    assert write_percent(value, tag) == babel(format_percent, value, tag)


def test_a_locale_may_write_numbers_without_groups():
    number = ("\u00b7", "'", "\u2212", 0, 0)

    assert number_writer(number)(1234567.25) == "1234567\u00b725"
    assert integer_writer(number)(-1234567) == "\u22121234567"
    assert percent_writer(number, ("", "%", "\u2212", "%", 0, 0))(12.5) == "1250%"


@pytest.mark.parametrize("value", [-5, -5.5, Decimal("-5.5"), -0.0005])
def test_the_minus_sign_is_that_of_the_locale(value):
    text = number_writer((".", ",", "\u200e\u2212", 3, 3))(value)

    assert text.startswith("\u200e\u2212")
    assert "-" not in text


class Small(IntEnum):
    SEVEN = 7


class Number(int):
    def __repr__(self):
        raise RuntimeError

    __str__ = __format__ = __int__ = __lt__ = __gt__ = __neg__ = __abs__ = __index__ = __repr__


class Real(float):
    def __repr__(self):
        raise RuntimeError

    __str__ = __format__ = __float__ = __lt__ = __gt__ = __neg__ = __abs__ = __repr__


class Amount(Decimal):
    def __repr__(self):
        raise RuntimeError

    __str__ = __format__ = __float__ = __lt__ = __gt__ = __neg__ = __abs__ = as_tuple = __repr__


def test_methods_of_subclasses_are_not_called():
    assert write_number(Small.SEVEN) == "7"
    assert write_number(Number(-1234)) == "-1,234"
    assert write_integer(Number(-1234)) == "-1,234"
    assert write_number(Real(-1234.5)) == "-1,234.5"
    assert write_number(Real(0.0005)) == "0"
    assert write_number(Amount("1234.5")) == "1,234.5"
    assert write_number(Amount("-0.0005")) == "-0"
    assert write_percent(Amount("-0.25")) == "-25%"


class Liar:
    def __init__(self, claimed):
        self.claimed = claimed

    @property
    def __class__(self):
        return self.claimed


class Raiser:
    @property
    def __class__(self):
        raise RuntimeError


NO_NUMBERS = (
    *(None, True, False, "1", b"1", "", [], (), {}, 1j, Fraction(1, 3), object(), float),
    *(float("nan"), float("inf"), float("-inf"), Real("nan"), Real("inf")),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("-sNaN12"), Decimal("Infinity"), Decimal("-Inf")),
    *(Decimal("1E+700"), Decimal("1E+999999"), Decimal("1" * 700), 2**2000, -(2**2000), 10**9999),
    *(Number(2**2000), Liar(int), Liar(float), Liar(Decimal), Liar(bool), Raiser()),
)


@pytest.mark.parametrize("index", range(len(NO_NUMBERS)))
def test_what_is_no_finite_number_of_a_moderate_size_is_not_written(index):
    assert write_number(NO_NUMBERS[index]) is None
    assert write_integer(NO_NUMBERS[index]) is None
    assert write_percent(NO_NUMBERS[index]) is None


@pytest.mark.parametrize("value", [1.0, Decimal(1), "1", None, True])
def test_an_integer_is_nothing_else(value):
    assert write_integer(value) is None


def test_a_number_of_2000_bits_is_written():
    number = 2**2000 - 1

    for value in (number, Number(number)):
        assert write_integer(value) == f"{number:,}"
        assert write_number(value) == f"{number:,}"
        assert write_percent(value) == f"{number * 100:,}%"
    assert write_number(-number) == f"{-number:,}"


def test_the_size_of_a_decimal_is_bounded_before_it_is_written():
    assert write_number(Decimal("9" * 603)) == f"{int('9' * 603):,}"
    assert write_number(Decimal("9" * 604)) is None
    assert write_number(Decimal((0, (0,) * 700, 0))) == "0"
    assert write_number(Decimal("1E-999999")) == "0"


@given(VALUES | st.floats() | st.decimals() | st.text() | st.complex_numbers() | st.fractions())
def test_no_value_raises(value):
    for write in (write_number, write_integer, write_percent):
        assert isinstance(write(value), str | None)


def test_writing_numbers_imports_no_decimal():
    code = (
        "import sys\n"
        "from reasonbook.runtime.numbers import number_writer\n"
        # A tool that measures coverage may have needed it.
        "sys.modules.pop('decimal', None)\n"
        "write = number_writer(('.', ',', '-', 3, 3))\n"
        "print(write(1234.5), write(-0.00051), write(object()), 'decimal' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "1,234.5 -0.001 None False\n"
