"""
One generation of a bundle's catalogues, and what has been made of it.

`Bundle.reload` replaces the generation as a whole. An envelope is made from one of them, so
nobody ever sees half of one.
"""

from __future__ import annotations

from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.language import Language
from reasonbook.runtime.locale_data import LocaleData
from reasonbook.runtime.locales import MAX_LOCALES
from reasonbook.runtime.problems import Problem, Reports
from reasonbook.runtime.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reasonbook.runtime.locales import Locale
    from reasonbook.runtime.negotiation import Negotiator
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.render import Renderer


class Languages:
    """The locales of a bundle as languages that texts are written in; they never change."""

    __slots__ = ("_data", "_known", "_negotiator", "count", "source")

    def __init__(self, source: str, data: Mapping[str, LocaleData], negotiator: Negotiator) -> None:
        """Make nothing yet but the language of the *source*."""
        self._data = data
        self._negotiator = negotiator
        self._known: dict[str, Language] = {}
        self.count = len(data)
        self.source = self._language(source)

    def chain(self, locale: Locale) -> tuple[Language, ...]:
        """Return the languages that serve those who asked for *locale*, best first."""
        found = self.source.folder
        if locale.asked is not None:
            found = self._negotiator.resolve(locale.asked) or ""
        data = self._data.get(found)
        return tuple(map(self._language, data.chain)) if data is not None else ()

    def _language(self, folder: str) -> Language:
        found = self._known.get(folder)
        if found is None:
            data = self._data.get(folder) or LocaleData()
            found = self._known[folder] = Language(folder, data)
        return found


class Answers:
    """
    What one generation of a bundle has for those who asked for one locale.

    *renderers* are remembered by surface and member. They know the *view* that they are made
    of, which does not know them: whatever nobody needs any more is gone at once, and its files
    are closed.
    """

    __slots__ = ("renderers", "view")

    def __init__(self, view: View) -> None:
        """Remember no renderer yet."""
        self.view = view
        self.renderers: dict[str, dict[Reason, Renderer]] = {}


class Generation:
    """
    The catalogues of one bundle as they are on the disk, and what was made of them.

    *reports* remembers what was reported about them.
    """

    __slots__ = ("_answers", "_bundle", "_languages", "catalogues", "reports")

    def __init__(self, bundle: str, languages: Languages, catalogues: Catalogues | str) -> None:
        """
        Open nothing.

        *catalogues* are those of the generation before, or for the first one the name of the
        package that holds them.
        """
        self._bundle = bundle
        self._languages = languages
        self._answers: dict[str | None, Answers] = {}
        self.reports = Reports()
        damaged = _make_damaged(bundle, self.reports)
        if isinstance(catalogues, str):
            self.catalogues = Catalogues(bundle=bundle, package=catalogues, damaged=damaged)
        else:
            self.catalogues = catalogues.renew(damaged)

    def answers(self, locale: Locale) -> Answers:
        """Return what those who asked for *locale* get."""
        found = self._answers.get(locale.tag)
        if found is None:
            # All of the bundle's own and as many others as are remembered elsewhere.
            if len(self._answers) >= MAX_LOCALES + self._languages.count:
                self._answers = {}
            found = self._answers.setdefault(locale.tag, Answers(self._make_view(locale)))
        return found

    def _make_view(self, locale: Locale) -> View:
        source = self._languages.source
        languages = self._languages.chain(locale)
        for each in languages:
            self.catalogues.prepare(each.folder)
        return View(
            bundle=self._bundle,
            requested=source.tag if locale.tag is None else locale.tag,
            languages=languages,
            source=source,
            catalogues=self.catalogues,
            reports=self.reports,
        )


def _make_damaged(bundle: str, reports: Reports) -> Callable[[str, str, str | None], None]:
    """
    Return what reports damage to *reports*.

    No method: catalogues that know their generation would keep their files open until the
    garbage collector comes by.
    """

    def damaged(locale: str, problem: str, msgctxt: str | None) -> None:
        what = "a catalogue is not used" if msgctxt is None else "a text is not used"
        reports.report(
            Problem(
                kind="catalogue" if msgctxt is None else "translation",
                message=f"{what}: {problem}",
                bundle=bundle,
                locale=locale,
                msgctxt=msgctxt,
            )
        )

    return damaged
