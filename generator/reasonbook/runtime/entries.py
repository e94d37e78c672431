"""
What a generated module says about each of its reasons: source texts and facts.
"""

from __future__ import annotations

from types import MappingProxyType

from reasonbook.runtime.frozen import Frozen, fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Text(Frozen):
    """A source text with the context that identifies it to translators."""

    __slots__ = ("context", "source")

    context: str
    source: str

    def __init__(self, *, context: str, source: str) -> None:
        """Make a text; generated modules call `pgettext_noop`."""
        fill(self, context=context, source=source)


def pgettext_noop(context: str, source: str, /) -> Text:
    """
    Mark *source* for extraction, untranslated, under the msgctxt *context*.

    The name and the order of the arguments are what xgettext and Babel look for.
    """
    return Text(context=context, source=source)


class Step(Frozen):
    """
    A next step as the catalogue has it.

    *url* may hold placeholders; *params* names those whose values an action takes.
    """

    __slots__ = ("id", "kind", "label", "url", "action", "params", "target")  # noqa: RUF023  the order of the fields

    id: str
    kind: str
    label: Text
    url: str | None
    action: str | None
    params: tuple[str, ...]
    target: str | None

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        id: str,  # noqa: A002  the field's name
        kind: str,
        label: Text,
        url: str | None = None,
        action: str | None = None,
        params: Iterable[str] = (),
        target: str | None = None,
    ) -> None:
        """Make a step; the rules about its fields are the compiler's."""
        fill(
            self,
            id=id,
            kind=kind,
            label=label,
            url=url,
            action=action,
            params=tuple(params),
            target=target,
        )


class Entry(Frozen):
    """
    One reason as the catalogue has it.

    *diagnostic_code_label* is the code where it is None, *retry_after* is in seconds,
    *placeholders* maps the names that the texts may use to their types.
    """

    __slots__ = (  # noqa: RUF023  the order of the fields
        "operator_label",
        "short_explanation",
        "actionability",
        "next_steps",
        "show_no_action_needed",
        "diagnostic_code_label",
        "severity",
        "docs_url",
        "retry_after",
        "placeholders",
    )

    operator_label: Text
    short_explanation: Text
    actionability: str
    next_steps: tuple[Step, ...]
    show_no_action_needed: bool
    diagnostic_code_label: str | None
    severity: str
    docs_url: str | None
    retry_after: int | None
    placeholders: Mapping[str, str]

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        operator_label: Text,
        short_explanation: Text,
        actionability: str,
        next_steps: Iterable[Step] = (),
        show_no_action_needed: bool = False,
        diagnostic_code_label: str | None = None,
        severity: str = "error",
        docs_url: str | None = None,
        retry_after: int | None = None,
        placeholders: Mapping[str, str] | None = None,
    ) -> None:
        """Make an entry; the rules about its fields are the compiler's."""
        fill(
            self,
            operator_label=operator_label,
            short_explanation=short_explanation,
            actionability=actionability,
            next_steps=tuple(next_steps),
            show_no_action_needed=show_no_action_needed,
            diagnostic_code_label=diagnostic_code_label,
            severity=severity,
            docs_url=docs_url,
            retry_after=retry_after,
            placeholders=MappingProxyType({} if placeholders is None else dict(placeholders)),
        )
