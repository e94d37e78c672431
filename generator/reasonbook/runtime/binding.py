"""
An enum with its entries and its bundle: where envelopes are put together.
"""

from __future__ import annotations

from reasonbook.runtime.envelope import EnvelopeFacts
from reasonbook.runtime.locales import CURRENT, find_locale, remembers
from reasonbook.runtime.plain import Plain
from reasonbook.runtime.problems import Problem
from reasonbook.runtime.reference import Reference
from reasonbook.runtime.render import Texts, is_personal, make_renderer
from reasonbook.runtime.values import clean, exact_text, given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.entries import Entry
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.render import Renderer
    from reasonbook.runtime.shapes import Values
    from reasonbook.runtime.view import View

DEFAULT_SURFACE = "detail"


class Binding:
    """
    What the members of one enum share.

    *load* gives what makes their entries; it is called when one is first needed. *is_shared*
    tells that no other enum of this process has any of their codes: members are equal to their
    codes, so only then may tables hold them beside those of other enums.
    """

    __slots__ = ("_entries", "_load", "_makers", "_plain", "bundle", "is_shared")

    def __init__(
        self,
        bundle: Bundle,
        load: Callable[[], Mapping[Reason, Callable[[], Entry]]],
    ) -> None:
        """Remember where all comes from; nothing is loaded."""
        self.bundle = bundle
        self.is_shared = True
        self._load = load
        self._makers: Mapping[Reason, Callable[[], Entry]] | None = None
        self._entries: dict[Reason, Entry] = {}
        self._plain: dict[Reason, Plain] = {}

    def entry(self, reason: Reason) -> Entry:
        """Return the entry of *reason*."""
        found = self._entries.get(reason)
        if found is None:
            makers = self._makers
            if makers is None:
                makers = self._makers = self._load()
            found = self._entries[reason] = makers[reason]()
        return found

    def values(self, reason: Reason, context: object) -> Values:
        """Return the values that *context* has for the placeholders of *reason*, in their order."""
        return tuple(given(context, each.name) for each in self.entry(reason).placeholders)

    def renderer(self, reason: Reason, tag: object, surface: object) -> Renderer:
        """
        Return what renders *reason* for the locale *tag*, None for the current one.

        It is remembered. Inside of `strict`, what is remembered ends with the block.
        """
        locale = CURRENT.get() if tag is None else find_locale(tag)
        # Taken before the generation: see `replace_all`.
        envelopes, renders, renderers = locale.envelopes, locale.renders, locale.renderers
        answers = self.bundle.generation().answers(locale)
        name = self._surface(surface)
        known = answers.renderers.setdefault(name, {})
        found = known.get(reason)
        if found is None:
            found, lasts = self._make(reason, answers.view, name)
            if not lasts:
                return found
            known[reason] = found
        if self.is_shared and name == DEFAULT_SURFACE and remembers(locale):
            renderers[reason] = found
            renders[reason] = found.render
            envelopes[reason] = found.envelope
        return found

    def _make(self, reason: Reason, view: View, surface: str) -> tuple[Renderer, bool]:
        """Return the renderer, and whether it will do from now on."""
        entry = self.entry(reason)
        texts = Texts(view, entry, surface)
        code = str(reason)
        facts = EnvelopeFacts(
            internal_code=code,
            actionability=entry.actionability,
            show_no_action_needed=entry.show_no_action_needed,
            diagnostic_code_label=entry.diagnostic_code_label or code,
            severity=entry.severity,
            locale=view.best(texts.wordings).tag,
            requested_locale=view.requested,
            surface=surface,
            docs_url=entry.docs_url,
            retry_after=entry.retry_after,
            is_personal=is_personal(texts),
        )
        plain = self._plain.get(reason)
        if plain is None:
            plain = self._plain[reason] = Plain(entry)
        reference = Reference(view, entry.placeholders, code=code, bundle=self.bundle)
        renderer = make_renderer(view, texts, plain, facts, reference)
        return renderer, all(each.lasts for each in texts.wordings)

    def _surface(self, surface: object) -> str:
        """Return the name of *surface*, or of the default one if the bundle has no such."""
        if surface is None:
            return DEFAULT_SURFACE
        name = exact_text(surface)
        if name is not None and (name == DEFAULT_SURFACE or name in self.bundle.surfaces):
            return name
        message = "there is no such surface"
        if name is not None:
            message = f"there is no surface {clean(name)[:64]!r}"
        self.bundle.report(Problem(kind="surface", message=message, bundle=self.bundle.name))
        return DEFAULT_SURFACE
