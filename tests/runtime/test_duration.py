from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime.duration import read_duration, split_duration, write_duration

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
MILLI = timedelta(milliseconds=1)
MICRO = timedelta(microseconds=1)
DAY = timedelta(days=1)

WRITTEN = [
    (timedelta(), "PT0S"),
    (SECOND, "PT1S"),
    (90 * MINUTE, "PT1H30M"),
    (90 * MINUTE + 500 * MILLI, "PT1H30M0.5S"),
    (DAY, "P1D"),
    (DAY + SECOND, "P1DT1S"),
    (400 * DAY, "P400D"),
    (10 * HOUR, "PT10H"),
    (10 * SECOND, "PT10S"),
    (MICRO, "PT0.000001S"),
    (-MICRO, "-PT0.000001S"),
    (-DAY - HOUR, "-P1DT1H"),
    (timedelta.max, "P999999999DT23H59M59.999999S"),
    (timedelta.min, "-P999999999D"),
]
OTHER_SPELLINGS = [
    ("PT90M", 90 * MINUTE),
    ("PT1.5H", 90 * MINUTE),
    ("PT1,5H", 90 * MINUTE),
    ("P1.5D", 36 * HOUR),
    ("P2W", 14 * DAY),
    ("P1W1D", 8 * DAY),
    ("+PT1S", SECOND),
    ("-PT0S", timedelta()),
    ("PT000001S", SECOND),
    ("PT0.100000000S", 100 * MILLI),
    ("P0DT0H0M1S", SECOND),
]
REFUSED = [
    "",
    "-",
    "P",
    "PT",
    "P1DT",
    "1H",
    "T1H",
    "PTH",
    "PT1",
    "PT1X",
    "P1H",
    "PT1D",
    "PT1M1H",
    "PT1H1H",
    "P1Y",
    "P1M",
    "PT-1H",
    "--PT1H",
    "PT 1H",
    "PT1H ",
    "pt1h",
    "PT1.H",
    "PT.5H",
    "PT1.5.5S",
    "PT1.5H1M",
    "P1.5DT1H",
    "PT1_0S",
    "PT1e3S",
    "PT\u0661S",
    "PT\u00b2S",
    "PT0.0000001S",
    "PT0.123456789S",
    "P1000000000D",
    "P" + "9" * 62 + "D",
    "P" + "9" * 5000 + "D",
]


@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_it_is_written_as_iso_8601_has_it(value, text):
    assert write_duration(value) == text
    assert read_duration(text) == value


@pytest.mark.parametrize(("text", "value"), OTHER_SPELLINGS)
def test_what_others_write_is_read(text, value):
    assert read_duration(text) == value


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_none_or_cannot_be_held_exactly_is_refused(text):
    assert read_duration(text) is None


@given(st.timedeltas())
def test_what_is_written_is_read_as_it_was(value):
    assert read_duration(write_duration(value)) == value


@given(st.text() | st.text(alphabet="PTWDHMS0123456789.,+-").map(lambda text: f"P{text}"))
def test_no_text_is_an_error(text):
    read_duration(text)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (timedelta(), [("second", 0)]),
        (SECOND, [("second", 1)]),
        (90 * MINUTE, [("hour", 1), ("minute", 30)]),
        (-90 * MINUTE, [("hour", 1), ("minute", 30)]),
        (1500 * MILLI, [("second", Decimal("1.5"))]),
        (1050 * MILLI, [("second", Decimal("1.05"))]),
        (250 * MILLI, [("millisecond", 250)]),
        (1050 * MICRO, [("millisecond", Decimal("1.05"))]),
        (50 * MICRO, [("microsecond", 50)]),
        (SECOND + MICRO, [("second", 1)]),
        (HOUR + 500 * MILLI, [("hour", 1), ("millisecond", 500)]),
        (HOUR + MINUTE + 5 * MILLI, [("hour", 1), ("minute", 1), ("millisecond", 5)]),
        (2 * DAY + 5020 * MILLI, [("day", 2), ("second", Decimal("5.02"))]),
        (HOUR + MINUTE + 5020 * MILLI, [("hour", 1), ("minute", 1), ("second", 5)]),
        (DAY - MILLI, [("hour", 23), ("minute", 59), ("second", 59)]),
        (2 * DAY - SECOND, [("day", 1), ("hour", 23), ("minute", 59)]),
        (timedelta.min, [("day", 999_999_999)]),
    ],
)
def test_people_are_told_at_most_three_units(value, parts):
    assert split_duration(value) == parts


UNITS = {
    "day": DAY,
    "hour": HOUR,
    "minute": MINUTE,
    "second": SECOND,
    "millisecond": MILLI,
    "microsecond": MICRO,
}


def exact(unit, number):
    return UNITS[unit] // MICRO * Decimal(number)


@given(st.timedeltas())
def test_it_never_reads_longer_than_it_was_and_lacks_less_than_its_last_unit(value):
    parts = split_duration(value)
    told = sum(exact(*part) for part in parts)
    last = parts[-1][0] if isinstance(parts[-1][1], int) else "millisecond"

    assert 1 <= len(parts) <= 3
    assert 0 <= abs(value) // MICRO - told < UNITS[last] // MICRO


@given(st.timedeltas(max_value=timedelta(seconds=1), min_value=timedelta()))
def test_what_is_less_than_a_second_is_told_exactly(value):
    assert sum(exact(*part) for part in split_duration(value)) == value // MICRO
