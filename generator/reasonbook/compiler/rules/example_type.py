"""
An example does not fit the type of its placeholder.

That of a ``currency`` is an amount and a code (ISO 4217), that of a ``date``, a ``time``, a
``datetime`` or a ``duration`` is written as ISO 8601 has it, that of an ``enum`` is one of its
values.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer, example: three}}
        operator_label: Run failed
        short_explanation: The run ended with an error, {attempts} attempts in all.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        placeholders: {attempts: {type: integer, example: 3}}
        operator_label: Run failed
        short_explanation: The run ended with an error, {attempts} attempts in all.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.declared import iterate_placeholders
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reasonbook.compiler.catalog.declared import Declared
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB411"

_DATE = r"(?P<date>\d{4}-\d\d-\d\d)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?"
# What ISO 8601 calls a year or a month has no length of its own, so that there are none.
_CLOCK = r"T(?=\d)(?:\d{1,8}H)?(?:\d{1,8}M)?(?:\d{1,8}(?:\.\d{1,6})?S)?"
_FORMS: Mapping[str, re.Pattern[str]] = {
    "currency": re.compile(r"-?\d{1,18}(?:\.\d{1,18})? [A-Z]{3}", re.ASCII),
    "date": re.compile(_DATE, re.ASCII),
    "time": re.compile(_TIME, re.ASCII),
    "datetime": re.compile(rf"{_DATE}T{_TIME}", re.ASCII),
    "duration": re.compile(rf"-?P(?=[\dT])(?:\d{{1,8}}W)?(?:\d{{1,8}}D)?(?:{_CLOCK})?", re.ASCII),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "string": ("a text", "put it in quotes"),
    "integer": ("a whole number", "write it without quotes"),
    "number": ("a number", "write it without quotes"),
    "percent": ("a number", "write it without quotes: 0.25 is 25%"),
    "currency": ("an amount with a currency", "such as `12.50 EUR`"),
    "date": ("a date", "such as `2026-11-25`"),
    "time": ("a time", "such as `13:30` or `13:30:00`"),
    "datetime": ("a date with a time", "such as `2026-11-25T13:30:00Z`"),
    "duration": ("a length of time", "such as `PT1H30M` or `P7D`"),
    "list": ("a list of texts", "such as `[first, second]`"),
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each example that is not of its placeholder's type."""
    for document in subject.documents:
        for each in iterate_placeholders(document):
            # Where nothing is the placeholder's own, the shared one has been looked at.
            own = {
                "example": each.own.example,
                "type": each.own.type,
                "values": each.own_values,
            }
            where = next((key for key, value in own.items() if value is not None), "")
            if where and each.example is not None and not _fits(each):
                wanted, help_text = _describe(each)
                yield error(
                    CODE,
                    f"the example of `{each.name}` must be {wanted}",
                    document.tree.at(*each.path, where),
                    help_text if where == "example" else "give it an `example` of its own",
                )


def _fits(declared: Declared) -> bool:
    kind, example = declared.type, declared.example
    if kind == "integer":
        return isinstance(example, int)
    if kind in ("number", "percent"):
        return isinstance(example, int | float)
    if kind == "list":
        return isinstance(example, list)
    if kind is None:
        return True
    if not isinstance(example, str):
        return False
    if kind == "enum":
        # An enum without values has a finding of its own.
        return not declared.values or example in declared.values
    return kind == "string" or _is_well_formed(kind, example)


def _is_well_formed(kind: str, example: str) -> bool:
    match = _FORMS[kind].fullmatch(example)
    if match is None:
        return False
    day = match.groupdict().get("date")
    try:
        return day is None or bool(date.fromisoformat(day))
    except ValueError:
        return False


def _describe(declared: Declared) -> tuple[str, str]:
    if declared.type == "enum":
        return "one of its values", f"known: {', '.join(declared.values or ())}"
    return _WORDS[declared.type or "string"]


RULE = Rule(CODE, "example-type", __doc__, check)
