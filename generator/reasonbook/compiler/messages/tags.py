"""
Locale tags: from what people write to one spelling, for the locales that CLDR knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

# Language, script and region of BCP 47. ASCII only: "İ" and full-width letters are no tags.
_TAG = re.compile(
    "(?P<language>[A-Za-z]{2,3})"
    "(?:[-_](?P<script>[A-Za-z]{4}))?"
    "(?:[-_](?P<region>[A-Za-z]{2}|[0-9]{3}))?"
)


@dataclass(frozen=True, slots=True)
class LocaleTag:
    """
    A locale that CLDR knows.

    *folder* is spelled as gettext's folders are (``zh_Hans``), *bcp47* as HTTP and HTML want it
    (``zh-Hans``). *name* is English, *own_name* in the locale's language; where CLDR has no
    name, they are the tag.
    """

    folder: str
    bcp47: str
    name: str
    own_name: str


def parse_tag(text: str) -> LocaleTag | None:
    """
    Return the locale that *text* names, with hyphens or underscores, None if there is none.

    Subtags keep their number: ``zh_TW`` does not become ``zh_Hant_TW``. Deprecated or
    three-letter names of languages that have another (``iw``, ``deu``) are not taken.
    """
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    language = match["language"].lower()
    script = match["script"].title() if match["script"] else None
    region = match["region"].upper() if match["region"] else None
    folder = "_".join(each for each in (language, script, region) if each)
    try:
        locale = Locale.parse(folder)
    except (UnknownLocaleError, ValueError):
        return None
    # Babel falls back to related locales, and fills in a script where the region implies one.
    if (locale.language, locale.territory) != (language, region):
        return None
    if script is not None and locale.script != script:
        return None
    bcp47 = folder.replace("_", "-")
    return LocaleTag(folder, bcp47, locale.english_name or bcp47, locale.display_name or bcp47)


def known_tags() -> tuple[str, ...]:
    """Return every locale of CLDR in the spelling of folders, sorted."""
    return tuple(sorted(each for each in locale_identifiers() if _TAG.fullmatch(each)))
