"""
Amounts, dates, times and durations as a locale writes them, by Babel.

The only module of the runtime that imports Babel; a bundle with such placeholders imports it.

- ``date`` is CLDR's medium format (``Nov 25, 2026``, ``25.11.2026``): short enough for a
  sentence, with a year of four digits, and in English no doubt about which number is the month.
- ``time`` is the short format (``2:30 PM``, ``14:30``), because it names an hour of the day;
  with seconds, if there are any, the medium one.
- ``datetime`` is the medium format with the seconds, because it says when something happened
  and is compared with logs. A value is shown as its own clock has it: it is not converted, and
  no zone is shown.
- ``currency`` is the standard format with as many decimal places as the currency has, rounded
  half to even. Between a symbol in letters and a number stands a space, as CLDR wants it and
  Babel does not do: ``CHF 9.50``.
- ``duration`` is in words, at most three units, the largest first and days the largest of all:
  ``1 hour, 30 minutes``. Milliseconds count as a unit and are written with the seconds
  (``1.5 seconds``). What a fourth unit would say is left out, not rounded: a duration never
  reads longer than it was. `babel.dates.format_timedelta` rounds to one unit (two hours for 90
  minutes), and `babel.units.format_unit` writes ``1 duration-hour`` in Chinese, Japanese and
  some 500 other locales, because it does not look for CLDR's short form where no long one is.

All digits are Latin. Only CLDR's patterns are patterns; of a value, nothing but numbers and the
letters of a code get into a text.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import date, datetime, time, timedelta
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, InvalidOperation, localcontext
from errno import EMFILE, ENFILE, ENOMEM
from unicodedata import category

from babel import Locale, localedata
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from reasonbook.runtime.duration import UNITS, split_duration
from reasonbook.runtime.money import Money, is_code
from reasonbook.runtime.tags import parse_tag, shorten, spell
from reasonbook.runtime.values import MAX_CHARACTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from reasonbook.runtime.duration import Part

    Writer: TypeAlias = Callable[[object], str | None]
    Patterns: TypeAlias = Mapping[str, str]
    Lengths: TypeAlias = Mapping[str, Patterns]

# Parts up to that number are remembered: nearly all hours, minutes and seconds.
_REMEMBERED = 60
# Babel loads locales under it, and has no public name for it.
_LOCK = "_cache_lock"
_NO_BREAK_SPACE = "\u00a0"
# An application's own context may round to three digits, or raise for each rounding.
_CONTEXT = Context(
    prec=MAX_CHARACTERS,
    rounding=ROUND_HALF_EVEN,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    traps=[InvalidOperation],
)


def writer(kind: str, locale: str) -> Writer:
    """
    Return what writes the values of a type for a *locale*, given as a tag in any spelling.

    *kind* is ``currency``, ``date``, ``time``, ``datetime`` or ``duration``. The writer gives
    None for what is no value of the type, and for one that would take more than 256 characters.
    It never raises, and what it needs of Babel's data is loaded when it is made. If that cannot
    be done just now, because too many files are open or memory or stack are short, what says so
    is raised: the next attempt may succeed.
    """
    try:
        write = _MAKERS[kind](_find_locale(locale))
    except Exception as error:
        if _may_pass(error):
            raise
        # Files of Babel that are missing or damaged.
        return _write_nothing

    def write_safely(value: object) -> str | None:
        try:
            text = write(value)
        except Exception:  # noqa: BLE001  someone else's object, or a value out of range
            return None
        return text if text is None or len(text) <= MAX_CHARACTERS else None

    return write_safely


def _may_pass(error: Exception) -> bool:
    is_lack = isinstance(error, MemoryError | RecursionError)
    return is_lack or (isinstance(error, OSError) and error.errno in (EMFILE, ENFILE, ENOMEM))


def _write_nothing(_value: object) -> None:
    return None


def _find_locale(tag: str) -> Locale:
    """Return the locale of Babel that is nearest to *tag*, in its script; the root if none is."""
    subtags = parse_tag(tag) or ()
    while subtags and subtags[0] != "und":
        found = _load_locale(spell(subtags))
        if found is not None:
            return found
        subtags = shorten(subtags)
    return _loaded(Locale("root"))


def _load_locale(tag: str) -> Locale | None:
    try:
        found = Locale.parse(tag, sep="-")
        # Babel finds `kk_Cyrl` for `kk_Latn`, and `en` for `en_Arab`.
        script = parse_locale(tag, sep="-")[2]
        return _loaded(found) if script in (None, _script_of(found)) else None
    except Exception as error:
        if _may_pass(error):
            raise
        # A tag that Babel does not know, or a damaged file.
        return None


def _script_of(locale: Locale) -> str | None:
    if locale.script is not None:
        return locale.script
    likely = get_global("likely_subtags").get(locale.language)
    return None if likely is None else parse_locale(likely)[2]


def _loaded(locale: Locale) -> Locale:
    """Return *locale* with its data: Babel loads it when first asked for any, under a lock."""
    bool(locale.date_formats)
    return locale


def _write_dates(locale: Locale) -> Writer:
    def write(value: object) -> str | None:
        # A moment is a date for Python; for a reader it is another thing.
        if not isinstance(value, date) or isinstance(value, datetime):
            return None
        return format_date(value, locale=locale)

    return write


def _write_times(locale: Locale) -> Writer:
    def write(value: object) -> str | None:
        if not isinstance(value, time):
            return None
        return format_time(value, "medium" if value.second else "short", locale=locale)

    return write


def _write_datetimes(locale: Locale) -> Writer:
    def write(value: object) -> str | None:
        return format_datetime(value, locale=locale) if isinstance(value, datetime) else None

    return write


def _write_money(locale: Locale) -> Writer:
    def write(value: object) -> str | None:
        if not isinstance(value, Money) or not is_code(value.code):
            return None
        # Beyond that, the text would be too long, and might fill the memory first.
        if value.amount.adjusted() > MAX_CHARACTERS:
            return None
        with localcontext(_CONTEXT):
            text = format_currency(value.amount, value.code, locale=locale)
        return _set_apart(get_currency_symbol(value.code, locale), text)

    return write


def _set_apart(symbol: str, text: str) -> str:
    """Return *text* with a space between *symbol* and a digit, if a letter of it stands there."""
    before, found, after = text.partition(symbol)
    if before[-1:].isdigit() and _is_letter(symbol[0]):
        before += _NO_BREAK_SPACE
    if after[:1].isdigit() and _is_letter(symbol[-1]):
        after = _NO_BREAK_SPACE + after
    return f"{before}{found}{after}"


def _is_letter(character: str) -> bool:
    # CLDR's currencySpacing: neither a symbol ($) nor a separator.
    return category(character)[0] not in "SZ"


class _Durations:
    """Writes durations in the words of one locale."""

    __slots__ = ("_joints", "_locale", "_patterns", "_texts")

    def __init__(self, locale: Locale) -> None:
        """Take what is needed of the data of *locale*."""
        self._locale = locale
        self._joints = _find_joints(locale)
        self._patterns = _find_patterns(locale)
        self._texts: dict[Part, str] = {}

    def write(self, value: object) -> str | None:
        """Return *value* in words, None if it is no duration."""
        if not isinstance(value, timedelta):
            return None
        first, *others = split_duration(value)
        # One sign holds for all: "-1 hour, 30 minutes".
        if value.days < 0:
            texts = [self._make_part(first, is_negative=True)]
        else:
            texts = [self._write_part(first)]
        texts += map(self._write_part, others)
        if len(texts) == 1:
            return texts[0]
        two, start, end = self._joints
        if len(texts) == 2:  # noqa: PLR2004  a pattern of its own
            return two.format(*texts)
        return end.format(start.format(*texts[:2]), texts[2])

    def _write_part(self, part: Part) -> str:
        text = self._texts.get(part)
        if text is None:
            text = self._make_part(part)
            if isinstance(part[1], int) and part[1] < _REMEMBERED:
                self._texts[part] = text
        return text

    def _make_part(self, part: Part, *, is_negative: bool = False) -> str:
        unit, number = part
        patterns = self._patterns[unit]
        with localcontext(_CONTEXT):
            pattern = patterns.get(self._locale.plural_form(number), patterns["other"])
            # Some languages have a word for one hour, and for two, without a number: there is
            # no place for a sign in it.
            if is_negative and "{0}" not in pattern:
                pattern = patterns["other"]
            written = format_decimal(-number if is_negative else number, locale=self._locale)
        return pattern.replace("{0}", written)


def _find_joints(locale: Locale) -> tuple[str, str, str]:
    """Return how two units are joined, the first of three with the second, the third with both."""
    joints: dict[str, str] = {}
    # In CLDR, what one style leaves out is that of the next more general one. Babel's
    # `format_list` takes one style as a whole, and fails for what it leaves out.
    styles: Lengths = {**locale.list_patterns}
    for style in ("standard", "unit-short", "unit"):
        joints.update(styles.get(style, {}))
    return joints["2"], joints["start"], joints["end"]


def _find_patterns(locale: Locale) -> dict[str, dict[str, str]]:
    """Return the patterns of each unit by plural category, ``other`` among them."""
    units: Mapping[str, Lengths] = localedata.load(str(locale))["unit_patterns"]
    patterns: dict[str, dict[str, str]] = {}
    for unit in UNITS:
        lengths = units[f"duration-{unit}"]
        # CLDR leaves a long form out where it is the short one.
        patterns[unit] = {**lengths.get("short", {}), **lengths.get("long", {})}
    return patterns


_MAKERS: Mapping[str, Callable[[Locale], Writer]] = {
    "currency": _write_money,
    "date": _write_dates,
    "datetime": _write_datetimes,
    "duration": lambda locale: _Durations(locale).write,
    "time": _write_times,
}


def _renew_lock() -> None:
    # A thread that was loading a locale when the process forked is not there to release it.
    if hasattr(localedata, _LOCK):
        setattr(localedata, _LOCK, threading.RLock())


if sys.platform != "win32":  # pragma: no branch  Windows does not fork
    os.register_at_fork(after_in_child=_renew_lock)
