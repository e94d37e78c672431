"""
Bundles: what one generated package is.
"""

from __future__ import annotations

from reasonbook.runtime.binding import Binding
from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.locales import Locales
from reasonbook.runtime.values import exact_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reasonbook.runtime.entries import Entry
    from reasonbook.runtime.reason import Reason


class UnknownCodeError(LookupError):
    """A code that no enum of the bundle has."""


class Bundle:
    """A package of reasons: its name, its version, its locales, its codes."""

    __slots__ = ("_catalogues", "_enums", "_index", "_locales", "_name", "_tags", "_version")

    def __init__(
        self,
        *,
        name: str,
        version: str,
        source_locale: str,
        locales: Iterable[str],
        package: str,
    ) -> None:
        """
        Describe the bundle; no file is opened.

        *locales* are those with a catalogue, spelled as their folders are. *package* is the
        import name of the package that holds ``locale/``, or of a module in it, so its
        ``__name__`` will do. `ValueError` if a locale is no language tag.
        """
        self._name = name
        self._version = version
        self._tags = (source_locale, *locales)
        self._locales = Locales(source_locale, self._tags[1:])
        self._catalogues = Catalogues(bundle=name, package=package)
        self._enums: list[type[Reason]] = []
        self._index: dict[str, Reason] | None = None

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

    def reason(self, code: str) -> Reason:
        """Return the member with this *code*; `UnknownCodeError`, a `LookupError`, without one."""
        index = self._index
        if index is None:
            index = self._index = {each.value: each for enum in self._enums for each in enum}
        known = exact_text(code)
        if known is None or known not in index:
            shown = type(code).__name__ if known is None else known[:64]
            raise UnknownCodeError(f"the bundle {self._name} has no code {shown!r}")
        return index[known]

    def join(
        self, reasons: type[Reason], load: Callable[[], Iterable[tuple[Reason, Entry]]]
    ) -> Binding:
        """Take in the members of *reasons*, whose entries *load* gives; `bind` calls this."""
        self._enums.append(reasons)
        self._index = None
        return Binding(self._locales, self._catalogues, load)
