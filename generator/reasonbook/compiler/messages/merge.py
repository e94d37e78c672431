"""
Updating a translators' file from the template.

Messages are paired by their context, never by likeness: a text that merely resembles another
never gets the other's translation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.messages.plural_comments import form_comments
from reasonbook.compiler.messages.plural_files import FIELD, declared_header, file_forms
from reasonbook.compiler.messages.plurals import general_form, plural_header
from reasonbook.compiler.messages.po import (
    Entry,
    Po,
    header_field,
    sorted_flags,
    with_header_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_OWN_FLAGS = frozenset({"python-brace-format", "no-python-format"})
_OWN_PREFIX = "max-length:"

# The context; for a message without one, which none of ours is, also the text.
_Identity: TypeAlias = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the entries of the old file stand in it, by identity."""

    live: Mapping[_Identity, int]
    obsolete: Mapping[_Identity, Sequence[int]]


def merge(old: Po | None, template: Po, *, locale: str, bundle: str) -> Po:
    """
    Return the translators' file *old*, None for a new one, brought up to date with *template*.

    A reworded text keeps its translation as fuzzy, with the text it was made for. A message that
    is gone becomes obsolete if a translator has worked on it and comes back with its translation
    when its context does. An obsolete entry gives way to a live one, unless the live one's
    text was reworded to exactly the text of the obsolete entry: then that has the right
    translation, and the live one becomes obsolete. *locale* is spelled as the folders are
    (``pt_BR``), and *bundle* names the project in a new file. Merging twice changes nothing more.

    A message with a plural gets as many forms as the file has (`file_forms`), and a comment for
    each. Where *template* has such messages and *old* no header for them, it gets ours.
    """
    entries = old.entries if old is not None else ()
    header = _merge_header(old, template, locale=locale, bundle=bundle)
    forms = file_forms(Po(header, ()), locale)
    wanted = [_localize(each, locale, forms) for each in template.entries]
    memory = _remember(entries)
    sources = [_choose(each, entries, memory) for each in wanted]
    live = tuple(
        _carry(each, None if source is None else entries[source], general_form(forms))
        for each, source in zip(wanted, sources, strict=True)
    )
    used = set(sources)
    rest = [each for index, each in enumerate(entries) if index not in used]
    return Po(header, (*live, *_retire(rest, live)))


def _localize(wanted: Entry, locale: str, forms: tuple[str, ...]) -> Entry:
    """Return the template's entry *wanted* with the plural *forms* of a file of *locale*."""
    if wanted.plural is None:
        return wanted
    return replace(
        wanted,
        translations=("",) * len(forms),
        extracted_comments=(*wanted.extracted_comments, *form_comments(locale, forms)),
    )


def _identity(entry: Entry) -> _Identity:
    return (entry.context, "" if entry.context is not None else entry.text)


def _remember(entries: Sequence[Entry]) -> _Memory:
    live: dict[_Identity, int] = {}
    obsolete: dict[_Identity, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.obsolete:
            obsolete.setdefault(_identity(entry), []).append(index)
        else:
            live.setdefault(_identity(entry), index)
    return _Memory(live, obsolete)


def _choose(wanted: Entry, entries: Sequence[Entry], memory: _Memory) -> int | None:
    """Return the index of the old entry whose translation *wanted* gets."""
    live = memory.live.get(_identity(wanted))
    buried = memory.obsolete.get(_identity(wanted), ())
    exact = next((each for each in buried if _says_the_same(entries[each], wanted)), None)
    if live is None:
        return exact if exact is not None else next(iter(buried), None)
    if exact is None or _says_the_same(entries[live], wanted):
        return live
    # Two entries with one context and one text cannot stay, and this one fits to the letter.
    return exact if entries[exact].is_translated and not entries[exact].is_fuzzy else live


def _says_the_same(entry: Entry, other: Entry) -> bool:
    return (entry.text, entry.plural) == (other.text, other.plural)


def _carry(wanted: Entry, source: Entry | None, general: int) -> Entry:
    """
    Return the template's entry *wanted* with what the translator wrote in *source*.

    *general* is the index of the plural form for numbers that have no form of their own.
    """
    if source is None:
        return wanted
    flags = {*wanted.flags, *_foreign_flags(source)}
    kept = replace(
        wanted, flags=sorted_flags(flags), translator_comments=source.translator_comments
    )
    if _says_the_same(source, wanted):
        translations = _fit(source.translations, wanted)
        fits = translations == source.translations or not any(translations)
        return replace(
            kept,
            translations=translations,
            flags=kept.flags if fits else sorted_flags({*flags, "fuzzy"}),
            previous_context=source.previous_context,
            previous_text=source.previous_text,
            previous_plural=source.previous_plural,
        )
    if not any(source.translations):
        return replace(kept, flags=sorted_flags(flags - {"fuzzy"}))
    return _reword(replace(kept, flags=sorted_flags({*flags, "fuzzy"})), source, general)


def _reword(wanted: Entry, source: Entry, general: int) -> Entry:
    """Return *wanted* with a translation that was made for another text."""
    made_for: tuple[str | None, str | None, str | None] = (None, source.text, source.plural)
    if source.is_fuzzy and source.previous_text is not None:
        made_for = (source.previous_context, source.previous_text, source.previous_plural)
    if made_for[1:] == (wanted.text, wanted.plural):
        made_for = (None, None, None)
    return replace(
        wanted,
        translations=_adapt(source, wanted, general),
        previous_context=made_for[0],
        previous_text=made_for[1],
        previous_plural=made_for[2],
    )


def _adapt(source: Entry, wanted: Entry, general: int) -> tuple[str, ...]:
    """Return the translations of *source* for *wanted*, which may have a plural or have none."""
    forms = source.translations
    if (source.plural is None) == (wanted.plural is None):
        return _fit(forms, wanted)
    if wanted.plural is None:
        # One form has to do for every number.
        candidates = (*forms[general : general + 1], *reversed(forms))
        return (next(each for each in candidates if each),)
    # A text that served for every number is most like the form for whatever has none of its own.
    return tuple(forms[0] if index == general else "" for index in range(len(wanted.translations)))


def _fit(forms: tuple[str, ...], wanted: Entry) -> tuple[str, ...]:
    """Return *forms*, as many as *wanted* has: what is missing is empty."""
    count = len(wanted.translations)
    return (*forms[:count], *("",) * (count - len(forms)))


def _foreign_flags(entry: Entry) -> tuple[str, ...]:
    return tuple(
        each for each in entry.flags if each not in _OWN_FLAGS and not each.startswith(_OWN_PREFIX)
    )


def _retire(rest: Sequence[Entry], live: Sequence[Entry]) -> Iterator[Entry]:
    """Yield what stays of the old entries that no message has taken, as obsolete."""
    # gettext refuses a file in which a text stands twice in one context, obsolete or not.
    taken = {(each.context, each.text) for each in live} | {(None, "")}
    for entry in rest:
        key = (entry.context, entry.text)
        if key in taken or not (any(entry.translations) or entry.translator_comments):
            continue
        taken.add(key)
        if entry.obsolete:
            yield entry
        else:
            yield replace(
                entry,
                extracted_comments=(),
                references=(),
                flags=_foreign_flags(entry),
                obsolete=True,
            )


def _merge_header(old: Po | None, template: Po, *, locale: str, bundle: str) -> Entry | None:
    if old is None or old.header is None:
        named = with_header_field(template, "Project-Id-Version", bundle)
        po = with_header_field(named, "Language", locale)
    else:
        po = old
        if not header_field(po, "Language"):
            po = with_header_field(po, "Language", locale)
        if header_field(po, "Content-Type") is None:
            po = with_header_field(po, "Content-Type", "text/plain; charset=UTF-8")
    has_plural = any(each.plural is not None for each in template.entries)
    if has_plural and declared_header(po) is None:
        po = with_header_field(po, FIELD, plural_header(locale))
    return po.header
