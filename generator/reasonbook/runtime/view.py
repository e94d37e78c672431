"""
What one generation of a bundle says in one locale.
"""

from __future__ import annotations

from reasonbook.runtime.language import Language, write_choice
from reasonbook.runtime.problems import Problem
from reasonbook.runtime.texts import Template, literal, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

    from reasonbook.runtime.catalogues import Catalogues
    from reasonbook.runtime.entries import Placeholder, Text
    from reasonbook.runtime.language import Writer
    from reasonbook.runtime.problems import Reports


MAX_TEXT = 16_384
"""Characters of a translation: four times what a source text may have."""
MAX_FIELDS = 64
"""Placeholders in a translation, unless its source text has more than a quarter of that."""


class Wording:
    """
    One text as it is said: *forms* in pieces, in the *language* they are written in.

    A text with plural forms has one for each category of the language, and *by* is the name of
    the placeholder that decides. It *lasts* unless a file could not be opened just now.
    """

    __slots__ = ("by", "forms", "language", "lasts")

    def __init__(
        self, language: Language, forms: tuple[Template, ...], by: str | None, *, lasts: bool
    ) -> None:
        """Make a wording."""
        self.language = language
        self.forms = forms
        self.by = by
        self.lasts = lasts

    @property
    def takes(self) -> set[str]:
        """The names of the placeholders whose values change the text."""
        names = {name for form in self.forms for name in form.names}
        return names if self.by is None else {*names, self.by}


def _parse_all(texts: tuple[str, ...], allowed: Container[str], most: int) -> tuple[Template, ...]:
    """Return *texts* in pieces; nothing if one is too long, or no text of the grammar."""
    forms: list[Template] = []
    for text in texts:
        template = parse(text, allowed) if len(text) <= MAX_TEXT else None
        if template is None or len(template.names) > most:
            return ()
        forms.append(template)
    return tuple(forms)


class View:
    """
    What one generation of a bundle says to those who asked for one locale.

    *requested* is what they asked for, as BCP 47 spells it.
    """

    __slots__ = (
        "_bundle",
        "_catalogues",
        "_choices",
        "_languages",
        "_reports",
        "_source",
        "_wordings",
        "requested",
    )

    def __init__(  # noqa: PLR0913  what a view is made of
        self,
        *,
        bundle: str,
        requested: str,
        languages: tuple[Language, ...],
        source: Language,
        catalogues: Catalogues,
        reports: Reports,
    ) -> None:
        """Take texts from *languages*, best first, and then from the *source*."""
        self._bundle = bundle
        self.requested = requested
        self._languages = languages
        self._source = source
        self._catalogues = catalogues
        self._reports = reports
        self._wordings: dict[str, Wording] = {}
        self._choices: dict[tuple[str, ...], Writer] = {}

    def wording(self, text: Text, placeholders: Container[str]) -> Wording:
        """Return the first translation of *text* that can be used, or the source text."""
        found = self._wordings.get(text.context)
        if found is None:
            found = self._choose(text, placeholders)
            if found.lasts:
                self._wordings[text.context] = found
        return found

    def best(self, wordings: list[Wording]) -> Language:
        """Return the best of the languages that gave a text."""
        used = {each.language.folder for each in wordings}
        return next((each for each in self._languages if each.folder in used), self._source)

    def writer(self, placeholder: Placeholder, language: Language) -> Writer:
        """Return what writes values of *placeholder* in a text of *language*."""
        if placeholder.type != "enum":
            return language.writer(placeholder.type)
        # The contexts tell one set of values from another.
        key = (language.folder, *(each.context for each in placeholder.values.values()))
        found = self._choices.get(key)
        if found is None:
            texts = {
                value: self._write_choice(text, language)
                for value, text in placeholder.values.items()
            }
            found = write_choice(texts)
            if self._lasts():
                self._choices[key] = found
        return found

    def _lasts(self) -> bool:
        """Tell whether no catalogue is waited for, because it could not be opened just now."""
        return not any(self._catalogues.is_pending(each.folder) for each in self._languages)

    def _choose(self, text: Text, placeholders: Container[str]) -> Wording:
        # The compiler refuses what cannot be parsed; made by hand, it shows as it is.
        one = parse(text.source, placeholders) or literal(text.source)
        other = one
        if text.plural is not None:
            other = parse(text.plural, placeholders) or literal(text.plural)
        # What else the reason knows is not for this text: it may be secret.
        allowed = {*one.names, *other.names}
        most = max(MAX_FIELDS, 4 * len(other.names))
        for language in self._languages:
            found = self._catalogues.find(language.folder, text.context, text.source, text.plural)
            if found is None:
                continue
            given = (found,) if isinstance(found, str) else found
            forms = _parse_all(given, allowed, most)
            if len(forms) == (1 if text.plural is None else len(language.plurals.categories)):
                return Wording(language, forms, text.by, lasts=self._lasts())
            self._refuse(language, text.context)
        said: tuple[Template, ...] = (one,)
        if text.plural is not None:
            categories = self._source.plurals.categories
            said = tuple(one if each == "one" else other for each in categories)
        return Wording(self._source, said, text.by, lasts=self._lasts())

    def _write_choice(self, text: Text, language: Language) -> str:
        # From the language of the text around it on: what is better is of another language.
        known = self._languages
        first = known.index(language) if language in known else len(known)
        for each in known[first:]:
            found = self._catalogues.find(each.folder, text.context, text.source)
            if isinstance(found, str):
                forms = _parse_all((found,), (), 0)
                if forms:
                    return forms[0].literals[0]
                self._refuse(each, text.context)
        template = parse(text.source, ()) or literal(text.source)
        return template.literals[0]

    def _refuse(self, language: Language, context: str) -> None:
        message = "a text is not used: its braces, placeholders, plural forms or length are wrong"
        self._reports.report(
            Problem(
                kind="translation",
                message=message,
                bundle=self._bundle,
                locale=language.folder,
                msgctxt=context,
            )
        )
