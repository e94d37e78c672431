"""
The resolved catalogue: what templates, translators' files and other languages see.

Defaults are filled in, shared placeholders and steps are put where they are used, names are
derived. There are no spans here: two sources that say the same thing resolve to equal values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# A recursive alias needs quotes before Python 3.12's `type` statement.
Annotation: TypeAlias = "str | int | float | bool | list[Annotation] | dict[str, Annotation] | None"
Annotations: TypeAlias = dict[str, Annotation]


@dataclass(frozen=True, slots=True)
class Plural:
    """
    A text with the plural forms of the source language.

    *plural* is the name of the placeholder that decides between *one* and *other*.
    """

    plural: str
    one: str
    other: str


Wording: TypeAlias = "str | Plural"


@dataclass(frozen=True, slots=True)
class EnumValue:
    """
    A value that a placeholder of the type ``enum`` may have.

    *text* is what a text shows for it, and *context* identifies that for translators.
    """

    value: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """
    A typed value that a text takes: ``{name}``.

    *values* are those of an ``enum``, in the order of the source.
    """

    name: str
    type: str
    example: Annotation
    description: str
    required: bool = True
    privacy: str = "public"
    metadata_only: bool = False
    values: tuple[EnumValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """
    One translatable text.

    *context* is the msgctxt: the path of the text, which is its identity. *text* is the msgid:
    the text in the source locale. For a text with plural forms it is the form for one, and
    *plural*, the msgid_plural, the form for all other numbers. *comments* are the lines for
    translators, *flags* those of the ``#,`` line, *reference* the path of the YAML file, without
    a line number.
    """

    context: str
    text: str
    comments: tuple[str, ...]
    flags: tuple[str, ...]
    reference: str
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """
    Something a person can do next.

    *context* identifies the label for translators. *url*, *action*, *params* and *target* are
    set for the kinds that have them and None or empty for the others.
    """

    id: str
    kind: str
    label: Wording
    context: str
    url: str | None = None
    action: str | None = None
    params: tuple[str, ...] = ()
    target: str | None = None

    @property
    def path(self) -> str:
        """What identifies the step in its enum: *context* without the name of the field."""
        return self.context.removesuffix("#label")


@dataclass(frozen=True, slots=True)
class Surface:
    """The wording of a reason for one surface; None falls back to the reason's own."""

    name: str
    operator_label: str | None
    short_explanation: Wording | None


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One reason with everything that applies to it.

    *member* is its name in the enum, *function* that of the function that makes occurrences.
    """

    code: str
    member: str
    function: str
    operator_label: str
    short_explanation: Wording
    actionability: str
    next_steps: tuple[Step, ...]
    show_no_action_needed: bool
    diagnostic_code_label: str
    severity: str
    http_status: int | None
    docs_url: str | None
    retry_after: int | None
    tags: tuple[str, ...]
    annotations: Annotations
    placeholders: tuple[Placeholder, ...]
    surfaces: tuple[Surface, ...]
    translator_note: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """
    One enum: what one YAML file describes.

    *reference* is the path of that file. *messages* are all its texts in the order in which the
    module names them; those of shared values and steps come once, before the reasons.
    """

    module: str
    name: str
    prefix: str
    description: str
    reference: str
    reasons: tuple[Reason, ...]
    messages: tuple[Message, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every next step that a reason has, each once."""
        unique = {step.path: step for reason in self.reasons for step in reason.next_steps}
        return tuple(unique.values())


@dataclass(frozen=True, slots=True)
class Actionability:
    """What an actionability means to a program: may it retry, must a person act."""

    name: str
    retryable: bool
    needs_human: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """
    The whole bundle: every enum, and the locales it is translated into.

    *surfaces* are those that the settings declare; ``detail`` is always there besides.
    """

    bundle: str
    version: str
    source_locale: str
    locales: tuple[str, ...]
    surfaces: tuple[str, ...]
    actionabilities: tuple[Actionability, ...]
    enums: tuple[Enumeration, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every text of every enum, each context once, in the order of the sources."""
        unique = {each.context: each for enum in self.enums for each in enum.messages}
        return tuple(unique.values())
