"""
The reader's locale: what is current, and what has been made for each locale.

A `Locale` holds the envelopes and the renderers that were made for one tag, so that the one
context variable gives the table itself and nothing has to be looked up by tag.
"""

from __future__ import annotations

from contextvars import ContextVar

from reasonbook.runtime.blocks import without
from reasonbook.runtime.problems import STRICT, Strictness
from reasonbook.runtime.tags import parse_tag, spell
from reasonbook.runtime.values import exact_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reasonbook.runtime.envelope import Envelope
    from reasonbook.runtime.fast import Render
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.render import Renderer

UNDETERMINED = "und"
MAX_LOCALES = 32
"""
How many spellings of tags that are no bundle's are remembered. Tags come from outside: beyond
that, what was made for all of them is given back, so that nobody can fill the memory with tags.
"""


class Locale:
    """
    A tag that was asked for, and what has been made for it.

    *tag* is in the spelling of BCP 47, "und" for what is no tag, None for the source locale of
    whichever bundle is asked. *asked* is what it was made from. The tables are for the default
    surface, by member: *envelopes* without values, *renders* that make envelopes of values, and
    *renderers*. They are replaced as a whole when a bundle is reloaded. Nothing is put into those
    of a locale that *is_retired*.
    """

    __slots__ = ("asked", "envelopes", "is_retired", "renderers", "renders", "tag")

    def __init__(self, tag: str | None, asked: str | None) -> None:
        """Make a locale for which nothing has been made."""
        self.tag = tag
        self.asked = asked
        self.is_retired = False
        self.envelopes: dict[Reason, Envelope] = {}
        self.renders: dict[Reason | None, Render] = {}
        self.renderers: dict[Reason, Renderer] = {}

    def renew(self) -> None:
        """Forget all that was made."""
        self.envelopes = {}
        self.renders = {}
        self.renderers = {}

    def retire(self) -> None:
        """Forget all that was made, and remember nothing from now on."""
        # In this order: whoever sees the new tables sees that nothing goes into them.
        self.is_retired = True
        self.renew()


class _Known:
    """Locales that are remembered, by tag and by whatever they were asked for with."""

    __slots__ = ("by_spelling", "by_tag")

    def __init__(self) -> None:
        self.by_tag: dict[str, Locale] = {}
        self.by_spelling: dict[str, Locale] = {}


SOURCE = Locale(None, None)
_UNDETERMINED = Locale(UNDETERMINED, "")
# Those of the bundles themselves stay; of all others only so many do.
_OWN: dict[str, Locale] = {}
_known = _Known()
CURRENT: ContextVar[Locale] = ContextVar("reasonbook_locale", default=SOURCE)
"""What is current in this thread or task."""


def find_locale(tag: object) -> Locale:
    """Return the locale that *tag* names, in any spelling; None names the source locale."""
    locale = _find(tag)
    return locale if STRICT.get() is None else forgetful(locale)


def forgetful(locale: Locale) -> Locale:
    """Return a locale like *locale* for which nothing is remembered."""
    found = Locale(locale.tag, locale.asked)
    found.retire()
    return found


def keep_locales(tags: Iterable[str]) -> None:
    """Never forget what is made for *tags*, the locales of a bundle in the spelling of BCP 47."""
    for each in tags:
        _OWN.setdefault(each, Locale(each, each))


def _fitting(locale: Locale) -> Locale:
    """Return *locale* as it has to be now, inside of `strict` or outside of it."""
    if STRICT.get() is None:
        return _find(locale.asked) if locale.is_retired else locale
    return locale if locale.is_retired else forgetful(locale)


def _find(tag: object) -> Locale:
    if tag is None:
        return SOURCE
    text = exact_text(tag)
    if text is None:
        return _UNDETERMINED
    known = _known
    found = _OWN.get(text) or known.by_spelling.get(text)
    if found is not None:
        return found
    subtags = parse_tag(text)
    if subtags is None:
        return _UNDETERMINED
    name = spell(subtags)
    if len(known.by_spelling) >= MAX_LOCALES:
        known = _forget_foreign()
    locale = _OWN.get(name) or known.by_tag.setdefault(name, Locale(name, name))
    found = known.by_spelling.setdefault(text, locale)
    if known is not _known and name not in _OWN:
        # Another thread has begun anew: nobody would renew this one with the rest.
        found.retire()
    return found


def _forget_foreign() -> _Known:
    """Forget the locales that are no bundle's; whoever asks for one from now on makes it anew."""
    global _known
    old, _known = _known, _Known()
    for each in old.by_tag.copy().values():
        each.retire()
    return _known


# One entry for each replacement that is going on.
_REPLACEMENTS: dict[object, None] = {}


def remembers(locale: Locale) -> bool:
    """Tell whether anything may be put into the tables of *locale* that were taken before."""
    return not (locale.is_retired or _REPLACEMENTS)


def replace_all(swap: Callable[[], None]) -> None:
    """
    Forget all that was made for any locale, and call *swap* while nothing is remembered.

    Whoever has seen what is so after *swap* never again sees what was so before it: while it is
    called, all readers ask for the generation itself. Whoever remembers something takes the
    tables first, then the generation, and then asks `remembers`; so what is older than the
    swap goes into tables that nobody reads any more.
    """
    mine = object()
    _REPLACEMENTS[mine] = None
    try:
        _renew_all()
        swap()
    finally:
        _renew_all()
        del _REPLACEMENTS[mine]


def _renew_all() -> None:
    own, foreign = _OWN.copy().values(), _known.by_tag.copy().values()
    for each in (SOURCE, _UNDETERMINED, *own, *foreign):
        each.renew()


class _Use:
    """One entered `use_locale`, with the locale that it has made current."""

    __slots__ = ("locale", "outer", "owner")

    def __init__(self, owner: object, outer: _Use | None, locale: Locale) -> None:
        self.owner = owner
        self.outer = outer
        self.locale = locale

    def onto(self, outer: _Use | None) -> _Use:
        return _Use(self.owner, outer, self.locale)


_USED: ContextVar[_Use | None] = ContextVar("reasonbook_used", default=None)


def current_locale() -> str | None:
    """
    Return the tag that `use_locale` made current in this thread or task, None outside of it.

    It is spelled as BCP 47 has it, "und" for what was no tag.
    """
    return CURRENT.get().tag


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
        locale = find_locale(self._tag)
        _USED.set(_Use(self, _USED.get(), locale))
        CURRENT.set(locale)

    def __exit__(self, *exception: object) -> None:
        """
        Make current again what was so before; do nothing in a context never entered.

        Of blocks that are left out of order, as generators can, the innermost that is still
        entered counts.
        """
        top = _USED.get()
        if top is None:
            return
        left = without(top, self)
        _USED.set(left)
        if top.owner is self:
            CURRENT.set(_fitting(SOURCE if left is None else left.locale))


class strict:  # noqa: N801  it is called, as contextlib's managers are
    """
    Raise `ProblemError` inside a `with` block where an application would get a warning.

    For tests. Nothing that was remembered outside of the block is used in it, so that a text
    which cannot be rendered raises each time that it is asked for. It holds for this thread or
    task, and an instance may be used again.
    """

    __slots__ = ()

    def __enter__(self) -> None:
        """Make problems raise."""
        STRICT.set(Strictness(self, STRICT.get(), {}))
        CURRENT.set(forgetful(CURRENT.get()))

    def __exit__(self, *exception: object) -> None:
        """
        Go back to what was so before; do nothing in a context never entered.

        Blocks may be left in any order, as those of `use_locale` may.
        """
        top = STRICT.get()
        if top is not None:
            STRICT.set(without(top, self))
            CURRENT.set(_fitting(CURRENT.get()))
