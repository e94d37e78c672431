"""
The reader's locale: what is current, and which of a bundle's locales serve a tag.
"""

from __future__ import annotations

from contextvars import ContextVar

from reasonbook.runtime.tags import parse_tag, shorten, spell
from reasonbook.runtime.values import exact_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

UNDETERMINED = "und"


class _Frame:
    """One entered `use_locale`: its tag, what was current before it, whose it is."""

    __slots__ = ("outer", "owner", "tag")

    def __init__(self, tag: str | None, outer: _Frame | None, owner: use_locale) -> None:
        self.tag = tag
        self.outer = outer
        self.owner = owner


_CURRENT: ContextVar[_Frame | None] = ContextVar("reasonbook_locale", default=None)


def current_locale() -> str | None:
    """Return the tag that `use_locale` made current in this thread or task, None outside of it."""
    frame = _CURRENT.get()
    return None if frame is None else frame.tag


class use_locale:  # noqa: N801  it is called, as contextlib's managers are
    """
    Make *tag* the current locale of this thread or task inside a `with` block.

    Any spelling will do (``zh-Hant``, ``zh_hant``); None means the source locale. Tasks and
    `asyncio.to_thread` start with the locale of their maker; threads and `run_in_executor`
    start without one. An instance may be used again, nested, and by several tasks at once:
    the locales to go back to are kept in the context, not in the instance.
    """

    __slots__ = ("_tag",)

    def __init__(self, tag: str | None) -> None:
        """Remember *tag*; nothing is current before the block is entered."""
        # What is no text at all cannot name a locale either, and is answered as such.
        self._tag = None if tag is None else exact_text(tag) or UNDETERMINED

    def __enter__(self) -> None:
        """Make the tag current."""
        _CURRENT.set(_Frame(self._tag, _CURRENT.get(), self))

    def __exit__(self, *exception: object) -> None:
        """Make current again what was so before; do nothing in a context never entered."""
        frame = _CURRENT.get()
        if frame is not None and frame.owner is self:
            _CURRENT.set(frame.outer)


class Locales:
    """
    The locales of one bundle.

    *source* is the locale of the source texts, *translated* those with a catalogue.
    """

    __slots__ = ("_configured", "_source", "_spelled", "source")

    def __init__(self, source: str, translated: Iterable[str]) -> None:
        """Take the tags in; `ValueError` if one is not well formed."""
        self._source = _subtags(source)
        self._configured = {_subtags(tag): tag for tag in translated}
        self._spelled = {tag: spell(subtags) for subtags, tag in self._configured.items()}
        self.source = spell(self._source)

    def spelled(self, locale: str) -> str:
        """Return the BCP 47 spelling of one of the translated locales."""
        return self._spelled[locale]

    def ask(self, tag: str | None) -> tuple[str, tuple[str, ...]]:
        """
        Return what was asked for, in BCP 47 spelling, and the locales that serve it, best first.

        *tag* None asks for the current locale, and where there is none for the source locale.
        What is not well formed is "und". After the last of the locales comes the source text.
        """
        wanted = current_locale() if tag is None else tag
        if wanted is None:
            return self.source, self._chain(self._source)
        subtags = parse_tag(wanted)
        if subtags is None:
            return UNDETERMINED, ()
        return spell(subtags), self._chain(subtags)

    def _chain(self, subtags: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        while subtags:
            if subtags in self._configured:
                found.append(self._configured[subtags])
            subtags = () if subtags == self._source else shorten(subtags)
        return tuple(found)


def _subtags(tag: str) -> tuple[str, ...]:
    subtags = parse_tag(tag)
    if subtags is None:
        raise ValueError(f"{tag!r} is no language tag")
    return subtags
