"""
From what the author wrote to what holds: defaults, shared entries and names put in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reasonbook.compiler.catalog import resolved
from reasonbook.compiler.catalog.declared import declared_placeholders
from reasonbook.compiler.catalog.document import used_steps
from reasonbook.compiler.catalog.names import derive_function, derive_member
from reasonbook.compiler.catalog.notes import make_messages
from reasonbook.compiler.catalog.read import MAX_TEXT
from reasonbook.compiler.config import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reasonbook.compiler.catalog import model
    from reasonbook.compiler.catalog.declared import Declared
    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.config import Settings


def resolve(
    documents: Sequence[Document], *, settings: Settings, locales: Sequence[str]
) -> resolved.Catalogue:
    """Return the catalogue that *documents* describe; they must be free of errors."""
    return resolved.Catalogue(
        bundle=settings.bundle,
        version=settings.version,
        source_locale=settings.source_locale,
        locales=tuple(sorted(locales)),
        surfaces=settings.surfaces,
        actionabilities=tuple(
            resolved.Actionability(name, retryable=each.retryable, needs_human=each.needs_human)
            for name, each in settings.actionabilities.items()
        ),
        enums=tuple(_resolve_enum(each, settings) for each in documents),
    )


def effective_limits(document: Document, settings: Settings) -> Limits:
    """Return the limits of texts in *document*: its own first, then the settings'."""
    if document.tree.has("limits") and "limits" not in document.model.model_fields_set:
        # What the author meant is not known, so nothing is too long.
        return Limits(MAX_TEXT, MAX_TEXT, True, True)
    own = document.model.limits.model_dump(exclude_none=True)
    theirs = {name: getattr(settings.limits, name) for name in Limits.__slots__}
    return Limits(**(theirs | own))


def _resolve_enum(document: Document, settings: Settings) -> resolved.Enumeration:
    header = document.model.catalog
    reasons = tuple(
        _Resolver(document, code, reason).reason()
        for code, reason in document.model.reasons.items()
    )
    return resolved.Enumeration(
        module=header.module,
        name=header.enum,
        prefix=header.prefix,
        description=header.description,
        reference=document.path,
        reasons=reasons,
        messages=make_messages(reasons, document.path, effective_limits(document, settings)),
    )


_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Resolves one reason of one document."""

    document: Document
    code: str
    own: model.Reason

    def reason(self) -> resolved.Reason:
        own, defaults = self.own, self.document.model.defaults
        member = own.member or derive_member(self.code, self.document.model.catalog.prefix)
        return resolved.Reason(
            code=self.code,
            member=member,
            function=derive_function(member),
            operator_label=own.operator_label,
            short_explanation=_wording(own.short_explanation),
            actionability=_first(own.actionability, defaults.actionability, "non_actionable"),
            next_steps=self._steps(),
            show_no_action_needed=_first(
                own.show_no_action_needed, defaults.show_no_action_needed, False
            ),
            diagnostic_code_label=_first(own.diagnostic_code_label, None, self.code),
            severity=_first(own.severity, defaults.severity, "error"),
            http_status=_first(own.http_status, defaults.http_status, None),
            docs_url=_first(own.docs_url, defaults.docs_url, None),
            retry_after=_first(own.retry_after, defaults.retry_after, None),
            tags=tuple(_first(own.tags, defaults.tags, [])),
            annotations=_first(own.annotations, defaults.annotations, {}),
            placeholders=self._placeholders(),
            surfaces=tuple(_surface(*each) for each in (own.surfaces or {}).items()),
            translator_note=own.translator_note or "",
        )

    def _placeholders(self) -> tuple[resolved.Placeholder, ...]:
        declared = declared_placeholders(self.document, self.code)
        return tuple(_placeholder(self.code, each) for each in declared)

    def _steps(self) -> tuple[resolved.Step, ...]:
        _, uses = used_steps(self.document, self.code)
        shared = self.document.model.next_steps
        return tuple(
            _step(each, shared[each], f"next_step.{each}#label")
            if isinstance(each, str)
            else _step(each.id, each, f"{self.code}/next_step.{each.id}#label")
            for each in uses
        )


def _step(step_id: str, step: model.SharedStep, context: str) -> resolved.Step:
    return resolved.Step(
        id=step_id,
        kind=step.kind,
        label=_wording(step.label),
        context=context,
        url=step.url,
        action=step.action,
        params=tuple(step.params or ()),
        target=step.target,
    )


def _placeholder(code: str, declared: Declared) -> resolved.Placeholder:
    kind = declared.type or "string"
    # What is taken over as it is has one identity in the whole bundle.
    path = "placeholder" if declared.own_values is None else f"{code}/placeholder"
    values = declared.values if kind == "enum" else None
    return resolved.Placeholder(
        name=declared.name,
        type=kind,
        example=_example(declared.example),
        description=declared.description,
        required=declared.is_required,
        privacy=declared.privacy,
        metadata_only=declared.is_metadata,
        values=tuple(
            resolved.EnumValue(value, text, f"{path}.{declared.name}#{value}")
            for value, text in (values or {}).items()
        ),
    )


def _example(example: model.Example | None) -> resolved.Annotation:
    return [*example] if isinstance(example, list) else example


def _surface(name: str, surface: model.Surface) -> resolved.Surface:
    explanation = surface.short_explanation
    return resolved.Surface(
        name=name,
        operator_label=surface.operator_label,
        short_explanation=None if explanation is None else _wording(explanation),
    )


def _wording(wording: model.Wording) -> resolved.Wording:
    if isinstance(wording, str):
        return wording
    return resolved.Plural(wording.plural, wording.one, wording.other)


def _first(own: _Value | None, default: _Value | None, otherwise: _Value) -> _Value:
    if own is not None:
        return own
    return otherwise if default is None else default
