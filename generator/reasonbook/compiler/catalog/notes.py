"""
Messages with what a translator sees beside them.

Where a text stands, who reads it, what its placeholders hold, which texts stand next to it,
how long it may get.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.resolved import Message
from reasonbook.compiler.catalog.text import find_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reasonbook.compiler.catalog.resolved import Placeholder, Reason, Step
    from reasonbook.compiler.config import Limits

# `#.` lines of at most 76 columns stay as they are in Babel, GNU gettext, polib and Weblate.
_WIDTH = 76 - len("#. ")
_SHOWN_USERS = 3
# Type checkers obey a comment that starts like this, so that no line may be broken before it.
_DIRECTIVE = re.compile(r" ((?:type|mypy|pyright):)")
_TYPE_WORDS = {"string": "text", "integer": "whole number"}


def make_messages(reasons: Sequence[Reason], reference: str, limits: Limits) -> tuple[Message, ...]:
    """Return the messages of *reasons* as the module names them: shared steps first, once."""
    shared = {
        step.context: step for each in reasons for step in each.next_steps if _is_shared(step)
    }
    users: dict[str, list[Reason]] = {}
    for reason in reasons:
        for step in reason.next_steps:
            users.setdefault(step.context, []).append(reason)
    messages = [_step_message(step, users[step.context], reference) for step in shared.values()]
    for reason in reasons:
        messages.append(_label_message(reason, reference, limits))
        messages.append(_explanation_message(reason, reference, limits))
        messages.extend(
            _step_message(step, [reason], reference)
            for step in reason.next_steps
            if not _is_shared(step)
        )
    return tuple(messages)


def _is_shared(step: Step) -> bool:
    return step.context.startswith("next_step.")


def _label_message(reason: Reason, reference: str, limits: Limits) -> Message:
    notes = [
        f"Label of the reason {reason.code}. Operators read it in lists and headings.",
        f"Its explanation: {reason.short_explanation}",
        f"One line, at most {limits.operator_label} characters.",
    ]
    notes.extend(_placeholder_notes(reason.operator_label, reason.placeholders))
    notes.extend(_own_note(reason))
    return Message(
        context=f"{reason.code}#operator_label",
        text=reason.operator_label,
        comments=_wrap(notes),
        flags=_flags(reason.operator_label, limits.operator_label),
        reference=reference,
    )


def _explanation_message(reason: Reason, reference: str, limits: Limits) -> Message:
    notes = [
        f"Explanation of the reason {reason.code}. Operators read it below the label.",
        f"Its label: {reason.operator_label}",
        *(f"Next step below it: {step.label}" for step in reason.next_steps),
        f"At most {limits.short_explanation} characters.",
    ]
    notes.extend(_placeholder_notes(reason.short_explanation, reason.placeholders))
    notes.extend(_own_note(reason))
    return Message(
        context=f"{reason.code}#short_explanation",
        text=reason.short_explanation,
        comments=_wrap(notes),
        flags=_flags(reason.short_explanation, limits.short_explanation),
        reference=reference,
    )


def _step_message(step: Step, users: Sequence[Reason], reference: str) -> Message:
    shown = ", ".join(each.code for each in users[:_SHOWN_USERS])
    more = len(users) - _SHOWN_USERS
    notes = [
        f"Next step ({step.kind}): what an operator can do about {shown}"
        + (f" and {more} more reasons." if more > 0 else "."),
        *(f"Explanation above it: {each.short_explanation}" for each in users[:1]),
    ]
    notes.extend(_placeholder_notes(step.label, users[0].placeholders))
    if not _is_shared(step):
        notes.extend(_own_note(users[0]))
    return Message(
        context=step.context,
        text=step.label,
        comments=_wrap(notes),
        flags=_flags(step.label, None),
        reference=reference,
    )


def _own_note(reason: Reason) -> tuple[str, ...]:
    return (f"Note: {reason.translator_note}",) if reason.translator_note else ()


def _placeholder_notes(text: str, placeholders: Sequence[Placeholder]) -> Iterable[str]:
    used = {field.name for field in find_fields(text)}
    for each in placeholders:
        if each.name in used:
            example = "" if each.example is None else f", for example {each.example}"
            description = f". {each.description.rstrip('.')}" if each.description else ""
            yield f"{{{each.name}}}: {_TYPE_WORDS[each.type]}{example}{description}."


def _flags(text: str, limit: int | None) -> tuple[str, ...]:
    flags = ("python-brace-format",) if find_fields(text) else ()
    return flags if limit is None else (*flags, f"max-length:{limit}")


def _wrap(notes: Iterable[str]) -> tuple[str, ...]:
    """Return *notes* as lines; white space within a note, line ends too, becomes one blank."""
    lines: list[str] = []
    for note in notes:
        text = _DIRECTIVE.sub(r"\0\1", " ".join(note.split()))
        wrapped = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        lines.extend(each.replace("\0", " ") for each in wrapped)
    return tuple(lines)
