"""
Messages with what a translator sees beside them.

Where a text stands, who reads it, what its placeholders hold, which texts stand next to it,
how long it may get.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.resolved import Message
from reasonbook.compiler.catalog.text import find_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reasonbook.compiler.catalog.resolved import (
        Annotation,
        EnumValue,
        Placeholder,
        Reason,
        Step,
        Surface,
        Wording,
    )
    from reasonbook.compiler.config import Limits

# `#.` lines of at most 76 columns stay as they are in Babel, GNU gettext, polib and Weblate.
_WIDTH = 76 - len("#. ")
_SHOWN_USERS = 3
_SHOWN_TEXTS = 3
_SHOWN_VALUES = 8
# Type checkers obey a comment that starts like this, so that no line may be broken before it.
_DIRECTIVE = re.compile(r" ((?:type|mypy|pyright):)")
_TYPE_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "percent": "percentage (0.25 is 25%)",
    "currency": "amount of money",
    "date": "date",
    "time": "time of day",
    "datetime": "date and time",
    "duration": "length of time",
    "list": "list of texts",
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """
    A text with its identity, what translators are told of it and how long it may get.

    *owner* is the code of the reason that it belongs to, "" for a shared one.
    """

    context: str
    wording: Wording
    notes: Sequence[str]
    limit: int | None = None
    owner: str = ""


def make_messages(reasons: Sequence[Reason], reference: str, limits: Limits) -> tuple[Message, ...]:
    """Return the messages of *reasons* as the module names them: shared ones first, once."""
    by_owner: dict[str, list[_Draft]] = {}
    values, steps = list(_value_drafts(reasons)), list(_step_drafts(reasons))
    shared = [each for each in (*values, *steps) if not each.owner]
    texts = [each for reason in reasons for each in _reason_drafts(reason, limits)]
    for each in (*shared, *texts, *steps, *values):
        by_owner.setdefault(each.owner, []).append(each)
    owners = ["", *(each.code for each in reasons)]
    drafts = {each.context: each for owner in owners for each in by_owner.get(owner, ())}
    return tuple(_make_message(each, reference) for each in drafts.values())


def _make_message(draft: _Draft, reference: str) -> Message:
    forms = _forms(draft.wording)
    flags = ("python-brace-format",) if any(map(find_fields, forms)) else ()
    return Message(
        context=draft.context,
        text=forms[0],
        comments=_wrap(draft.notes),
        flags=flags if draft.limit is None else (*flags, f"max-length:{draft.limit}"),
        reference=reference,
        plural=forms[1] if len(forms) > 1 else None,
    )


def _forms(wording: Wording) -> tuple[str, ...]:
    return (wording,) if isinstance(wording, str) else (wording.one, wording.other)


def _shown(wording: Wording) -> str:
    """Return *wording* as it stands in the notes of another text."""
    return _forms(wording)[-1]


def _reason_drafts(reason: Reason, limits: Limits) -> Iterator[_Draft]:
    yield _label_draft(reason, None, limits)
    yield _explanation_draft(reason, None, limits)
    for surface in reason.surfaces:
        if surface.operator_label is not None:
            yield _label_draft(reason, surface, limits)
        if surface.short_explanation is not None:
            yield _explanation_draft(reason, surface, limits)


def _label_draft(reason: Reason, surface: Surface | None, limits: Limits) -> _Draft:
    label, explanation = _texts_on(reason, surface)
    where = "Operators read it in lists and headings."
    notes = [
        f"Label of the reason {reason.code}{_place(surface, where, reason.operator_label)}",
        f"Its explanation: {_shown(explanation)}",
        f"One line, at most {limits.operator_label} characters.",
        *_placeholder_notes(label, reason.placeholders),
        *_own_note(reason),
    ]
    context = f"{_path(reason, surface)}#operator_label"
    return _Draft(context, label, notes, limits.operator_label, reason.code)


def _explanation_draft(reason: Reason, surface: Surface | None, limits: Limits) -> _Draft:
    label, explanation = _texts_on(reason, surface)
    where = "Operators read it below the label."
    place = _place(surface, where, _shown(reason.short_explanation))
    notes = [
        f"Explanation of the reason {reason.code}{place}",
        f"Its label: {label}",
        *(f"Next step below it: {_shown(step.label)}" for step in reason.next_steps),
        f"At most {limits.short_explanation} characters.",
        *_plural_note(explanation),
        *_placeholder_notes(explanation, reason.placeholders),
        *_own_note(reason),
    ]
    context = f"{_path(reason, surface)}#short_explanation"
    return _Draft(context, explanation, notes, limits.short_explanation, reason.code)


def _texts_on(reason: Reason, surface: Surface | None) -> tuple[str, Wording]:
    """Return label and explanation of *reason* as *surface* has them, None for its own."""
    own = (reason.operator_label, reason.short_explanation)
    if surface is None:
        return own
    label, explanation = surface.operator_label, surface.short_explanation
    return own[0] if label is None else label, own[1] if explanation is None else explanation


def _path(reason: Reason, surface: Surface | None) -> str:
    return f"{reason.code}@{surface.name}" if surface else reason.code


def _place(surface: Surface | None, where: str, replaced: str) -> str:
    if surface is None:
        return f". {where}"
    return f" on the surface {surface.name}. It stands there in place of: {replaced}"


def _step_drafts(reasons: Sequence[Reason]) -> Iterator[_Draft]:
    users: dict[str, list[Reason]] = {}
    steps: dict[str, Step] = {}
    for reason in reasons:
        for step in reason.next_steps:
            steps[step.context] = step
            users.setdefault(step.context, []).append(reason)
    return (_step_draft(each, users[context]) for context, each in steps.items())


def _step_draft(step: Step, users: Sequence[Reason]) -> _Draft:
    first = users[0]
    owner = _owner(step.context)
    shown = ", ".join(each.code for each in users[:_SHOWN_USERS])
    more = len(users) - _SHOWN_USERS
    notes = [
        f"Next step ({step.kind}): what an operator can do about {shown}"
        + (f" and {more} more reasons." if more > 0 else "."),
        f"Explanation above it: {_shown(first.short_explanation)}",
        *_plural_note(step.label),
        *_placeholder_notes(step.label, first.placeholders),
        *(_own_note(first) if owner else ()),
    ]
    return _Draft(step.context, step.label, notes, owner=owner)


def _value_drafts(reasons: Sequence[Reason]) -> Iterator[_Draft]:
    placeholders: dict[str, Placeholder] = {}
    takers: dict[str, dict[str, None]] = {}
    for reason in reasons:
        for each in reason.placeholders:
            for first in each.values[:1]:
                placeholders.setdefault(first.context, each)
                takers.setdefault(first.context, {}).update(dict.fromkeys(_takers(reason, each)))
    for context, each in placeholders.items():
        for value in each.values:
            notes = [*_value_notes(value, each), *_taker_notes(each, tuple(takers[context]))]
            yield _Draft(value.context, value.text, notes, owner=_owner(context))


def _takers(reason: Reason, placeholder: Placeholder) -> Iterator[str]:
    """Yield the texts of *reason* that take *placeholder*."""
    wordings = [reason.operator_label, reason.short_explanation]
    wordings += [each for surface in reason.surfaces for each in _texts_on(reason, surface)]
    wordings += [step.label for step in reason.next_steps]
    for wording in wordings:
        if placeholder.name in _names(wording):
            yield _shown(wording)


def _value_notes(value: EnumValue, placeholder: Placeholder) -> Iterator[str]:
    yield f"Text of the value {value.value} of {{{placeholder.name}}}."
    others = [each for each in placeholder.values if each is not value]
    if others:
        yield f"The other values: {_value_list(others)}."
    if placeholder.description:
        yield f"{{{placeholder.name}}}: {placeholder.description.rstrip('.')}."


def _taker_notes(placeholder: Placeholder, texts: Sequence[str]) -> Iterator[str]:
    name = f"{{{placeholder.name}}}"
    for text in texts[:_SHOWN_TEXTS]:
        yield f"Put in for {name} in: {text}"
    if len(texts) > _SHOWN_TEXTS:
        yield f"And in {len(texts) - _SHOWN_TEXTS} more texts."
    if not texts:
        yield "No text takes it: programs read the value."


def _value_list(values: Sequence[EnumValue]) -> str:
    shown = ", ".join(f"{each.value} ({each.text})" for each in values[:_SHOWN_VALUES])
    more = len(values) - _SHOWN_VALUES
    return f"{shown} and {more} more" if more > 0 else shown


def _owner(context: str) -> str:
    """Return the code of the reason that a step or a value belongs to, "" for a shared one."""
    code, slash, _ = context.partition("/")
    return code if slash else ""


def _own_note(reason: Reason) -> tuple[str, ...]:
    return (f"Note: {reason.translator_note}",) if reason.translator_note else ()


def _plural_note(wording: Wording) -> tuple[str, ...]:
    if isinstance(wording, str):
        return ()
    return (f"The number {{{wording.plural}}} decides between the forms, each a whole sentence.",)


def _placeholder_notes(wording: Wording, placeholders: Sequence[Placeholder]) -> Iterator[str]:
    used = _names(wording)
    for each in placeholders:
        if each.name in used:
            what = _TYPE_WORDS.get(each.type) or f"one of {_value_list(each.values)}"
            example = "" if each.example is None else f", for example {_written(each.example)}"
            description = f". {each.description.rstrip('.')}" if each.description else ""
            yield f"{{{each.name}}}: {what}{example}{description}."


def _names(wording: Wording) -> frozenset[str]:
    return frozenset(field.name for form in _forms(wording) for field in find_fields(form))


def _written(example: Annotation) -> str:
    return ", ".join(map(str, example)) if isinstance(example, list) else str(example)


def _wrap(notes: Iterable[str]) -> tuple[str, ...]:
    """Return *notes* as lines; white space within a note, line ends too, becomes one blank."""
    lines: list[str] = []
    for note in notes:
        text = _DIRECTIVE.sub(r"\0\1", " ".join(note.split()))
        wrapped = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        lines.extend(each.replace("\0", " ") for each in wrapped)
    return tuple(lines)
