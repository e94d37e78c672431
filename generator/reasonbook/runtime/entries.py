"""
What a generated module says about each of its reasons: source texts and facts.

The function that makes these values is called once, when a source text is first needed, for
all reasons of a module; so they are plain objects that are cheap to make, and nobody but this
package ever sees them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Text:
    """
    A source text with the context that identifies it to translators.

    A text with plural forms has *source* for one and *plural* for all others, and *by* is the
    name of the placeholder that decides.
    """

    __slots__ = ("by", "context", "plural", "source")

    def __init__(
        self, context: str, source: str, plural: str | None = None, by: str | None = None
    ) -> None:
        """Make a text; generated modules call `pgettext_noop`, or `npgettext_noop` in `Plural`."""
        self.context = context
        self.source = source
        self.plural = plural
        self.by = by


def pgettext_noop(context: str, source: str, /) -> Text:
    """
    Mark *source* for extraction, untranslated, under the msgctxt *context*.

    The name and the order of the arguments are what xgettext and Babel look for.
    """
    return Text(context, source)


def npgettext_noop(context: str, one: str, other: str, /) -> Text:
    """
    Mark a text with plural forms for extraction, untranslated, under the msgctxt *context*.

    The name and the order of the arguments are what xgettext and Babel look for.
    """
    return Text(context, one, other)


def Plural(by: str, text: Text, /) -> Text:  # noqa: N802  a parameter of a generated function cannot hide a capital
    """Say that the value of the placeholder *by* decides about the form of *text*."""
    text.by = by
    return text


class Placeholder:
    """
    A value that texts take.

    *type* is its word in the source language. *privacy* is ``public``, ``internal``,
    ``personal`` or ``secret``. *values* are the values of an ``enum`` with their texts.
    """

    __slots__ = ("name", "privacy", "required", "type", "values")

    def __init__(
        self,
        name: str,
        type: str,  # noqa: A002  the field's name
        *,
        required: bool = True,
        privacy: str = "public",
        values: Mapping[str, Text] | None = None,
    ) -> None:
        """Make a placeholder; the rules about its fields are the compiler's."""
        self.name = name
        self.type = type
        self.required = required
        self.privacy = privacy
        self.values = values or {}

    @property
    def is_masked(self) -> bool:
        """Whether no log may show the value."""
        return self.privacy in ("personal", "secret")


class Step:
    """
    A next step as the catalogue has it.

    *url* may hold placeholders; *params* names those whose values an action takes.
    """

    __slots__ = ("action", "id", "kind", "label", "params", "target", "url")

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        id: str,  # noqa: A002  the field's name
        kind: str,
        label: Text,
        url: str | None = None,
        action: str | None = None,
        params: tuple[str, ...] = (),
        target: str | None = None,
    ) -> None:
        """Make a step; the rules about its fields are the compiler's."""
        self.id = id
        self.kind = kind
        self.label = label
        self.url = url
        self.action = action
        self.params = params
        self.target = target


class Surface:
    """The wording of a reason for one surface; None falls back to the reason's own."""

    __slots__ = ("operator_label", "short_explanation")

    def __init__(
        self, *, operator_label: Text | None = None, short_explanation: Text | None = None
    ) -> None:
        """Make the wording of a surface."""
        self.operator_label = operator_label
        self.short_explanation = short_explanation


class Entry:
    """
    One reason as the catalogue has it.

    *diagnostic_code_label* is the code where it is None, *retry_after* is in seconds.
    *placeholders* stand in the order of the values of an occurrence, *surfaces* by name.
    """

    __slots__ = (
        "actionability",
        "diagnostic_code_label",
        "docs_url",
        "next_steps",
        "operator_label",
        "placeholders",
        "retry_after",
        "severity",
        "short_explanation",
        "show_no_action_needed",
        "surfaces",
    )

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        operator_label: Text,
        short_explanation: Text,
        actionability: str,
        next_steps: tuple[Step, ...] = (),
        show_no_action_needed: bool = False,
        diagnostic_code_label: str | None = None,
        severity: str = "error",
        docs_url: str | None = None,
        retry_after: int | None = None,
        placeholders: tuple[Placeholder, ...] = (),
        surfaces: Mapping[str, Surface] | None = None,
    ) -> None:
        """Make an entry; the rules about its fields are the compiler's."""
        self.operator_label = operator_label
        self.short_explanation = short_explanation
        self.actionability = actionability
        self.next_steps = next_steps
        self.show_no_action_needed = show_no_action_needed
        self.diagnostic_code_label = diagnostic_code_label
        self.severity = severity
        self.docs_url = docs_url
        self.retry_after = retry_after
        self.placeholders = placeholders
        self.surfaces = surfaces or {}
