from __future__ import annotations

import enum
import json
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Context, Decimal, localcontext
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime.money import Money
from reasonbook.runtime.wire import Undecodable, decode, encode, fits, frozen

GENERATOR = Path(__file__).parents[2] / "generator"
LARGE = 1 << 2_000
NAIVE = datetime.fromisoformat("2026-11-25T14:30:00")
BERLIN = ZoneInfo("Europe/Berlin")


def numbers(rows):
    """Return numbers as names of test cases: some values cannot be written, or lie."""
    return [str(number) for number, _ in enumerate(rows)]


class Raises:
    """Fails at all it is asked."""

    def fail(self, *_args):
        raise ValueError

    __str__ = __repr__ = __eq__ = __hash__ = __format__ = __bool__ = fail
    __class__ = property(fail)


class LiesToBe:
    """Says it is of another class."""

    def __init__(self, kind):
        self.kind = kind

    def __str__(self):
        return "a liar"

    @property
    def __class__(self):
        return self.kind


class HostileList(list):
    def __iter__(self):
        raise ValueError

    __str__ = __repr__ = __iter__


class HostileZone(tzinfo):
    def utcoffset(self, _moment):
        raise ValueError


class Colour(enum.Enum):
    RED = "red"
    ONE = 1


class Code(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class OtherFloat(float):
    __slots__ = ()


class OtherDecimal(Decimal):
    __slots__ = ()

    def __str__(self):
        return "other"


FORMS = [
    ("text", "text"),
    ("", ""),
    ("{x} \ud800 \x00", "{x} \ud800 \x00"),
    ("long" * 100_000, "long" * 100_000),
    (3, 3),
    (True, True),
    (None, None),
    (0.5, 0.5),
    (LARGE - 1, LARGE - 1),
    (LARGE, {"type": "integer", "value": hex(LARGE)}),
    (-LARGE, {"type": "integer", "value": hex(-LARGE)}),
    (("a", "b"), ["a", "b"]),
    ((), []),
    (Decimal("12.50"), {"type": "decimal", "value": "12.50"}),
    (Decimal("-0"), {"type": "decimal", "value": "-0"}),
    (Decimal("1E+600"), {"type": "decimal", "value": "1E+600"}),
    (date(2026, 11, 25), {"type": "date", "value": "2026-11-25"}),
    (time(14, 30), {"type": "time", "value": "14:30:00"}),
    (time(14, 30, tzinfo=UTC), {"type": "time", "value": "14:30:00+00:00"}),
    (NAIVE, {"type": "datetime", "value": "2026-11-25T14:30:00"}),
    (
        datetime(2026, 11, 25, 14, 30, 0, 500, timezone(timedelta(minutes=-90))),
        {"type": "datetime", "value": "2026-11-25T14:30:00.000500-01:30"},
    ),
    (timedelta(hours=1, minutes=30, seconds=0.5), {"type": "duration", "value": "PT1H30M0.5S"}),
    (Money(Decimal("12.50"), "EUR"), {"type": "currency", "amount": "12.50", "code": "EUR"}),
]

OTHER_SPELLINGS = [
    (
        {"type": "datetime", "value": "2026-11-25T14:30:00.000Z"},
        {"type": "datetime", "value": "2026-11-25T14:30:00+00:00"},
    ),
    (
        {"type": "datetime", "value": "2026-11-25T14:30:00.123456000Z"},
        {"type": "datetime", "value": "2026-11-25T14:30:00.123456+00:00"},
    ),
    ({"type": "time", "value": "14:30:00,5"}, {"type": "time", "value": "14:30:00.500000"}),
    ({"type": "time", "value": "14:30"}, {"type": "time", "value": "14:30:00"}),
    ({"type": "date", "value": "20261125"}, {"type": "date", "value": "2026-11-25"}),
    ({"type": "duration", "value": "PT90M"}, {"type": "duration", "value": "PT1H30M"}),
    ({"type": "decimal", "value": "0.00000001"}, {"type": "decimal", "value": "1E-8"}),
    ({"type": "decimal", "value": "+1e2"}, {"type": "decimal", "value": "1E+2"}),
    (LARGE, {"type": "integer", "value": hex(LARGE)}),
]

KEPT = [
    ("date", {"type": "date", "value": "garbage"}),
    ("date", {"type": "date", "value": "2026-11-25T14:30:00"}),
    ("date", {"type": "date", "value": 20261125}),
    ("date", {"type": "date"}),
    ("date", {"type": "date", "value": "2026-11-25", "calendar": "gregory"}),
    ("date", {"type": "date", "amount": "1", "code": "EUR"}),
    ("time", {"type": "time", "value": "25:00"}),
    ("datetime", {"type": "datetime", "value": "2026-11-25"}),
    ("datetime", {"type": "datetime", "value": "2026-11-25 14:30:00"}),
    ("datetime", {"type": "datetime", "value": "2026-13-25T14:30:00"}),
    ("datetime", {"type": "datetime", "value": "2026-11-25T14:30:00.1234567Z"}),
    ("datetime", {"type": "datetime", "value": "2026-11-25T14:30:00,123456001+01:00"}),
    ("time", {"type": "time", "value": "14:30:00.1234567"}),
    ("time", {"type": "time", "value": "14:30:00+01:00:00.1234567"}),
    ("duration", {"type": "duration", "value": "P1Y"}),
    ("decimal", {"type": "decimal", "value": "NaN"}),
    ("decimal", {"type": "decimal", "value": "1E+5000"}),
    ("decimal", {"type": "decimal", "value": "1E-5000"}),
    ("decimal", {"type": "decimal", "value": "0E+5000"}),
    ("decimal", {"type": "decimal", "value": "1_0"}),
    ("decimal", {"type": "decimal", "value": "1" + "0" * 1_300}),
    ("decimal", {"type": "decimal", "value": "1" * 70_000}),
    ("integer", {"type": "integer", "value": "0x5"}),
    ("integer", {"type": "integer", "value": "garbage"}),
    ("integer", {"type": "integer", "value": "0x_" + "f" * 600}),
    ("integer", {"type": "integer", "value": "0x" + "f" * 70_000}),
    ("currency", {"type": "currency", "amount": "12.50"}),
    ("currency", {"type": "currency", "amount": "1E+5000", "code": "EUR"}),
    ("currency", {"type": "currency", "amount": "12.50", "code": "euro"}),
    ("currency", {"type": "currency", "value": "12.50 EUR"}),
    ("unknown", {"type": "money", "amount": "12.50", "code": "EUR"}),
    ("unknown", {"type": "geometry", "value": "POINT(1 2)"}),
    ("unknown", {"type": ["date"], "value": "2026-11-25"}),
    ("unknown", {"type": "", "value": ""}),
    ("unknown", {"value": "2026-11-25"}),
    ("unknown", {"b": {"c": [1, 2.5, None, True]}, "a": {}}),
    ("unknown", {}),
]


def spelled(value):
    """Return *value* so that what JSON tells apart differs: 1, 1.0 and true."""
    return json.dumps(value, sort_keys=True)


def through_json(value):
    return decode(json.loads(json.dumps(encode(value))))


def nested(depth):
    value = []
    for _ in range(depth - 1):
        value = [value]
    return value


FORMLESS = [
    (Decimal("NaN"), "NaN"),
    (Decimal("sNaN"), "sNaN"),
    (Decimal("1E+5000"), "1E+5000"),
    (Decimal("1E-5000"), "1E-5000"),
    (Decimal("1." + "0" * 2_000), "1." + "0" * 253 + "…"),
    (Money(Decimal("1E+5000"), "EUR"), "1E+5000 EUR"),
    ({"a": 1}, "{'a': 1}"),
    (b"bytes", "b'bytes'"),
    (Colour.ONE, "Colour.ONE"),
    (1 << 300_000, None),
    (LiesToBe(str), None),
    (LiesToBe(int), None),
    (LiesToBe(Decimal), "a liar"),
    (LiesToBe(datetime), "a liar"),
    (LiesToBe(list), "a liar"),
    (LiesToBe(Money), "a liar"),
    (LiesToBe(dict), "a liar"),
    (nested(9), [[[[[[[["[]"]]]]]]]]),
    (set(), "set()"),
]


@pytest.mark.parametrize(("value", "form"), FORMS, ids=numbers(FORMS))
def test_each_value_has_its_form(value, form):
    assert spelled(encode(value)) == spelled(form)
    assert repr(decode(form)) == repr(value)


@pytest.mark.parametrize(("form", "own"), OTHER_SPELLINGS)
def test_another_spelling_is_read_and_becomes_ours(form, own):
    value = decode(form)

    assert not isinstance(value, Undecodable)
    assert encode(value) == own
    assert decode(own) == value


@pytest.mark.parametrize(("kind", "form"), KEPT)
def test_what_cannot_be_read_is_kept(kind, form):
    value = decode(form)

    assert isinstance(value, Undecodable)
    assert repr(value) == f"Undecodable(kind={kind!r}, source=<personal>)"
    assert spelled(encode(value)) == spelled(form)
    assert value == decode(json.loads(json.dumps(form)))
    assert pickle.loads(pickle.dumps(value)) == value
    assert len({value, decode(form)}) == 1


def test_what_is_kept_does_not_follow_its_origin():
    form = {"type": "date", "value": "garbage"}
    value = decode(form)
    form["value"] = "other"

    assert encode(value) == {"type": "date", "value": "garbage"}


def test_what_is_kept_says_its_text_to_people():
    assert str(decode({"type": "date", "value": "tomorrow"})) == "tomorrow"
    assert str(decode({"type": "date", "value": 5})) == '{"type": "date", "value": 5}'
    assert str(Undecodable("unknown", "[1]")) == "[1]"


def test_one_bad_item_leaves_the_others_alone():
    value = decode(
        ["a", {"type": "date", "value": "garbage"}, {"type": "date", "value": "2026-11-25"}]
    )

    assert value[0] == "a"
    assert isinstance(value[1], Undecodable)
    assert value[2] == date(2026, 11, 25)
    assert encode(["a", Raises(), date(2026, 11, 25)])[::2] == ["a", encode(date(2026, 11, 25))]


@pytest.mark.parametrize("depth", [1, 8, 9, 500])
def test_nested_lists_come_back(depth):
    assert encode(decode(nested(depth))) == nested(depth)
    hash(decode(nested(depth)))


def test_lists_that_no_reader_of_json_accepts_are_no_error():
    endless = []
    endless.append(endless)

    for value in (nested(100_000), endless):
        hash(decode(value))
        hash(frozen(value))
        json.dumps(encode(value))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_json_does_not_have_become_text(number):
    assert encode(number) == decode(number) == str(number)
    assert encode(decode({"x": number})) == str({"x": number})


@pytest.mark.parametrize(("value", "text"), FORMLESS, ids=numbers(FORMLESS))
def test_what_has_no_form_is_written_as_text(value, text):
    assert encode(value) == text


@pytest.mark.parametrize("make", [Raises, HostileList, lambda: time(1, tzinfo=HostileZone())])
def test_objects_that_fail_are_no_error(make):
    assert encode(make()) is None
    assert decode(make()) is None
    assert frozen(make()) is None
    assert not any(fits(kind, make()) for kind in ("string", "list", "date", "enum", "number"))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Code.RED, "red"),
        (Colour.RED, "red"),
        (Level.HIGH, 3),
        (OtherFloat(0.5), 0.5),
        ([Code.RED, ["b"]], ("red", ("b",))),
        (OtherDecimal("1.50"), Decimal("1.50")),
    ],
)
def test_values_of_other_classes_come_back_as_plain_ones(value, plain):
    result = through_json(value)

    assert result == plain
    assert type(result) is type(plain)
    assert frozen(value) == plain


def test_a_decimal_of_another_class_is_written_by_its_digits():
    assert encode(OtherDecimal("1.50")) == {"type": "decimal", "value": "1.50"}


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (True, True),
        (None, None),
        (["a", ["b", Decimal(1)]], ("a", ("b", Decimal(1)))),
        (Colour.ONE, Colour.ONE),
        (Money(1, "EUR"), Money(1, "EUR")),
        ({"a": 1}, "{'a': 1}"),
        ([{"a": 1}], ("{'a': 1}",)),
        (Decimal("sNaN"), "sNaN"),
        (bytearray(b"x"), "bytearray(b'x')"),
    ],
)
def test_what_is_frozen_can_be_hashed(value, result):
    assert repr(frozen(value)) == repr(result)
    hash(frozen(value))


def test_python_values_in_place_of_json_stay_what_they_are():
    assert decode({"when": date(2026, 11, 25)}) == "{'when': datetime.date(2026, 11, 25)}"
    assert decode((date(2026, 11, 25), "a")) == (date(2026, 11, 25), "a")
    assert decode(Money(1, "EUR")) == Money(1, "EUR")


def test_a_zone_becomes_its_offset():
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    result = through_json(moment)

    assert encode(moment)["value"] == "2026-10-25T02:30:00+01:00"
    assert result.utcoffset() == moment.utcoffset()
    assert result.replace(tzinfo=None, fold=1) == moment.replace(tzinfo=None)


def test_an_applications_own_context_changes_nothing():
    with localcontext(Context(prec=2, traps=[])):
        assert str(through_json(Decimal("12.345"))) == "12.345"
        assert through_json(Money("12.345", "EUR")) == Money("12.345", "EUR")
        assert isinstance(decode({"type": "decimal", "value": "-"}), Undecodable)


TEXTS = st.text(st.characters(codec=None))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
# CPython reads "+00:00:00.000001" as no offset at all; no zone has parts of a second.
OFFSETS = st.integers(-82_800, 82_800).map(lambda seconds: timezone(timedelta(seconds=seconds)))
VALUES = (
    TEXTS
    | st.integers()
    | st.integers(min_value=-(1 << 5_000), max_value=1 << 5_000)
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False, allow_infinity=False)
    | DECIMALS
    | st.dates()
    | st.times(timezones=st.none() | OFFSETS).map(lambda value: value.replace(fold=0))
    | st.datetimes(timezones=st.none() | OFFSETS).map(lambda value: value.replace(fold=0))
    | st.timedeltas()
    | st.builds(Money, DECIMALS, st.sampled_from(["EUR", "JPY"]))
    | st.lists(TEXTS).map(tuple)
)
WORDS = st.sampled_from(
    ["type", "value", "amount", "code", "date", "decimal", "duration", "currency", "EUR", "1.5"]
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS | WORDS, inner),
)
TYPED = st.builds(
    lambda kind, text: {"type": kind, "value": text},
    st.sampled_from(["date", "time", "datetime", "decimal", "duration", "integer", "currency"]),
    TEXTS
    | st.text("0123456789.-+eE")
    | st.text("PTDHMS0123456789.")
    | st.text("0123456789-:T+Z.W", max_size=20)
    | st.text("0123456789abcdef").map(lambda text: f"0x{text}"),
)


@given(VALUES)
def test_every_value_comes_back(value):
    result = through_json(value)

    assert repr(result) == repr(value)
    assert frozen(value) == result
    assert hash(result) == hash(value)


@given(JSON)
def test_any_json_comes_back(form):
    value = decode(form)
    hash(value)

    assert spelled(encode(value)) == spelled(form)


@given(TYPED)
def test_what_looks_like_a_value_comes_back_or_is_the_same_value(form):
    value = decode(form)
    hash(value)

    assert encode(value) == form or decode(encode(value)) == value


FITTING = {
    "string": ["", "text", Code.RED],
    "integer": [0, -3, LARGE, Level.HIGH],
    "number": [0, 1.5, -0.0, Decimal("1.5"), LARGE, Level.HIGH],
    "percent": [1, 0.25, Decimal("0.25")],
    "currency": [Money(1, "EUR")],
    "date": [date(2026, 11, 25)],
    "time": [time(14, 30)],
    "datetime": [NAIVE],
    "duration": [timedelta(1)],
    "list": [[], (), ["a"], ("a", Code.RED)],
    "enum": ["red", Code.RED, Colour.RED],
}
OTHERS = [None, True, b"text", {}, {"red"}, [1], ["a", None], object(), Colour.ONE, "blue"]
NOT_FINITE = [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity"), Decimal("sNaN")]
KINSHIP = {
    ("integer", "number"),
    ("integer", "percent"),
    ("number", "percent"),
    ("percent", "number"),
    ("enum", "string"),
}


@pytest.mark.parametrize("kind", FITTING)
def test_a_placeholder_takes_values_of_its_type_and_no_others(kind):
    values = frozenset({"red", ""})

    assert all(fits(kind, value, values) for value in FITTING[kind])
    assert not any(
        fits(kind, value)
        for other, others in FITTING.items()
        if other != kind and (other, kind) not in KINSHIP
        for value in others
        if not (isinstance(value, str) and kind == "string")
        and not (isinstance(value, int) and kind == "integer")
    )
    assert not any(
        fits(kind, value, values)
        for value in (*OTHERS, *NOT_FINITE, decode({"type": "date", "value": "garbage"}))
        if not (kind == "string" and isinstance(value, str))
    )


def test_an_enum_without_values_takes_nothing():
    assert not fits("enum", "red")


def test_an_unknown_type_takes_nothing():
    assert not fits("geometry", "text")


def test_nobody_has_a_value_of_a_module_that_nobody_has_imported(monkeypatch):
    monkeypatch.delitem(sys.modules, "decimal")
    monkeypatch.delitem(sys.modules, "datetime")

    assert encode(LiesToBe(Decimal)) == encode(LiesToBe(date)) == "a liar"
    assert not fits("number", LiesToBe(Decimal))
    assert not {"decimal", "datetime"} & sys.modules.keys()


def test_plain_values_need_neither_decimal_nor_datetime_nor_json():
    program = (
        "from reasonbook.runtime import wire\n"
        "class Other: pass\n"
        "values = ['a', 1, 1.5, ['b'], None]\n"
        "assert [wire.decode(wire.encode(each)) for each in values[:3]] == values[:3]\n"
        "assert wire.frozen(values[3]) == ('b',)\n"
        "assert not wire.fits('number', 'a') and wire.fits('percent', 1.5)\n"
        "assert wire.encode(Other()).startswith('<')\n"
        "print(*{'decimal', 'datetime', 'json', 're'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path[:0] = [{str(GENERATOR)!r}]\n{program}",
        ],
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout.strip() == ""
