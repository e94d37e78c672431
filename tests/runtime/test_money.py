from __future__ import annotations

import copy
import decimal
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime.money import Money, is_code, read_decimal


class HostileNumber(int):
    def fail(self, *_args):
        raise ValueError

    __str__ = __repr__ = __int__ = __index__ = fail


class Code(str):
    __slots__ = ()

    def __str__(self):
        return "no code"


def test_the_amount_is_a_decimal_and_keeps_its_digits():
    money = Money(Decimal("12.50"), "EUR")

    assert (str(money.amount), money.code) == ("12.50", "EUR")
    assert repr(money) == "Money(amount=Decimal('12.50'), code='EUR')"
    assert str(money) == "12.50 EUR"


@pytest.mark.parametrize(
    ("amount", "taken"),
    [
        (7, "7"),
        (-7, "-7"),
        (10**700, "1" + "0" * 700),
        (0.1, "0.1"),
        (1e23, "1E+23"),
        (-0.0, "-0.0"),
        ("12.50", "12.50"),
        ("-1e3", "-1E+3"),
        (Decimal("1E+5"), "1E+5"),
    ],
)
def test_other_numbers_are_taken_as_they_are_written(amount, taken):
    assert str(Money(amount, "EUR").amount) == taken


def test_methods_of_subclasses_are_never_called():
    assert str(Money(HostileNumber(7), "EUR").amount) == "7"


@pytest.mark.parametrize("amount", [None, True, [], b"1", 1j, object()])
def test_what_is_no_number_is_a_type_error(amount):
    with pytest.raises(TypeError, match="Decimal or an int, not "):
        Money(amount, "EUR")


@pytest.mark.parametrize(
    "amount",
    [
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        float("nan"),
        float("inf"),
        "",
        "EUR 5",
        "NaN",
        "Infinity",
        "1_000",
        " 1",
        "\u0661",
        "1E+99999999999999999999",
        "1e5e5",
        "0x5",
    ],
)
def test_what_is_no_finite_number_is_a_value_error(amount):
    with pytest.raises(ValueError, match="finite number"):
        Money(amount, "EUR")


@pytest.mark.parametrize(
    "code", ["", "EU", "EURO", "eur", "EU1", "\u00c4\u00d6\u00dc", "E R", "EUR\n"]
)
def test_a_code_is_three_capital_letters(code):
    with pytest.raises(ValueError, match="three capital letters"):
        Money(1, code)

    assert not is_code(code)


@pytest.mark.parametrize("code", [None, 978, b"EUR"])
def test_a_code_is_text(code):
    with pytest.raises(TypeError, match="is a text, not "):
        Money(1, code)


def test_a_code_of_another_class_becomes_plain_text():
    money = Money(1, Code("EUR"))

    assert type(money.code) is str
    assert str(money) == "1 EUR"


def test_equal_amounts_are_equal_whatever_their_digits():
    assert Money(Decimal("12.50"), "EUR") == Money(12.5, "EUR")
    assert Money(12, "EUR") != Money(12, "USD")
    assert Money(12, "EUR") != Decimal(12)
    assert len({Money(12, "EUR"), Money(Decimal("12.0"), "EUR"), Money(12, "USD")}) == 2


def test_an_amount_never_changes():
    money = Money(1, "EUR")

    with pytest.raises(AttributeError, match="immutable"):
        money.amount = Decimal(2)
    assert copy.deepcopy(money) is money


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(["EUR", "JPY", "XXX"]))
def test_an_amount_can_be_pickled(amount, code):
    money = pickle.loads(pickle.dumps(Money(amount, code)))

    assert (str(money.amount), money.code) == (str(amount), code)


def test_it_can_be_matched_by_position():
    match Money(3, "EUR"):
        case Money(amount, code):
            assert (amount, code) == (3, "EUR")


def test_an_applications_own_context_changes_nothing():
    with decimal.localcontext(decimal.Context(prec=2, traps=[])):
        assert str(Money("12.345", "EUR").amount) == "12.345"
        assert str(Money(12345, "EUR").amount) == "12345"
        assert read_decimal("-") is None
