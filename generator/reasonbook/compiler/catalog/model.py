"""
What an author may write: the shape of one source file.

These models check shapes and nothing else, and the JSON Schema for editors is made from them:
the descriptions here are what an author reads when hovering over a key. What words mean
together is checked by the rules, on the tree, where places are known.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    Tag,
)

from reasonbook.compiler.catalog import names
from reasonbook.compiler.catalog.nodes import Data, Nothing

FORMAT = "reasonbook/1"

# What a plural can be decided by.
Number = Literal["integer", "number"]
Moment = Literal["date", "time", "datetime", "duration"]
PlaceholderType = Literal["string", Number, "percent", "currency", Moment, "list", "enum"]
Privacy = Literal["public", "internal", "personal", "secret"]
StepKind = Literal["instruction", "link", "action", "contact", "wait"]
SeverityName = Literal["info", "warning", "error", "critical"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Header(_Model):
    """What the enum is called and where its module goes."""

    module: str = Field(
        pattern=f"^{names.MODULE_NAME}$",
        max_length=names.MAX_CODE,
        description="Name of the generated Python module.",
    )
    enum: str = Field(
        pattern=f"^{names.ENUM_NAME}$",
        max_length=names.MAX_CODE,
        description="Name of the generated enum class.",
    )
    prefix: str = Field(
        default="",
        pattern=f"^({names.PREFIX})?$",
        max_length=names.MAX_CODE,
        description="What every code starts with, with its dot; member names leave it out.",
    )
    description: str = Field(default="", description="What these reasons are about.")


class Limits(_Model):
    """How long texts may get before a warning says so."""

    operator_label: int | None = Field(
        default=None, ge=1, le=4096, description="Characters of a label; 60 by default."
    )
    short_explanation: int | None = Field(
        default=None, ge=1, le=4096, description="Characters of an explanation; 240 by default."
    )
    operator_label_placeholders: bool | None = Field(
        default=None, description="Whether labels may have placeholders; false by default."
    )
    operator_label_full_stop: bool | None = Field(
        default=None, description="Whether labels may end in a full stop; false by default."
    )


def _example_tag(value: object) -> str:
    if isinstance(value, list):
        return "list"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if is_number else "text"


Example = Annotated[
    Annotated[str, Tag("text")]
    | Annotated[int | float, Tag("number")]
    | Annotated[list[str], Tag("list")],
    Discriminator(_example_tag),
]


class CommonPlaceholder(_Model):
    """A typed value that a text takes as `{name}`, without texts of its own."""

    type: PlaceholderType | None = Field(default=None, description="What the value is.")
    example: Example | None = Field(
        default=None, description="A value that readers and translators can picture."
    )
    description: str | None = Field(default=None, description="What the value means.")
    required: bool | None = Field(
        default=None, description="Whether there is always a value; true by default."
    )
    privacy: Privacy | None = Field(
        default=None, description="Who may see the value; `public` by default."
    )
    metadata_only: bool | None = Field(
        default=None, description="Whether it is for programs and no text; false by default."
    )


class Placeholder(CommonPlaceholder):
    """A typed value that a text takes as `{name}`."""

    values: dict[str, str] | None = Field(
        default=None,
        description="For `enum`: its values, each with its text.",
        json_schema_extra={"minProperties": 1},
    )


class PluralText(_Model):
    """A text with plural forms of the source language."""

    plural: str = Field(
        pattern=f"^{names.NAME}$",
        max_length=names.MAX_CODE,
        description="The placeholder whose number decides between the forms.",
    )
    one: str = Field(description="The text where the number is one.")
    other: str = Field(description="The text for every other number.")


PLURAL_KEYS = frozenset(PluralText.model_fields)


def _wording_tag(value: object) -> str:
    # What stands in braces without quotes is a mapping too: a text that starts with a placeholder.
    return "plural" if isinstance(value, dict) and PLURAL_KEYS & value.keys() else "text"


Wording = Annotated[
    Annotated[str, Tag("text")] | Annotated[PluralText, Tag("plural")],
    Discriminator(_wording_tag),
]


class SharedStep(_Model):
    """Something a person can do next."""

    kind: StepKind = Field(description="What sort of step it is; decides which fields it has.")
    label: Wording = Field(description="What to do, as a sentence.")
    url: str | None = Field(default=None, description="For `link`: where it leads.")
    action: str | None = Field(
        default=None,
        pattern=f"^{names.NAME}([.]{names.NAME})*$",
        max_length=names.MAX_CODE,
        description="For `action`: its id.",
    )
    params: list[Annotated[str, Field(pattern=f"^{names.NAME}$")]] | None = Field(
        default=None,
        description="For `action`: the placeholders whose values it takes.",
    )
    target: str | None = Field(default=None, description="For `contact`: whom to contact.")


class InlineStep(SharedStep):
    """A next step of one reason only."""

    id: str = Field(
        pattern=f"^{names.STEP_ID}$",
        max_length=names.MAX_CODE,
        description="Its identity within the reason; translations hang on it.",
    )


def _step_tag(value: object) -> str:
    return "shared" if isinstance(value, str) else "inline"


StepUse = Annotated[
    Annotated[str, Tag("shared")] | Annotated[InlineStep, Tag("inline")],
    Discriminator(_step_tag),
]


def _fill_in(value: Data) -> Data:
    """Return *value* with None for what was left empty in it: annotations are the author's own."""
    if isinstance(value, dict):
        return {
            key: None if isinstance(each, Nothing) else _fill_in(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [None if isinstance(each, Nothing) else _fill_in(each) for each in value]
    return value


class _Common(_Model):
    """The fields of a reason that are no texts of its own."""

    actionability: str | None = Field(
        default=None, description="Whether anything can be done, and by whom."
    )
    show_no_action_needed: bool | None = Field(
        default=None, description="Whether to say that nothing needs to be done; false by default."
    )
    severity: SeverityName | None = Field(
        default=None, description="How serious it is; `error` by default."
    )
    http_status: int | None = Field(
        default=None, ge=100, le=599, description="The HTTP status to answer with."
    )
    docs_url: str | None = Field(default=None, description="A page about the reason.")
    retry_after: int | None = Field(
        default=None, ge=0, le=2**31 - 1, description="Seconds to wait before a retry."
    )
    tags: (
        list[Annotated[str, Field(pattern=f"^{names.TAG}$", max_length=names.MAX_CODE)]] | None
    ) = Field(default=None, description="Words to group reasons by.")
    annotations: Annotated[dict[str, JsonValue], BeforeValidator(_fill_in)] | None = Field(
        default=None, description="Anything of your own; reaches templates untouched."
    )


class Defaults(_Common):
    """Fields of a reason that hold for every reason of the file which does not set them."""

    placeholders: dict[str, CommonPlaceholder] | None = Field(
        default=None, description="The values that the texts take."
    )
    next_steps: list[str] | None = Field(default=None, description="Ids of shared steps.")


class Surface(_Model):
    """The wording of a reason for one surface; what it leaves out is the reason's own."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    operator_label: str | None = Field(default=None, description="A short label, one line.")
    short_explanation: Wording | None = Field(
        default=None, description="One or two sentences that explain it."
    )


class Reason(_Common):
    """One reason: a stable code and what a person needs when they meet it."""

    operator_label: str = Field(description="A short label, one line.")
    short_explanation: Wording = Field(description="One or two sentences that explain it.")
    surfaces: dict[str, Surface] | None = Field(
        default=None, description="Wording for surfaces that the settings declare, by name."
    )
    placeholders: dict[str, Placeholder] | None = Field(
        default=None, description="The values that the texts take."
    )
    member: str | None = Field(
        default=None,
        pattern=f"^{names.MEMBER_NAME}$",
        max_length=names.MAX_CODE,
        description="Name of the enum member, where the one made from the code will not do.",
    )
    diagnostic_code_label: str | None = Field(
        default=None, description="The code as people quote it; the code itself by default."
    )
    next_steps: list[StepUse] | None = Field(
        default=None,
        description="Ids of shared steps, or steps written out.",
    )
    translator_note: str | None = Field(default=None, description="What a translator has to know.")


class Document(_Model):
    """A catalogue of reasons: one file is one enum."""

    format: Literal["reasonbook/1"] = Field(description="Version of the source language.")
    catalog: Header
    defaults: Defaults = Field(default_factory=Defaults)
    limits: Limits = Field(default_factory=Limits)
    placeholders: dict[str, Placeholder] = Field(
        default_factory=dict, description="Placeholders that reasons share, by name."
    )
    next_steps: dict[str, SharedStep] = Field(
        default_factory=dict, description="Next steps that reasons share, by id."
    )
    reasons: dict[str, Reason] = Field(description="The reasons, by code.")


# What keys of a mapping look like, for the schema: by model and field.
KEY_PATTERNS = {
    ("Document", "reasons"): names.CODE,
    ("Document", "placeholders"): names.NAME,
    ("Document", "next_steps"): names.STEP_ID,
    ("Defaults", "placeholders"): names.NAME,
    ("Reason", "placeholders"): names.NAME,
    ("Reason", "surfaces"): names.SURFACE,
    ("Placeholder", "values"): names.VALUE,
}
