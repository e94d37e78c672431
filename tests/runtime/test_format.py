from __future__ import annotations

import decimal
import errno
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale, dates, localedata, numbers
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime import LocaleData
from reasonbook.runtime import format as formatting
from reasonbook.runtime.format import writer
from reasonbook.runtime.language import Language
from reasonbook.runtime.money import Money
from reasonbook.runtime.values import clean

GENERATOR = Path(__file__).parents[2] / "generator"
KINDS = ["currency", "date", "time", "datetime", "duration"]
LOCALES = ["en", "de", "fr", "pt_BR", "ar", "ja", "zh_Hant", "sr_Latn", "fa", "pl"]

DAY = date(2026, 11, 25)
MOMENT = datetime.fromisoformat("2026-11-25T14:30:05.5")
HOURS = timedelta(hours=1, minutes=30)
VALUES = {
    "currency": Money("1234.5", "EUR"),
    "date": DAY,
    "time": time(14, 30),
    "datetime": MOMENT,
    "duration": HOURS,
}
# What stands between a number and its unit, and on the borders of right-to-left text.
NBSP, NNBSP, RLM = "\u00a0", "\u202f", "\u200f"


class HostileDate(date):
    @property
    def month(self):
        raise ValueError


class HostileZone(tzinfo):
    def utcoffset(self, _moment):
        raise ValueError

    dst = tzname = utcoffset


class HostileMoney(Money):
    __slots__ = ()

    code = "\x1b[31m"

    def __init__(self):
        object.__setattr__(self, "amount", Decimal(1))


class OtherDuration(timedelta):
    """As the durations of other libraries, of the class that Python has."""


@pytest.mark.parametrize(
    ("kind", "locale", "text"),
    [
        ("currency", "en", "€1,234.50"),
        ("currency", "de", f"1.234,50{NBSP}€"),
        ("currency", "pt_BR", f"€{NBSP}1.234,50"),
        ("currency", "ar", f"{RLM}1,234.50{NBSP}€"),
        ("date", "en", "Nov 25, 2026"),
        ("date", "en_GB", "25 Nov 2026"),
        ("date", "de", "25.11.2026"),
        ("date", "zh_Hant", "2026年11月25日"),
        ("date", "sr_Latn", "25. 11. 2026."),
        ("time", "en", f"2:30{NNBSP}PM"),
        ("time", "de", "14:30"),
        ("time", "zh_Hant", "下午2:30"),
        ("datetime", "en", f"Nov 25, 2026, 2:30:05{NNBSP}PM"),
        ("datetime", "de", "25.11.2026, 14:30:05"),
        ("duration", "en", "1 hour, 30 minutes"),
        ("duration", "de", "1 Stunde, 30 Minuten"),
        ("duration", "ja", "1 時間 30 分"),
        ("duration", "zh_Hant", "1 小時 30 分鐘"),
        ("duration", "ar", "ساعة و30 دقيقة"),
    ],
)
def test_each_type_is_written_as_the_locale_has_it(kind, locale, text):
    assert writer(kind, locale)(VALUES[kind]) == text


@pytest.mark.parametrize("locale", LOCALES)
@given(value=st.datetimes(timezones=st.none() | st.timezones()))
def test_dates_and_times_are_those_of_babel(locale, value):
    clock = value.time()
    style = "medium" if value.second else "short"

    assert writer("date", locale)(value.date()) == dates.format_date(value, locale=locale)
    assert writer("datetime", locale)(value) == dates.format_datetime(value, locale=locale)
    assert writer("time", locale)(clock) == dates.format_time(clock, style, locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
@given(
    amount=st.decimals(min_value=-(10**20), max_value=10**20, places=4),
    code=st.sampled_from(["EUR", "USD", "JPY", "KWD", "CHF", "XYZ"]),
)
def test_amounts_are_those_of_babel_but_for_the_space_behind_letters(locale, amount, code):
    text = writer("currency", locale)(Money(amount, code))
    theirs = numbers.format_currency(amount, code, locale=locale)

    assert text.replace(NBSP, "") == theirs.replace(NBSP, "")


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [
        ("9.5", "CHF", f"CHF{NBSP}9.50"),
        ("-9.5", "CHF", f"-CHF{NBSP}9.50"),
        ("9.5", "USD", "$9.50"),
        ("9.5", "AUD", "A$9.50"),
        ("5", "JPY", "¥5"),
        ("5.5", "JPY", "¥6"),
        ("0.125", "EUR", "€0.12"),
        ("1.0015", "KWD", f"KWD{NBSP}1.002"),
        ("9.5", "XYZ", f"XYZ{NBSP}9.50"),
        ("1E+5", "EUR", "€100,000.00"),
        ("1E-5000", "EUR", "€0.00"),
        ("1" + "0" * 60, "EUR", "€1" + ",000" * 20 + ".00"),
        ("12345678901234567890123456789.99", "EUR", "€12,345,678,901,234,567,890,123,456,789.99"),
    ],
)
def test_an_amount_has_the_places_of_its_currency(amount, code, text):
    assert writer("currency", "en")(Money(amount, code)) == text


def test_a_space_is_set_on_either_side_of_a_symbol():
    assert formatting._set_apart("Kč", "5Kč") == f"5{NBSP}Kč"
    assert formatting._set_apart("Kč", f"5{NBSP}Kč") == f"5{NBSP}Kč"
    assert formatting._set_apart("€", "5€") == "5€"
    assert formatting._set_apart("¤", "5") == "5"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (time(), f"12:00{NNBSP}AM"),
        (time(14, 30, 5), f"2:30:05{NNBSP}PM"),
        (time(14, 30, 0, 999_999), f"2:30{NNBSP}PM"),
        (time(14, 30, tzinfo=timezone(timedelta(hours=5))), f"2:30{NNBSP}PM"),
    ],
)
def test_a_time_shows_its_seconds_if_it_has_any(value, text):
    assert writer("time", "en")(value) == text


@pytest.mark.parametrize(
    "zone",
    [None, UTC, timezone(timedelta(hours=-9)), ZoneInfo("Asia/Kathmandu"), HostileZone()],
    ids=["none", "utc", "offset", "named", "hostile"],
)
def test_a_datetime_is_shown_on_its_own_clock_without_a_zone(zone):
    assert writer("datetime", "de")(MOMENT.replace(tzinfo=zone)) == "25.11.2026, 14:30:05"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(), "0 seconds"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=1.5), "1.5 seconds"),
        (timedelta(milliseconds=250), "250 milliseconds"),
        (timedelta(milliseconds=1.25), "1.25 milliseconds"),
        (timedelta(microseconds=1), "1 microsecond"),
        (timedelta(minutes=1, seconds=30.5), "1 minute, 30.5 seconds"),
        (timedelta(hours=1, milliseconds=500), "1 hour, 500 milliseconds"),
        (timedelta(hours=26), "1 day, 2 hours"),
        (timedelta(days=14), "14 days"),
        (timedelta(days=1, hours=2, minutes=3, seconds=59), "1 day, 2 hours, 3 minutes"),
        (timedelta(days=1234, seconds=1), "1,234 days, 1 second"),
        (-HOURS, "-1 hour, 30 minutes"),
        (-timedelta(seconds=59.123), "-59.123 seconds"),
        (timedelta.max, "999,999,999 days, 23 hours, 59 minutes"),
        (timedelta.min, "-999,999,999 days"),
        (OtherDuration(hours=1), "1 hour"),
    ],
)
def test_a_duration_is_exact_in_at_most_three_units(value, text):
    write = writer("duration", "en")

    # The second time, what was written before is remembered.
    assert [write(value), write(value)] == [text, text]


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("en", "0 hours|1 hour|2 hours|5 hours|11 hours|21 hours"),
        ("de", "0 Stunden|1 Stunde|2 Stunden|5 Stunden|11 Stunden|21 Stunden"),
        ("pl", "0 godzin|1 godzina|2 godziny|5 godzin|11 godzin|21 godzin"),
        ("ru", "0 часов|1 час|2 часа|5 часов|11 часов|21 час"),
        ("lt", "0 valandų|1 valanda|2 valandos|5 valandos|11 valandų|21 valanda"),
        ("ja", "0 時間|1 時間|2 時間|5 時間|11 時間|21 時間"),
        ("sr_Latn", "0 sati|1 sat|2 sata|5 sati|11 sati|21 sat"),
        ("ar", "0 ساعة|ساعة|ساعتان|5 ساعات|11 ساعة|21 ساعة"),
    ],
)
def test_units_are_in_the_right_plural(locale, texts):
    durations = formatting._Durations(Locale.parse(locale))

    numbers_ = [0, 1, 2, 5, 11, 21]
    assert "|".join(durations._write_part(("hour", each)) for each in numbers_) == texts


@pytest.mark.parametrize(
    ("locale", "value", "text"),
    [
        ("pl", timedelta(seconds=1.5), "1,5 sekundy"),
        ("fr", timedelta(seconds=1.5), f"1,5{NBSP}seconde"),
        ("lt", timedelta(seconds=1.5), "1,5 sekundės"),
        ("es", timedelta(days=1_000_000), "1.000.000 días"),
        ("de", timedelta(days=1, hours=2, minutes=3), "1 Tag, 2 Stunden und 3 Minuten"),
        ("ru", timedelta(days=1, hours=2, minutes=3), "1 день 2 часа 3 минуты"),
        ("ar", timedelta(hours=2), "ساعتان"),
        ("ar", -timedelta(hours=2), "-2 ساعة"),
        ("he", -timedelta(hours=2), "-2 שעות"),
    ],
)
def test_fractions_large_numbers_lists_and_signs_are_those_of_the_locale(locale, value, text):
    assert writer("duration", locale)(value) == text


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_another_type_is_not_written(kind):
    write = writer(kind, "de")
    others = [value for other, value in VALUES.items() if other != kind]

    for value in (*others, None, True, 1, 1.5, Decimal(1), "2026-11-25", b"", [], object):
        assert write(value) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("currency", Money("1E+5000", "EUR")),
        ("currency", Money("1" + "0" * 210, "EUR")),
        ("currency", HostileMoney()),
        ("date", HostileDate(2026, 11, 25)),
    ],
    ids=["exponent", "digits", "code", "date"],
)
def test_what_cannot_be_written_is_no_error(kind, value):
    assert writer(kind, "en")(value) is None


ANYTHING = (
    st.none()
    | st.text()
    | st.decimals()
    | st.dates()
    | st.times(timezones=st.timezones())
    | st.datetimes(timezones=st.timezones())
    | st.timedeltas()
    | st.builds(
        Money,
        st.decimals(allow_nan=False, allow_infinity=False) | st.integers(-(10**300), 10**300),
        st.text("ABCXYZ", min_size=3, max_size=3),
    )
)


@pytest.mark.parametrize("kind", KINDS)
@given(value=ANYTHING, locale=st.sampled_from(LOCALES))
def test_any_value_gives_a_clean_text_or_none(kind, value, locale):
    text = writer(kind, locale)(value)

    assert text is None or (text and text == clean(text))


@pytest.mark.parametrize(
    "zone", [None, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))]
)
@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_and_the_last_day_are_written(locale, zone):
    for day in (date.min, date.max):
        value = datetime.combine(day, time(23, 59, 59), zone)
        assert writer("datetime", locale)(value)
        assert writer("date", locale)(value.date())


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de_AT", "25.11.2026"),
        ("de-AT", "25.11.2026"),
        ("DE_at", "25.11.2026"),
        ("de_XX", "25.11.2026"),
        ("de_1996", "25.11.2026"),
        ("de_x_us", "25.11.2026"),
        ("de_u_ca_buddhist", "25.11.2026"),
        ("sl_rozaj_biske", "25. nov. 2026"),
        ("zh_TW", "2026年11月25日"),
        ("zh_Hant_XX", "2026年11月25日"),
        ("en_Latn", "Nov 25, 2026"),
        ("kk_Cyrl", f"2026{NNBSP}ж. 25 қар."),
        ("kk_Latn", "2026 M11 25"),
        ("en_Arab", "2026 M11 25"),
        ("xx", "2026 M11 25"),
        ("xx_Latn", "2026 M11 25"),
        ("und", "2026 M11 25"),
        ("und_DE", "2026 M11 25"),
        ("x_private", "2026 M11 25"),
        ("", "2026 M11 25"),
        ("../../de", "2026 M11 25"),
        ("de\x00", "2026 M11 25"),
    ],
)
def test_a_locale_that_babel_lacks_is_the_nearest_in_its_script(tag, text):
    assert writer("date", tag)(DAY) == text


def test_a_type_that_babel_does_not_write_is_never_written():
    assert writer("string", "de")("text") is None


@pytest.fixture
def locale_data(tmp_path, monkeypatch):
    """Return an empty folder from which Babel loads its locales."""
    # Babel remembers the names of all of them.
    assert localedata.locale_identifiers()
    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})
    return tmp_path


ORIGINAL = Path(localedata.__file__).with_name("locale-data")


def test_a_damaged_locale_gives_way_to_its_parent(locale_data):
    shutil.copy(ORIGINAL / "root.dat", locale_data)
    shutil.copy(ORIGINAL / "de.dat", locale_data)
    (locale_data / "de_AT.dat").write_bytes((ORIGINAL / "de_AT.dat").read_bytes()[:50])

    assert writer("date", "de_AT")(DAY) == "25.11.2026"


@pytest.mark.parametrize("error", [OSError(errno.EMFILE, "x"), MemoryError(), RecursionError()])
@pytest.mark.parametrize("place", ["the locale", "its data"])
def test_what_may_pass_is_raised_and_tried_again(place, error, monkeypatch):
    def fail(*_given, **_named):
        raise error

    with monkeypatch.context() as patched:
        if place == "the locale":
            patched.setattr(formatting.Locale, "parse", fail)
        else:
            patched.setitem(formatting._MAKERS, "date", fail)
        with pytest.raises(type(error)):
            writer("date", "de")
    assert writer("date", "de")(DAY) == "25.11.2026"


def test_a_value_that_cannot_be_formatted_just_now_is_shown_as_it_is(monkeypatch):
    def fail(*_given):
        raise OSError(errno.EMFILE, "x")

    with monkeypatch.context() as patched:
        patched.setattr(formatting, "writer", fail)
        write = Language("de", LocaleData()).writer("date")
        assert write(DAY) == "2026-11-25"
    assert write(DAY) == "25.11.2026"


def test_no_locales_at_all_are_no_error(locale_data):
    assert not list(locale_data.iterdir())
    assert writer("date", "de")(DAY) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_once_needs_no_lock_of_babel(kind, monkeypatch):
    write = writer(kind, "de")
    monkeypatch.setattr(localedata, "_cache_lock", None)

    assert write(VALUES[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_an_applications_own_decimal_context_changes_nothing(kind):
    value = {"currency": Money("1234.567", "EUR"), "duration": -timedelta(seconds=59.123)}
    write = writer(kind, "de")
    text = write(value.get(kind, VALUES[kind]))
    traps = [decimal.Inexact, decimal.Rounded, decimal.FloatOperation]

    with decimal.localcontext(decimal.Context(prec=2, rounding=decimal.ROUND_UP, traps=traps)):
        assert writer(kind, "de")(value.get(kind, VALUES[kind])) == text


def test_threads_that_come_first_at_the_same_time_get_the_same(monkeypatch):
    monkeypatch.setattr(localedata, "_cache", {})
    start = threading.Barrier(8)

    def write(number):
        start.wait()
        locale = LOCALES[number % len(LOCALES)]
        return locale, [writer(kind, locale)(VALUES[kind]) for kind in KINDS]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(write, range(8)))

    for locale, texts in results:
        assert texts == [writer(kind, locale)(VALUES[kind]) for kind in KINDS]


def test_without_babel_the_import_says_so():
    program = f"import sys; sys.path[:0] = [{str(GENERATOR)!r}]\nimport reasonbook.runtime.format"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, check=False, text=True
    )

    assert done.stderr.splitlines()[-1] == "ModuleNotFoundError: No module named 'babel'"


def test_a_child_gets_a_lock_of_its_own(monkeypatch):
    held = threading.RLock()
    monkeypatch.setattr(localedata, "_cache_lock", held)
    formatting._renew_lock()

    assert localedata._cache_lock is not held


def test_a_babel_without_that_lock_is_left_alone(monkeypatch):
    monkeypatch.delattr(localedata, "_cache_lock")
    formatting._renew_lock()

    assert not hasattr(localedata, "_cache_lock")


FORKS = """
import os, signal, sys, threading, time
from datetime import date

sys.path[:0] = [{generator!r}]
mode, patience = sys.argv[1], int(sys.argv[2])
register = os.register_at_fork
if mode == "without":
    os.register_at_fork = lambda **_hooks: None
from babel import localedata
from reasonbook.runtime.format import writer
os.register_at_fork = register

def load():
    while True:
        localedata._cache.clear()
        for name in ("de", "fr", "ja", "pl", "ru"):
            localedata.load(name)

threading.Thread(target=load, daemon=True).start()
children = []
for number in range(40):
    time.sleep(0.003)
    child = os.fork()
    if not child:
        signal.alarm(patience)
        os._exit(writer("date", "en_GB")(date(2026, 11, 25)) != "25 Nov 2026")
    children.append(child)
codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
print(codes.count(0), codes.count(-signal.SIGALRM))
"""


def fork_while_a_thread_loads(mode, patience):
    """Return how many of 40 children wrote a date, and how many hung."""
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore::DeprecationWarning",
            "-c",
            FORKS.format(generator=str(GENERATOR)),
            mode,
            str(patience),
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    return [int(number) for number in done.stdout.split()]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_a_child_never_waits_for_a_thread_that_it_does_not_have():
    assert fork_while_a_thread_loads("with", 60) == [40, 0]
    assert fork_while_a_thread_loads("without", 3)[1] > 0


def everything(locale):
    """Return a text of each kind that a locale can write."""
    moments = [MOMENT, datetime(1, 1, 1, tzinfo=UTC), datetime(2026, 1, 31, tzinfo=UTC)]
    whole = [timedelta(), *(timedelta(**{unit: number}) for unit in UNITS for number in COUNTS)]
    lengths = [*whole, HOURS, timedelta(1, 3_723), timedelta(seconds=1.5), -HOURS, timedelta.max]
    amounts = [Money(n, code) for n in ("1234.5", "-1") for code in ("EUR", "CHF", "JPY", "XYZ")]
    values = {
        "currency": amounts,
        "date": [each.date() for each in moments],
        "time": [time(0), time(6, 5), time(12), time(23, 59, 59)],
        "datetime": moments,
        "duration": lengths,
    }
    for kind in KINDS:
        write = writer(kind, locale)
        for value in values[kind]:
            yield kind, value, write(value)


UNITS = ["days", "hours", "minutes", "seconds", "milliseconds", "microseconds"]
COUNTS = [1, 2, 3, 5, 11, 21]
LANGUAGES = sorted({name.split("_")[0] for name in localedata.locale_identifiers()})


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_every_locale_of_babel_writes_everything(part):
    languages = LANGUAGES[part::10]
    locales = [each for each in localedata.locale_identifiers() if each.split("_")[0] in languages]

    assert len(locales) > 50
    for locale in locales:
        assert str(formatting._find_locale(locale)) == locale
        for kind, value, text in everything(locale):
            assert text, (locale, kind, value)
            assert text == clean(text), (locale, kind, value)
            assert not any(word in text for word in ("duration-", "None", "{", "}", "¤"))
            assert kind != "currency" or numbers.get_currency_symbol(value.code, locale) in text
