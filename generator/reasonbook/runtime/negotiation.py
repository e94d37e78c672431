"""
Which of a bundle's locales serves a tag, or the reader who sent an ``Accept-Language`` header.

What truncation does not find stands in a table that the compiler takes from CLDR; here
are only dictionaries. Nothing raises, whatever comes in; only the bundle's own locales come out;
and nobody gets another script than the one that was asked for or that the region implies.
"""

from __future__ import annotations

from reasonbook.runtime.tags import EXTENDED, MAX_CHARACTERS, beginning, essence, parse_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_HEADER = 256
MAX_RANGES = 16

_FULL = 1_000
_INVALID = -1
# Weights in thousandths. What browsers send is looked up, everything else is read.
_USUAL_WEIGHTS = {"q=0": 0, "q=1": _FULL, **{f"q=0.{each}": each * 100 for each in range(10)}}
_EXTREMES = {"q=0": 0, "q=0.": 0, **{"q=1." + "0" * each: _FULL for each in range(4)}, "q=1": _FULL}
_DIGITS = {1: 100, 2: 10, 3: 1}
# POSIX names a locale "language_REGION.codeset@modifier".
_SCRIPTS = {"arabic": "arab", "cyrillic": "cyrl", "devanagari": "deva", "latin": "latn"}
_POSIX_SOURCE = frozenset({"c", "posix"})


class Negotiator:
    """
    The locales that serve readers.

    *source* is the locale of the source texts, *locales* are those with a catalogue; all as
    their folders are spelled. *table* says by tag, in lower case and with hyphens, what serves
    where truncation (RFC 4647, section 3.4) finds something else; None means that nothing does.
    """

    __slots__ = ("_languages", "_locales", "_of_several_scripts", "_served", "_source")

    def __init__(
        self, source: str, locales: tuple[str, ...], table: Mapping[str, str | None]
    ) -> None:
        """Take the locales in."""
        self._source = source
        self._locales = (source, *locales)
        self._served = {**table, **{_key(each): each for each in self._locales}}
        self._languages = frozenset(each.partition("-")[0] for each in self._served)
        self._of_several_scripts = _of_several_scripts(self._served)

    def resolve(self, tag: object) -> str | None:
        """
        Return the locale that serves *tag*, None if none does or *tag* is no tag.

        The spelling is that of BCP 47 (``de-AT``), of folders (``de_AT``) or of POSIX
        (``de_AT.UTF-8``, ``sr_RS@latin``, and ``C`` and ``POSIX`` for the source locale).
        """
        text = beginning(tag, MAX_CHARACTERS + 1)
        if text is None or len(text) > MAX_CHARACTERS or not text.isascii():
            return None
        key = _key(text)
        if key in self._served:
            return self._served[key]
        name, modifier = _without_posix(key)
        if name in _POSIX_SOURCE:
            return self._source
        subtags = parse_tag(name)
        if subtags is None:
            return None
        return self._serve(subtags, _SCRIPTS.get(modifier, ""))

    def negotiate(self, header: object, default: str | None = None) -> str:
        """
        Return the locale that an ``Accept-Language`` *header* asks for.

        Weights count before the order (RFC 9110, section 12.5.4), ``q=0`` refuses, and what is
        malformed is left out. If nothing serves, it is *default*, or what serves it, or the
        source locale. The first 256 characters and the first 16 ranges count.
        """
        ranges = _weigh(_split(header))
        found, best, refuses = None, 0, False
        for tag, weight in ranges:
            if weight > best:
                locale = self._look_up(tag)
                if locale is not None:
                    found, best = locale, weight
            elif not weight:
                refuses = True
        if refuses:
            return self._choose(ranges, default)
        return found or self._fall_back(default)

    def _choose(self, ranges: Sequence[tuple[str, int]], default: str | None) -> str:
        """Return the locale for a header in which something is refused."""
        # The order of what is equal stays.
        ordered = sorted(ranges, key=lambda pair: -pair[1])
        # Of one range with several weights, the highest says whether it is refused.
        weights = dict(reversed(ordered))
        for tag, weight in ordered:
            locale = self._look_up(tag) if weight else None
            if locale is not None and not _is_refused(locale, weights):
                return locale
        fallback = self._fall_back(default)
        if weights.get("*") and _is_refused(fallback, weights):
            others = (each for each in self._locales if not _is_refused(each, weights))
            return next(others, fallback)
        return fallback

    def _fall_back(self, default: str | None) -> str:
        found = None if default is None else self.resolve(default)
        return found or self._source

    def _look_up(self, tag: str) -> str | None:
        """Return the locale that serves a range in lower case, None if it is malformed."""
        if tag in self._served:
            return self._served[tag]
        language, _, rest = tag.partition("-")
        if language not in self._languages and language not in EXTENDED:
            return None
        if len(rest) == 2 and rest.isalpha():  # noqa: PLR2004  by far the most common: a region
            return self._in_region(language, rest)
        subtags = tag.split("-")
        is_short = len(tag) <= MAX_CHARACTERS and max(map(len, subtags)) <= 8  # noqa: PLR2004  RFC 4647
        if not is_short or not all(subtags):
            return None
        return self._serve(subtags, "") if "".join(subtags).isalnum() else None

    def _serve(self, subtags: Sequence[str], script: str) -> str | None:
        """Return the locale that serves a tag; *script* is for one that names none itself."""
        language, extended, own_script, region = essence(subtags)
        script = own_script or script
        if extended in self._languages:
            language = extended
        elif extended and not script and f"{language}-{extended}" in self._served:
            language = f"{language}-{extended}"
        if not script:
            return self._in_region(language, region)
        exact = self._served.get(f"{language}-{script}-{region}")
        return exact or self._in_script(language, script, region)

    def _in_region(self, language: str, region: str) -> str | None:
        """Return the locale that serves a language without a script, perhaps in a region."""
        served = self._served
        key = f"{language}-{region}"
        if key in served:
            return served[key]
        found = served.get(language)
        if found is None or found == language:
            return found
        return served.get(f"{self._usual_name(language)}-{region}", found)

    def _in_script(self, language: str, script: str, region: str) -> str | None:
        """Return the locale that serves a language in a script, never one in another script."""
        served = self._served
        name = self._usual_name(language)
        exact = served.get(f"{name}-{script}-{region}")
        found = exact or served.get(f"{name}-{script}")
        if exact or found is None or name in self._of_several_scripts:
            return found
        # What the table says of ``en-AU`` holds for ``en-Latn-AU``, too.
        return served.get(f"{name}-{region}") or found

    def _usual_name(self, language: str) -> str:
        """Return ``en`` for ``eng``: what the table says of the one holds for the other."""
        found = self._served.get(language)
        name = found.partition("_")[0] if found else language
        return name if self._served.get(name) == found else language


def _key(tag: str) -> str:
    return tag.lower().replace("_", "-")


def _of_several_scripts(tags: Iterable[str]) -> frozenset[str]:
    """Return the languages of which *tags* name more than one script."""
    pairs = (each.partition("-") for each in tags)
    named = [language for language, _, rest in pairs if len(rest) == 4 and rest.isalpha()]  # noqa: PLR2004  ISO 15924
    return frozenset(each for each in named if named.count(each) > 1)


def _without_posix(text: str) -> tuple[str, str]:
    """Return *text* without codeset and modifier, and the modifier; ("", "") if they are none."""
    name, at, modifier = text.partition("@")
    name, dot, codeset = name.partition(".")
    if (at and not modifier.isalnum()) or (dot and not codeset.replace("-", "").isalnum()):
        return "", ""
    return name, modifier


def _split(header: object) -> list[str]:
    """Return the ranges of *header* that count, in lower case."""
    text = beginning(header, MAX_HEADER + 1)
    if text is None:
        return []
    if len(text) > MAX_HEADER:
        # A range that the cut goes through is not what the reader asked for.
        text = text[: max(text.rfind(","), 0)]
    if not text.isascii():
        text = text.encode("ascii", "replace").decode()
    return _key(text).split(",", MAX_RANGES)[:MAX_RANGES]


def _weigh(ranges: Iterable[str]) -> list[tuple[str, int]]:
    """Return the ranges and their weights, without those whose weight is malformed."""
    weighed: list[tuple[str, int]] = []
    for each in ranges:
        tag, mark, parameter = each.partition(";")
        weight = _USUAL_WEIGHTS.get(parameter) if mark else _FULL
        if weight is None:
            weight = _read_weight(parameter)
        if weight >= 0:
            weighed.append((tag.strip(" \t"), weight))
    return weighed


def _read_weight(parameter: str) -> int:
    """Return a weight (``q=0.25``) in thousandths, -1 for what is none."""
    digits = parameter[4:]
    if digits.isdigit() and parameter[:4] == "q=0.":
        # Three digits at most: RFC 9110, section 12.4.2.
        scale = _DIGITS.get(len(digits))
        return int(digits) * scale if scale else _INVALID
    # White space around it is allowed. The zero may not be left out, and often is.
    text = parameter.strip(" \t")
    if text[:3] == "q=." and text[3:].isdigit():
        text = f"q=0{text[2:]}"
    return _EXTREMES.get(text, _INVALID) if text == parameter else _read_weight(text)


def _is_refused(locale: str, weights: Mapping[str, int]) -> bool:
    """Tell whether the range that fits *locale* most closely has the weight 0."""
    key = _key(locale)
    while key and key not in weights:
        key = key.rpartition("-")[0]
    return bool(key) and not weights[key]
