"""
Bundles: what one generated package is.
"""

from __future__ import annotations

from reasonbook._version import CONTRACT, __version__
from reasonbook.runtime.generation import Generation, Languages
from reasonbook.runtime.locales import keep_locales, replace_all
from reasonbook.runtime.negotiation import Negotiator
from reasonbook.runtime.problems import STRICT, Reports
from reasonbook.runtime.tags import parse_tag, spell
from reasonbook.runtime.values import exact_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reasonbook.runtime.locale_data import LocaleData, Negotiation
    from reasonbook.runtime.occurrence import Occurrence
    from reasonbook.runtime.problems import Problem
    from reasonbook.runtime.reason import Reason

    LoadLocales = Callable[[], tuple[Mapping[str, LocaleData], Negotiation]]


class UnknownCodeError(LookupError):
    """A code that no enum of the bundle has."""


class Bundle:
    """A package of reasons: its name, its version, its locales, its codes."""

    __slots__ = (
        "_enums",
        "_generation",
        "_index",
        "_languages",
        "_load",
        "_name",
        "_negotiator",
        "_package",
        "_reports",
        "_spelled",
        "_surfaces",
        "_tags",
        "_version",
    )

    def __init__(  # noqa: PLR0913  what a generated module says about its bundle
        self,
        *,
        name: str,
        version: str,
        source_locale: str,
        locales: Iterable[str],
        package: str,
        load_locales: LoadLocales,
        surfaces: Iterable[str] = (),
        is_formatted: bool = False,
    ) -> None:
        """
        Describe the bundle; no file is opened.

        *locales* are those with a catalogue, spelled as their folders are. *package* is the
        import name of the package that holds ``locale/``, or of a module in it, so its
        ``__name__`` will do. *load_locales* gives what CLDR says of the locales, and is called
        when that is first needed. *is_formatted* tells that Babel is needed for values.
        `ValueError` if a locale is no language tag, `ImportError` if Babel is needed and not
        there.
        """
        self._name = name
        self._version = version
        self._tags = (source_locale, *locales)
        self._surfaces = tuple(surfaces)
        self._package = package
        self._spelled = {tag: _spell(tag) for tag in self._tags}
        keep_locales(self._spelled.values())
        self._load = load_locales
        self._enums: list[type[Reason]] = []
        self._index: dict[str, Reason] | None = None
        self._languages: Languages | None = None
        self._negotiator: Negotiator | None = None
        self._generation: Generation | None = None
        self._reports = Reports()
        if is_formatted:
            _require_babel(name)

    def __repr__(self) -> str:
        """Return the facts that tell one bundle from another."""
        return f"<Bundle {self._name} {self._version}: {', '.join(self._tags)}>"

    @property
    def name(self) -> str:
        """The import name of the package, which is the gettext domain too."""
        return self._name

    @property
    def version(self) -> str:
        """The version of the catalogue."""
        return self._version

    @property
    def source_locale(self) -> str:
        """The locale of the source texts."""
        return self._tags[0]

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales with a catalogue, spelled as their folders are."""
        return self._tags[1:]

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The surfaces that reasons may have wording for, besides ``detail``."""
        return self._surfaces

    def reason(self, code: str) -> Reason:
        """Return the member with this *code*; `UnknownCodeError`, a `LookupError`, without one."""
        found = self.find(code)
        if found is None:
            known = exact_text(code)
            shown = type(code).__name__ if known is None else known[:64]
            raise UnknownCodeError(f"the bundle {self._name} has no code {shown!r}")
        return found

    def find(self, code: object) -> Reason | None:
        """Return the member with this *code*, None without one."""
        index = self._index
        if index is None:
            index = self._index = {each.value: each for enum in self._enums for each in enum}
        known = exact_text(code)
        return None if known is None else index.get(known)

    def occurrence(self, data: Mapping[str, object] | str | bytes) -> Occurrence[Reason | None]:
        """
        Return what `Occurrence.to_dict` or `to_json` made, by this or another version.

        A code that this bundle does not have gives a generic envelope. What is missing,
        superfluous, of another type or no occurrence at all is reported once, and no value is
        lost. Nothing raises but inside of `strict`.
        """
        from reasonbook.runtime.stored import read  # noqa: PLC0415  not at every start

        return read(data, self)

    def resolve(self, tag: str | None) -> str | None:
        """
        Return the locale of this bundle that serves *tag*, as BCP 47 spells it; None without one.

        *tag* is a language tag in any spelling or the name of a POSIX locale (``de_AT.UTF-8``,
        ``sr@latin``). Scripts, parents, aliases and likely subtags are CLDR's: ``zh-TW`` gives
        ``zh-Hant``, and nobody gets another script than the one asked for. It never raises.
        """
        found = self._negotiate().resolve(tag)
        return None if found is None else self._spelled[found]

    def negotiate(self, accept_language: str | None, default: str | None = None) -> str:
        """
        Return the locale of this bundle that suits an ``Accept-Language`` header best.

        It is spelled as BCP 47 has it, fit for `use_locale` and for ``Content-Language``. Where
        nothing suits, it is the one that serves *default*, else the source locale. The header
        may be anything: it is cut to 256 characters and 16 ranges first (RFC 9110, section
        12.5.4), and nothing raises.
        """
        negotiator = self._negotiate()
        fallback = None if default is None else negotiator.resolve(default)
        return self._spelled[negotiator.negotiate(accept_language, fallback)]

    def reload(self) -> None:
        """
        Take up catalogues that were replaced on the disk.

        They are opened when they are next needed. Whoever asks for an envelope meanwhile gets
        one of the old generation or one of the new, never parts of both.
        """
        new = Generation(self._name, self._know(), self.generation().catalogues)

        def swap() -> None:
            self._generation = new
            strictness = STRICT.get()
            if strictness is not None:
                strictness.generations.pop(self, None)

        replace_all(swap)

    def join(self, reasons: type[Reason]) -> None:
        """Take in the members of *reasons*; `bind` calls this."""
        self._enums.append(reasons)
        self._index = None

    def generation(self) -> Generation:
        """Return the catalogues that are in use; inside of `strict`, some of its own."""
        strictness = STRICT.get()
        if strictness is not None:
            found = strictness.generations.get(self)
            if found is None:
                found = strictness.generations[self] = self._first_generation()
            return found
        current = self._generation
        if current is None:
            current = self._generation = self._first_generation()
        return current

    def report(self, problem: Problem) -> None:
        """Report something about a value or an occurrence, once."""
        self._reports.report(problem)

    def _first_generation(self) -> Generation:
        return Generation(self._name, self._know(), self._package)

    def _know(self) -> Languages:
        found = self._languages
        if found is None:
            data, _ = self._load()
            found = self._languages = Languages(self._tags[0], data, self._negotiate())
        return found

    def _negotiate(self) -> Negotiator:
        found = self._negotiator
        if found is None:
            _, table = self._load()
            found = self._negotiator = Negotiator(self._tags[0], self._tags[1:], table)
        return found


def _spell(tag: str) -> str:
    subtags = parse_tag(tag)
    if subtags is None:
        raise ValueError(f"{tag!r} is no language tag")
    return spell(subtags)


def require_contract(contract: int, bundle: str) -> None:
    """
    Do nothing if the *bundle* was generated for this runtime; generated modules call it first.

    *contract* is the number of what both have agreed on. `ImportError` if this runtime has
    another one: it says which of the two is older, and what to do.
    """
    if contract == CONTRACT:
        return
    if contract > CONTRACT:
        advice = "install the version of reasonbook that generated it, or a newer one"
    else:
        advice = "run `reasonbook generate` with the installed version"
    raise ImportError(
        f"the bundle {bundle} was generated for contract {contract} of the runtime, and "
        f"reasonbook {__version__} has contract {CONTRACT}: {advice}",
        name=bundle,
    )


def _require_babel(bundle: str) -> None:
    from importlib.util import find_spec  # noqa: PLC0415  most bundles do not need it

    if find_spec("babel") is None:
        raise ImportError(
            f"the bundle {bundle} formats values for locales and needs Babel: "
            "pip install 'reasonbook[format]'",
            name="babel",
        )
