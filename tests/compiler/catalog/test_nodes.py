from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog.nodes import (
    Broken,
    Mapping,
    Nothing,
    Scalar,
    Sequence,
    is_number_too_long,
    plain_data,
    scalar_value,
)


def plain(text):
    return Scalar(text, plain=True, start=0, end=len(text))


def quoted(text):
    return Scalar(text, plain=False, start=0, end=len(text) + 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((each, None) for each in ("", "~", "null", "Null", "NULL")),
        *((each, True) for each in ("true", "True", "TRUE")),
        *((each, False) for each in ("false", "False", "FALSE")),
        *(("0", 0), ("-0", 0), ("+12", 12), ("007", 7), ("9" * 18, int("9" * 18))),
        *(("0o17", 15), ("0x1F", 31), ("0xff", 255)),
        *((".5", 0.5), ("1.", 1.0), ("-1.5e3", -1500.0), ("1e-2", 0.01), ("12e03", 12000.0)),
    ],
)
def test_plain_values_follow_the_core_schema_of_yaml_1_2(text, value):
    found = scalar_value(plain(text))

    assert found == value
    assert type(found) is type(value)
    assert not is_number_too_long(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No", "NO", "yes", "on", "off", "y", "n", "tRUE", "nULL", "None"),
        *("1:30", "12:30:45", "2026-01-01", "2026-01-01T00:00:00Z", "1_000", "0b1", "0o8", "-0x1"),
        *(".", "-", "+", "e3", "1e", "1.2.3", ".inf", "-.INF", ".nan", "inf", "nan", "٣", "१.५"),
    ],
)
def test_what_only_yaml_1_1_took_for_something_else_is_text(text):
    assert scalar_value(plain(text)) == text
    assert not is_number_too_long(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "9" * 19,
        "-" + "9" * 19,
        "0x" + "f" * 16,
        "0o" + "7" * 19,
        "1e100",
        "." + "1" * 31,
        "9" * 5000,
    ],
)
def test_a_number_has_only_so_many_digits(text):
    assert is_number_too_long(plain(text))
    assert not is_number_too_long(quoted(text))


@given(st.text())
@settings(max_examples=settings.default.max_examples * 2)
def test_quoted_text_is_the_text(text):
    assert scalar_value(quoted(text)) == text


@given(st.one_of(st.text(max_size=8), st.from_regex(r"[-+0-9.eExo]{1,40}")))
@settings(max_examples=settings.default.max_examples * 3)
def test_a_value_is_one_that_json_has(text):
    value = scalar_value(plain(text))

    assert json.loads(json.dumps(value, allow_nan=False)) == value


def test_data_leaves_out_what_is_broken_and_says_what_is_empty():
    key = plain("k")
    tree = Mapping(
        {
            "a": (key, Sequence((plain("1"), quoted("1"), plain("")), 0, 0)),
            "b": (key, Broken(0, 0)),
            "c": (key, plain("~")),
            "d": (key, Mapping({}, 0, 0)),
        },
        0,
        0,
    )
    nothing = Nothing()

    assert plain_data(tree) == {"a": [1, "1", None], "c": None, "d": {}}
    assert plain_data(tree, empty=nothing) == {"a": [1, "1", nothing], "c": nothing, "d": {}}
    assert plain_data(Broken(0, 0)) is None
