"""
Language tags as RFC 5646 has them: their grammar, their spelling, what is shorter, what counts.

A tag is handled as its subtags in lower case. Hyphens and underscores are the same. The 17
irregular tags that were registered before RFC 4646 (``i-klingon``) are not known.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CHARACTERS = 64
EXTENDED = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})
"""The languages of which the registry has extended ones (RFC 5646, section 2.2.2)."""


def beginning(text: object, length: int) -> str | None:
    """
    Return the first *length* characters of *text* as a plain `str`, None if it is no text.

    Nothing is done with the rest, however long it is, and no method of a subclass is called.
    """
    try:
        return str.__getitem__(text, slice(length)) if isinstance(text, str) else None
    except Exception:  # noqa: BLE001  a lying or raising __class__ of someone else's object
        return None


def parse_tag(tag: object) -> tuple[str, ...] | None:
    """Return the subtags of *tag*; None if it is no well-formed tag of up to 64 characters."""
    text = beginning(tag, MAX_CHARACTERS + 1)
    if text is None or len(text) > MAX_CHARACTERS or not text.isascii():
        return None
    subtags = tuple(text.lower().replace("_", "-").split("-"))
    return subtags if _is_well_formed(subtags) else None


def spell(subtags: tuple[str, ...]) -> str:
    """Return the tag in the spelling of RFC 5646, section 2.1.1: ``zh-Hant-TW``, ``en-x-us``."""
    plain = _before_singleton(subtags)
    words = [plain[0]] if plain else []
    for subtag in plain[1:]:
        if len(subtag) == 2:  # noqa: PLR2004  a region in letters
            words.append(subtag.upper())
        else:
            words.append(subtag.capitalize() if _is_script(subtag) else subtag)
    return "-".join((*words, *subtags[len(plain) :]))


def shorten(subtags: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the next tag to look up, as RFC 4647, section 3.4 says; () after the last one.

    A script is never taken off: who reads ``zh-Hant`` does not read what ``zh`` may hold.
    """
    rest = subtags[:-1]
    if _is_script(subtags[-1]) and _before_singleton(rest) == rest:
        return ()
    return rest[:-1] if rest and len(rest[-1]) == 1 else rest


def essence(subtags: Sequence[str]) -> tuple[str, str, str, str]:
    """
    Return the language, its extended language, the script and the region, "" for what is absent.

    Variants, extensions and what is private are left out. *subtags* are in lower case. They
    need not be well formed: ``en-usa`` is ``en``, since English has no extended languages.
    """
    language, end, at = subtags[0], len(subtags), 1
    while at < end and len(subtags[at]) == 3 and subtags[at].isalpha():  # noqa: PLR2004  ISO 639
        at += 1
    extended = subtags[1] if at > 1 and language in EXTENDED else ""
    script = subtags[at] if at < end and _is_script(subtags[at]) else ""
    if script:
        at += 1
    region = subtags[at] if at < end and _is_region(subtags[at]) else ""
    return language, extended, script, region


def _is_script(subtag: str) -> bool:
    return len(subtag) == 4 and subtag.isalpha()  # noqa: PLR2004  ISO 15924


def _before_singleton(subtags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(takewhile(lambda subtag: len(subtag) > 1, subtags))


def _is_well_formed(subtags: tuple[str, ...]) -> bool:
    if not all(subtag.isalnum() and len(subtag) <= 8 for subtag in subtags):  # noqa: PLR2004  RFC 5646
        return False
    plain = _before_singleton(subtags)
    rest = subtags[len(plain) :]
    if not plain:
        return rest[0] == "x" and len(rest) > 1
    return _is_language(plain) and _are_extensions(rest)


def _is_language(subtags: tuple[str, ...]) -> bool:
    """Tell whether *subtags* are a language, then perhaps a script, a region and variants."""
    language, *others = subtags
    if not language.isalpha():
        return False
    if len(language) <= 3:  # noqa: PLR2004  only a language of ISO 639 has extended subtags
        extended = list(takewhile(lambda each: len(each) == 3 and each.isalpha(), others))  # noqa: PLR2004  ditto
        others = others[min(len(extended), 3) :]
    if others and _is_script(others[0]):
        others = others[1:]
    if others and _is_region(others[0]):
        others = others[1:]
    return all(map(_is_variant, others))


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and subtag.isalpha()) or (len(subtag) == 3 and subtag.isdigit())  # noqa: PLR2004  RFC 5646


def _is_variant(subtag: str) -> bool:
    return len(subtag) >= 5 or (len(subtag) == 4 and subtag[0].isdigit())  # noqa: PLR2004  RFC 5646


def _are_extensions(subtags: tuple[str, ...]) -> bool:
    """Tell whether something follows each singleton; behind ``x``, all is private."""
    if "x" in subtags:
        private = subtags.index("x")
        if private == len(subtags) - 1:
            return False
        subtags = subtags[:private]
    lone = any(len(one) == len(two) == 1 for one, two in pairwise(subtags))
    return not lone and (not subtags or len(subtags[-1]) > 1)
