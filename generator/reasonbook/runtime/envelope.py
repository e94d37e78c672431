"""
Envelopes: all that a person is told about one reason, in one locale.
"""

from __future__ import annotations

from types import MappingProxyType

from reasonbook.runtime.frozen import Frozen, fill
from reasonbook.runtime.values import without_surrogates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

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


class NextStep(Frozen):
    """
    Something the reader can do next.

    *url* is set for a link whose address is complete, *action* and *params* for an action,
    *target* for a contact.
    *params* are the declared parameters that the context had, as they were given: text or
    whole numbers of any size up to 600 digits, anything else as text.
    """

    __slots__ = ("id", "kind", "label", "url", "action", "params", "target")  # noqa: RUF023  the order of the fields
    if not TYPE_CHECKING:  # pragma: no branch  checkers derive it from the fields
        __match_args__ = __slots__

    id: str
    kind: str
    label: str
    url: str | None
    action: str | None
    params: Mapping[str, str | int]
    target: str | None

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        id: str,  # noqa: A002  the field's name
        kind: str,
        label: str,
        url: str | None = None,
        action: str | None = None,
        params: Mapping[str, str | int] | None = None,
        target: str | None = None,
    ) -> None:
        """Make a step; *params* are copied."""
        fill(
            self,
            id=id,
            kind=kind,
            label=label,
            url=url,
            action=action,
            params=MappingProxyType({} if params is None else dict(params)),
            target=target,
        )

    def to_dict(self, *, extended: bool = True) -> dict[str, Json]:
        """
        Return what JSON needs: the kind, the label and what the kind has beside them.

        The identifier is there if *extended*. No key needs another spelling in camelCase.
        """
        values: dict[str, Json] = {"id": self.id} if extended else {}
        values |= {"kind": self.kind, "label": self.label}
        if self.url is not None:
            values["url"] = self.url
        if self.action is not None:
            values["action"] = self.action
            values["params"] = dict(self.params)
        if self.target is not None:
            values["target"] = self.target
        return values


class Envelope(Frozen):
    """
    All that a person is told about one reason.

    *locale* is the one that was used and *requested_locale* the one that was asked for, "und"
    where that was no language tag; both are spelled as BCP 47 has it (``zh-Hans``).
    *retry_after* is in seconds.
    """

    __slots__ = (  # noqa: RUF023  the order of the fields
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
    if not TYPE_CHECKING:  # pragma: no branch  checkers derive it from the fields
        __match_args__ = __slots__

    internal_code: str
    operator_label: str
    short_explanation: str
    actionability: str
    next_steps: tuple[NextStep, ...]
    show_no_action_needed: bool
    diagnostic_code_label: str
    severity: str
    locale: str
    requested_locale: str
    surface: str
    docs_url: str | None
    retry_after: int | None

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
        fill(
            self,
            internal_code=internal_code,
            operator_label=operator_label,
            short_explanation=short_explanation,
            actionability=actionability,
            next_steps=tuple(next_steps),
            show_no_action_needed=show_no_action_needed,
            diagnostic_code_label=diagnostic_code_label,
            severity=severity,
            locale=locale,
            requested_locale=requested_locale,
            surface=surface,
            docs_url=docs_url,
            retry_after=retry_after,
        )

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
