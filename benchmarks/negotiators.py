"""
The peers that choose a locale: an expression each, and the names that it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from locales import LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable

    # The name, the expression, which reads `header`, and what else it uses.
    Negotiation = tuple[str, str, dict[str, object]]

HYPHENATED = [tag.replace("_", "-") for tag in LOCALES]


def open_negotiators() -> tuple[list[Negotiation], list[str]]:
    """Return those that are installed, and a line for each of the others."""
    makers: tuple[Callable[[], Negotiation], ...] = (werkzeug, babel, django, pyicu)
    found: list[Negotiation] = []
    missing: list[str] = []
    for maker in makers:
        try:
            found.append(maker())
        except ImportError as error:
            missing.append(f"left out: {maker.__name__} ({error})")
    return found, missing


def werkzeug() -> Negotiation:
    """Return what Flask's `request.accept_languages.best_match` does."""
    from werkzeug.datastructures import LanguageAccept  # noqa: PLC0415  it may be missing
    from werkzeug.http import parse_accept_header  # noqa: PLC0415

    names = {
        "parse": parse_accept_header,
        "LanguageAccept": LanguageAccept,
        "available": HYPHENATED,
    }
    return (
        "Werkzeug's best_match",
        "parse(header, LanguageAccept).best_match(available)",
        names,
    )


def babel() -> Negotiation:
    """Return Babel's, which takes a list: the header is split as quickly as can be."""
    from babel import negotiate_locale  # noqa: PLC0415

    names = {"negotiate": negotiate_locale, "available": HYPHENATED}
    split = '[each.partition(";")[0] for each in header.split(",")]'
    return (
        "Babel's negotiate_locale, header split",
        f'negotiate({split}, available, sep="-")',
        names,
    )


def django() -> Negotiation:
    """Return Django's, whose answers for known headers come from its own caches."""
    import django as package  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.http import HttpRequest  # noqa: PLC0415
    from django.utils.translation import get_language_from_request  # noqa: PLC0415

    languages = [(tag.lower(), tag) for tag in HYPHENATED]
    settings.configure(USE_I18N=True, LANGUAGE_CODE="en", LANGUAGES=languages)
    package.setup()
    request = HttpRequest()
    names = {"choose": get_language_from_request, "request": request, "meta": request.META}
    code = '(meta.__setitem__("HTTP_ACCEPT_LANGUAGE", header), choose(request))[1]'
    return "Django, its caches warm", code, names


def pyicu() -> Negotiation:
    """Return ICU's."""
    from icu import Locale, LocaleMatcher  # noqa: PLC0415

    builder = LocaleMatcher.Builder()
    builder.setSupportedLocales([Locale(tag) for tag in LOCALES])
    match = builder.build().getBestMatchForListString
    return "PyICU's LocaleMatcher", "str(match(header))", {"match": match}
