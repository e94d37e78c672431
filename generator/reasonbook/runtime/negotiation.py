"""
Which of a bundle's locales serves a tag, or the reader who sent an ``Accept-Language`` header.

What truncation does not find stands in a table that the compiler takes from CLDR; here
are only dictionaries. Nothing raises, whatever comes in; only the bundle's own locales come out;
and nobody gets another script than the one that was asked for or that the region implies.
"""

from __future__ import annotations

from operator import itemgetter

from reasonbook.runtime.tags import EXTENDED, MAX_CHARACTERS, beginning, essence, parse_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_HEADER = 256
MAX_RANGES = 16

_FULL = 1_000
# Each takes as long as half a usual header. Who asks for a fourth is no reader.
_MAX_SEARCHES = 3
# In thousandths: what browsers send, and all others when one comes.
_WEIGHTS = {"q=0": 0, "q=0.": 0, "q=1": _FULL, "q=1.": _FULL} | {
    f"q=0.{each}": each * 100 for each in range(10)
}
_LAST_WEIGHT = "q=0.999"
_by_weight = itemgetter(1)
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

    __slots__ = ("_known", "_languages", "_locales", "_of_several_scripts", "_served", "_source")

    def __init__(
        self, source: str, locales: tuple[str, ...], table: Mapping[str, str | None]
    ) -> None:
        """Take the locales in."""
        self._source = source
        self._locales = (source, *locales)
        # A table of another deployment may name what is not there.
        known = {key: each for key, each in table.items() if each in self._locales or not each}
        served = {**known, **{_key(each): each for each in self._locales}}
        self._languages = frozenset(each.partition("-")[0] for each in served)
        # A language of which only some scripts are there is found at once not to be.
        self._served: dict[str, str | None] = {**dict.fromkeys(self._languages), **served}
        self._known = self._languages | EXTENDED
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
        source locale. The first 256 characters and the first 16 ranges count; of ranges that
        are not found at once, or whose locale is refused, the first three.
        """
        ranges, is_falling, refuses = _weigh(_split(header))
        if not is_falling:
            # The order of what is equal stays.
            ranges.sort(key=_by_weight, reverse=True)
        refused: dict[str, bool] = {}
        weights = dict(reversed(ranges)) if refuses else {}
        searches = _MAX_SEARCHES
        for tag, weight in ranges:
            if not weight:
                break
            if tag in self._served:
                locale = self._served[tag]
            elif searches:
                language, _, rest = tag.partition("-")
                # Of a language that nothing serves as such, a region names no other script.
                if language not in self._known or (
                    self._served.get(language, "") is None and _is_region(rest)
                ):
                    continue
                searches -= 1
                locale = self._look_up(tag)
            else:
                continue
            if locale is None or locale in refused:
                continue
            if not (refuses and _is_refused(locale, weights)):
                return locale
            refused[locale] = True
            if len(refused) >= _MAX_SEARCHES:
                break
        return self._choose_other(weights, default) if refuses else self._fall_back(default)

    def _choose_other(self, weights: Mapping[str, int], default: str | None) -> str:
        """Return the locale for a header that refuses some and asks for none that is there."""
        fallback = self._fall_back(default)
        if weights.get("*") and _is_refused(fallback, weights):
            some = self._locales[: _MAX_SEARCHES + 1]
            return next((each for each in some if not _is_refused(each, weights)), fallback)
        return fallback

    def _fall_back(self, default: str | None) -> str:
        found = None if default is None else self.resolve(default)
        return found or self._source

    def _look_up(self, tag: str) -> str | None:
        """Return the locale that serves a range of a known language, None if it is malformed."""
        language, _, rest = tag.partition("-")
        # By far the most common ones first.
        if _is_region(rest):
            return self._in_region(language, rest)
        script, mark, region = rest.partition("-")
        if len(script) == 4 and script.isalpha() and (not mark or _is_region(region)):  # noqa: PLR2004  ISO 15924
            return self._in_script(language, script, region)
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


def _is_region(subtag: str) -> bool:
    return len(subtag) == 2 and subtag.isalpha()  # noqa: PLR2004  ISO 3166-1


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


def _weigh(ranges: Iterable[str]) -> tuple[list[tuple[str, int]], bool, bool]:
    """
    Return the ranges and their weights, without those whose weight is malformed.

    And whether no weight is higher than the one before it, and whether any is 0.
    """
    weighed: list[tuple[str, int]] = []
    last, is_falling, refuses = _FULL, True, False
    for each in ranges:
        tag, mark, parameter = each.partition(";")
        weight = _WEIGHTS.get(parameter) if mark else _FULL
        if weight is None:
            weight = _read_weight(parameter)
            if weight is None:
                continue
        weighed.append((tag.strip(" \t"), weight))
        if weight > last:
            is_falling = False
        elif not weight:
            refuses = True
        last = weight
    return weighed, is_falling, refuses


def _read_weight(parameter: str) -> int | None:
    """
    Return a weight that no browser sends, None for what is none.

    From the first one on, all that there are stand in the table: reading them one by one would
    let a header take longer.
    """
    if _LAST_WEIGHT not in _WEIGHTS:
        # Three digits at most: RFC 9110, section 12.4.2.
        for places in (1, 2, 3):
            _WEIGHTS[f"q=1.{'0' * places}"] = _FULL
            for number in range(10**places):
                digits = f"{number:0{places}}"
                # The zero may not be left out, and often is.
                _WEIGHTS[f"q=.{digits}"] = _WEIGHTS[f"q=0.{digits}"] = number * 10 ** (3 - places)
    return _WEIGHTS.get(parameter.strip(" \t"))


def _is_refused(locale: str, weights: Mapping[str, int]) -> bool:
    """Tell whether the range that fits *locale* most closely has the weight 0."""
    key = _key(locale)
    while key and key not in weights:
        key = key.rpartition("-")[0]
    return bool(key) and not weights[key]
