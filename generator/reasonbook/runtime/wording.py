"""
What an entry says in one locale: for each of its texts, the first that can be used.
"""

from __future__ import annotations

from reasonbook.runtime.frozen import Frozen, fill
from reasonbook.runtime.texts import Template, literal, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

    from reasonbook.runtime.catalogues import Catalogues
    from reasonbook.runtime.entries import Entry, Text


class Wording(Frozen):
    """
    The texts of one entry, parsed.

    *steps* are the labels and *urls* the links of the entry's next steps, in their order.
    *locale* is the best of the locales that gave a text, None if all are source texts.
    """

    __slots__ = ("explanation", "label", "locale", "steps", "urls")

    label: Template
    explanation: Template
    steps: tuple[Template, ...]
    urls: tuple[Template | None, ...]
    locale: str | None

    def __init__(
        self,
        *,
        label: Template,
        explanation: Template,
        steps: tuple[Template, ...],
        urls: tuple[Template | None, ...],
        locale: str | None,
    ) -> None:
        """Make a wording."""
        fill(self, label=label, explanation=explanation, steps=steps, urls=urls, locale=locale)


def word(entry: Entry, locales: tuple[str, ...], catalogues: Catalogues) -> Wording:
    """Return what *entry* says in the first of *locales* that has a text, text by text."""
    texts = (
        entry.operator_label,
        entry.short_explanation,
        *(step.label for step in entry.next_steps),
    )
    chosen = [_choose(text, entry.placeholders, locales, catalogues) for text in texts]
    label, explanation, *steps = (template for template, _ in chosen)
    used = {locale for _, locale in chosen}
    return Wording(
        label=label,
        explanation=explanation,
        steps=tuple(steps),
        urls=tuple(_parse_url(step.url, entry.placeholders) for step in entry.next_steps),
        locale=next((locale for locale in locales if locale in used), None),
    )


def _choose(
    text: Text, placeholders: Container[str], locales: tuple[str, ...], catalogues: Catalogues
) -> tuple[Template, str | None]:
    """Return the first usable translation with its locale, or the source text with None."""
    for locale in locales:
        translated = catalogues.translation(locale, text)
        if translated is None:
            continue
        template = parse(translated, placeholders)
        if template is not None:
            return template, locale
        catalogues.refuse(locale, text)
    return _parse_source(text.source, placeholders), None


def _parse_source(text: str, placeholders: Container[str]) -> Template:
    """Return *text* in pieces; the compiler refuses what cannot be parsed, so it shows as it is."""
    return parse(text, placeholders) or literal(text)


def _parse_url(url: str | None, placeholders: Container[str]) -> Template | None:
    return None if url is None else _parse_source(url, placeholders)
