"""The reader of plural expressions: as the standard library's, within bounds, and never `eval`."""

from __future__ import annotations

from gettext import c2py

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.messages.plural_expression import parse_expression, values_of

NUMBERS = (0, 1, 2, 3, 5, 10, 11, 21, 100, 1000)


def values(text, numbers=NUMBERS):
    tree = parse_expression(text)
    return None if tree is None else values_of(tree, numbers)


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("n", 7, 7),
        ("12", 0, 12),
        ("\t( n )\t", 7, 7),
        ("n?1:0", 0, 0),
        ("n==1 ? 0 : n==2 ? 1 : 2", 2, 1),
        ("n ? n == 1 ? 5 : 6 : 7", 1, 5),
        ("1+2*3", 0, 7),
        ("(1+2)*3", 0, 9),
        ("7-2-1", 0, 4),
        ("7/2%2", 0, 1),
        ("1||0&&0", 0, 1),
        ("1==1<2", 0, 1),
        ("3>2>1", 0, 0),
        ("!n==1", 0, 1),
        ("!!5", 0, 1),
        ("2&&3", 0, 1),
        ("0||0", 0, 0),
        ("n!=1", 1, 0),
        ("n<=1", 2, 0),
        ("n>=2", 2, 1),
        ("n||1/n", 1, 1),
        ("n-1", 0, 2**64 - 1),
        (str(2**64 + 3), 0, 3),
        ("n*n", 2**40, 2**80 % 2**64),
    ],
)
def test_an_expression_is_calculated_as_in_c(text, number, value):
    assert values(text, [number]) == (value,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "(",
        ")",
        "n n",
        "n 1",
        "1 0",
        "n = = 1",
        "n==",
        "==n",
        "n ? 1",
        "n ? : 1",
        "n : 1",
        "(n",
        "n)",
        "n & 1",
        "n; 1",
        "-1",
        "n\n",
        "m",
        "N",
        "1.5",
        "0x10",
        "n²",
        "\u0661",
        "print(n)",
        '__import__("os")',
        "[].append(n)",
    ],
)
def test_anything_else_is_refused(text):
    assert parse_expression(text) is None


@pytest.mark.parametrize("text", ["1/n", "1%n", "n ? 0 : n/0", "0&&1/0||n%0"])
def test_dividing_by_zero_has_no_values(text):
    assert values(text) is None


def test_the_length_is_bounded():
    assert values("n" + "+0" * 9 + " " * 981, [1]) == (1,)
    assert parse_expression("n" + "+0" * 9 + " " * 982) is None


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20 + "n" + ")" * 20,
        "!" * 20 + "n",
        "n?1:" * 20 + "n",
        "n?" * 20 + "n" + ":1" * 20,
        "1" + "+1" * 20,
        "(" * 499 + "n" + ")" * 499,
        "!" * 999 + "n",
        "n*" * 499 + "n",
        "n?" * 499,
    ],
)
def test_the_depth_is_bounded(text):
    assert parse_expression(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "(" * 19 + "n" + ")" * 19,
        "!" * 19 + "n",
        "n?1:" * 19 + "n",
        "1" + "+1" * 19,
        "||".join(["n==1"] * 150),
        "&&".join(["n"] * 300),
    ],
)
def test_what_a_language_could_need_is_within_the_bounds(text):
    assert values(text) is not None


# Without `!`, for which the standard library writes Python's `not`: that binds less.
leaves = st.sampled_from(["n", "0", "1", "2", "10", "100"])
signs = st.sampled_from(["==", "!=", "<", ">", "<=", ">=", "+", "*", "%"])
links = st.sampled_from(["&&", "||"])
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, signs, inner).map(lambda each: "({}) {} {}".format(*each)),
        st.tuples(inner, signs, inner).map(lambda each: "{} {} ({})".format(*each)),
        # In Python they give an operand, in C 0 or 1.
        st.tuples(inner, links, inner).map(lambda each: "({}) > 1 {} ({}) > 1".format(*each)),
        st.tuples(inner, inner, inner).map(lambda each: "({}) ? {} : ({})".format(*each)),
    ),
    max_leaves=6,
)


@settings(max_examples=settings.default.max_examples * 4)
@given(expressions)
def test_the_standard_library_calculates_the_same(text):
    try:
        theirs = tuple(int(c2py(text)(each)) for each in NUMBERS)
    except ZeroDivisionError:
        theirs = None

    assert values(text) == theirs


@given(st.text(st.sampled_from("n01 ()?:!=<>&|+-*/%;x"), max_size=30))
def test_any_text_has_values_or_none(text):
    found = values(text)

    assert found is None or all(0 <= each < 2**64 for each in found)
