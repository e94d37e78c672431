"""
Envelopes: all that a person is told about one reason, in one locale.
"""

from __future__ import annotations

from reasonbook.runtime.frozen import Value
from reasonbook.runtime.values import without_surrogates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from reasonbook.runtime.next_step import NextStep
    from reasonbook.runtime.wire import Json

# The seven keys of the PHP original come first and in its order: existing consumers parse them.
_ORIGINAL_KEYS = (
    ("internal_code", "internalCode"),
    ("operator_label", "operatorLabel"),
    ("short_explanation", "shortExplanation"),
    ("actionability", "actionability"),
    ("next_steps", "nextSteps"),
    ("show_no_action_needed", "showNoActionNeeded"),
    ("diagnostic_code_label", "diagnosticCodeLabel"),
)
_ALL_KEYS = (
    *_ORIGINAL_KEYS,
    ("severity", "severity"),
    ("locale", "locale"),
    ("requested_locale", "requestedLocale"),
    ("surface", "surface"),
    ("docs_url", "docsUrl"),
    ("retry_after", "retryAfter"),
)


class EnvelopeFacts:
    """
    What an envelope says whatever the values: shared by all that are made of one reason.

    *is_personal* tells that the texts may hold values which no log may show.
    """

    __slots__ = (
        "actionability",
        "diagnostic_code_label",
        "docs_url",
        "internal_code",
        "is_personal",
        "locale",
        "requested_locale",
        "retry_after",
        "severity",
        "show_no_action_needed",
        "surface",
    )

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        internal_code: str,
        actionability: str,
        show_no_action_needed: bool,
        diagnostic_code_label: str,
        severity: str,
        locale: str,
        requested_locale: str,
        surface: str,
        docs_url: str | None,
        retry_after: int | None,
        is_personal: bool = False,
    ) -> None:
        """Take the facts of an envelope."""
        self.internal_code = internal_code
        self.actionability = actionability
        self.show_no_action_needed = show_no_action_needed
        self.diagnostic_code_label = diagnostic_code_label
        self.severity = severity
        self.locale = locale
        self.requested_locale = requested_locale
        self.surface = surface
        self.docs_url = docs_url
        self.retry_after = retry_after
        self.is_personal = is_personal


class Envelope(Value):
    """
    All that a person is told about one reason.

    *locale* is the one that was used and *requested_locale* the one that was asked for, "und"
    where that was no language tag; both are spelled as BCP 47 has it (``zh-Hans``).
    *retry_after* is in seconds.
    """

    # The fields are properties: plain slots are filled ten times faster than guarded ones, and
    # an envelope with values is made for each request.
    __slots__ = ("_explanation", "_facts", "_label", "_steps")
    _facts: EnvelopeFacts
    _label: str
    _explanation: str
    _steps: tuple[NextStep, ...]
    __match_args__ = (
        "internal_code",
        "operator_label",
        "short_explanation",
        "actionability",
        "next_steps",
        "show_no_action_needed",
        "diagnostic_code_label",
        "severity",
        "locale",
        "requested_locale",
        "surface",
        "docs_url",
        "retry_after",
    )

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        internal_code: str,
        operator_label: str,
        short_explanation: str,
        actionability: str,
        next_steps: Iterable[NextStep],
        show_no_action_needed: bool,
        diagnostic_code_label: str,
        severity: str,
        locale: str,
        requested_locale: str,
        surface: str,
        docs_url: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        """Make an envelope; applications get theirs from a reason."""
        self._facts = EnvelopeFacts(
            internal_code=internal_code,
            actionability=actionability,
            show_no_action_needed=show_no_action_needed,
            diagnostic_code_label=diagnostic_code_label,
            severity=severity,
            locale=locale,
            requested_locale=requested_locale,
            surface=surface,
            docs_url=docs_url,
            retry_after=retry_after,
        )
        self._label = operator_label
        self._explanation = short_explanation
        self._steps = tuple(next_steps)

    @property
    def internal_code(self) -> str:
        """The code."""
        return self._facts.internal_code

    @property
    def operator_label(self) -> str:
        """The label: one line."""
        return self._label

    @property
    def short_explanation(self) -> str:
        """The explanation: a sentence or two."""
        return self._explanation

    @property
    def actionability(self) -> str:
        """Whether anything can be done, and by whom: ``retryable_transient``, for one."""
        return self._facts.actionability

    @property
    def next_steps(self) -> tuple[NextStep, ...]:
        """What the reader can do, in the order of the source."""
        return self._steps

    @property
    def show_no_action_needed(self) -> bool:
        """Whether to say that nothing needs to be done."""
        return self._facts.show_no_action_needed

    @property
    def diagnostic_code_label(self) -> str:
        """The code as people quote it."""
        return self._facts.diagnostic_code_label

    @property
    def severity(self) -> str:
        """``info``, ``warning``, ``error`` or ``critical``."""
        return self._facts.severity

    @property
    def locale(self) -> str:
        """The best of the locales that gave a text, as BCP 47 spells it."""
        return self._facts.locale

    @property
    def requested_locale(self) -> str:
        """The locale that was asked for, ``und`` where that was no language tag."""
        return self._facts.requested_locale

    @property
    def surface(self) -> str:
        """Where it will be read: ``detail``, or one that the catalogue declares."""
        return self._facts.surface

    @property
    def docs_url(self) -> str | None:
        """A page about the reason."""
        return self._facts.docs_url

    @property
    def retry_after(self) -> int | None:
        """Seconds to wait before a retry."""
        return self._facts.retry_after

    @property
    def _hidden(self) -> tuple[str, ...]:
        texts = ("operator_label", "short_explanation", "next_steps")
        return texts if self._facts.is_personal else ()

    def mark_personal(self) -> None:
        """Leave the texts out of `repr`; only whoever has just made the value may call this."""
        self._facts.is_personal = True

    def to_dict(self, *, camel_case: bool = False, extended: bool | None = None) -> dict[str, Json]:
        """
        Return what JSON needs, made of new dictionaries and lists.

        In snake_case that is every field. In camelCase it is the wire form of the enum that
        Reasonbook grew from: its seven keys, and steps without identifiers. *extended* asks
        for all fields, or only for those seven, in either spelling.
        """
        everything = not camel_case if extended is None else extended
        values: dict[str, Json] = {
            "internal_code": self.internal_code,
            "operator_label": self.operator_label,
            "short_explanation": self.short_explanation,
            "actionability": self.actionability,
            "next_steps": [step.to_dict(extended=everything) for step in self.next_steps],
            "show_no_action_needed": self.show_no_action_needed,
            "diagnostic_code_label": self.diagnostic_code_label,
            "severity": self.severity,
            "locale": self.locale,
            "requested_locale": self.requested_locale,
            "surface": self.surface,
            "docs_url": self.docs_url,
            "retry_after": self.retry_after,
        }
        keys = _ALL_KEYS if everything else _ORIGINAL_KEYS
        return {camel if camel_case else snake: values[snake] for snake, camel in keys}

    def to_json(self, *, camel_case: bool = False, extended: bool | None = None) -> str:
        """
        Return `to_dict` as JSON without spaces.

        It can always be encoded as UTF-8: a lone surrogate becomes U+FFFD.
        """
        import json  # noqa: PLC0415  an application that never serialises need not load it

        values = self.to_dict(camel_case=camel_case, extended=extended)
        return without_surrogates(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
