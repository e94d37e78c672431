"""
What type checkers see of the functions of a module, and of occurrences.

The lines are marked as those of `usage.py` are, and nobody runs this file either.
"""

# ruff: noqa: B018, DTZ001  many lines are wrong on purpose; zones are no matter of types

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias, assert_never, assert_type

import full_reasons
from full_reasons import BUNDLE, RunReason, ValueReason
from full_reasons.runs import failed, lost, reported, retries_exhausted
from full_reasons.values import (
    anything,
    date_,
    datetime_,
    float_,
    int_,
    list_,
    literal,
    money,
    share,
    str_,
    time_,
    timedelta_,
)

from reasonbook import Envelope, Money, NextStep, Occurrence, Reason

Read: TypeAlias = Occurrence[Reason | None]

text, names, pair = "A-1042", ["A-1042"], ("A-1042", "A-1043")
card: Literal["card", "bank"] = "card"
price = Money(Decimal("12.50"), "EUR")
day, hour = date(2026, 11, 25), time(13, 30)
moment, elapsed = datetime(2026, 11, 25, 13, 30), timedelta(minutes=90)
unchecked: dict[str, object] = {"run_id": text, "attempts": 3}

# Each type takes what it should.
str_(str=text)
int_(int=3)
float_(float=1.5)
float_(float=Decimal("1.5"))
float_(float=3)
share(share=0.25)
share(share=Decimal("0.25"))
share(share=1)
money(money=price)
money(money=Money(12, "EUR"))
date_(date=day)
time_(time=hour)
datetime_(datetime=moment)
timedelta_(timedelta=elapsed)
list_(list=names)
list_(list=pair)
list_(list=[])
list_(list=())
literal(literal="card")
literal(literal="bank")
literal(literal=card)

# And nothing else.
str_(str=3)  # no: mypy(arg-type) pyright(reportArgumentType)
str_(str=b"A-1042")  # no: mypy(arg-type) pyright(reportArgumentType)
int_(int="3")  # no: mypy(arg-type) pyright(reportArgumentType)
int_(int=1.5)  # no: mypy(arg-type) pyright(reportArgumentType)
int_(int=Decimal(3))  # no: mypy(arg-type) pyright(reportArgumentType)
float_(float="1.5")  # no: mypy(arg-type) pyright(reportArgumentType)
share(share="25 %")  # no: mypy(arg-type) pyright(reportArgumentType)
money(money=Decimal("12.50"))  # no: mypy(arg-type) pyright(reportArgumentType)
money(money="12.50 EUR")  # no: mypy(arg-type) pyright(reportArgumentType)
money(money=(Decimal("12.50"), "EUR"))  # no: mypy(arg-type) pyright(reportArgumentType)
date_(date="2026-11-25")  # no: mypy(arg-type) pyright(reportArgumentType)
date_(date=hour)  # no: mypy(arg-type) pyright(reportArgumentType)
time_(time="13:30")  # no: mypy(arg-type) pyright(reportArgumentType)
time_(time=moment)  # no: mypy(arg-type) pyright(reportArgumentType)
datetime_(datetime="2026-11-25T13:30")  # no: mypy(arg-type) pyright(reportArgumentType)
datetime_(datetime=day)  # no: mypy(arg-type) pyright(reportArgumentType)
timedelta_(timedelta=90)  # no: mypy(arg-type) pyright(reportArgumentType)
timedelta_(timedelta=hour)  # no: mypy(arg-type) pyright(reportArgumentType)
list_(list=text)  # no: mypy(arg-type) pyright(reportArgumentType)
list_(list={"A-1042"})  # no: mypy(arg-type) pyright(reportArgumentType)
list_(list=[1042])  # no: mypy(list-item) pyright(reportArgumentType)
list_(list=("A-1042", 1043))  # no: mypy(arg-type) pyright(reportArgumentType)
literal(literal="cash")  # no: mypy(arg-type) pyright(reportArgumentType)
literal(literal=str(text))  # no: mypy(arg-type) pyright(reportArgumentType)

# None stands for nothing but the value of an optional placeholder.
str_(str=None)  # no: mypy(arg-type) pyright(reportArgumentType)
int_(int=None)  # no: mypy(arg-type) pyright(reportArgumentType)
float_(float=None)  # no: mypy(arg-type) pyright(reportArgumentType)
share(share=None)  # no: mypy(arg-type) pyright(reportArgumentType)
money(money=None)  # no: mypy(arg-type) pyright(reportArgumentType)
date_(date=None)  # no: mypy(arg-type) pyright(reportArgumentType)
time_(time=None)  # no: mypy(arg-type) pyright(reportArgumentType)
datetime_(datetime=None)  # no: mypy(arg-type) pyright(reportArgumentType)
timedelta_(timedelta=None)  # no: mypy(arg-type) pyright(reportArgumentType)
list_(list=None)  # no: mypy(arg-type) pyright(reportArgumentType)
literal(literal=None)  # no: mypy(arg-type) pyright(reportArgumentType)

anything()
anything(str=None, int=None, float=None, share=None, money=None, date=None, time=None)
anything(datetime=None, timedelta=None, list=None, literal=None)
anything(str=text, int=3, float=3, share=Decimal(1), money=price, date=day, time=hour)
anything(datetime=moment, timedelta=elapsed, list=pair, literal="cash")
anything(str=3)  # no: mypy(arg-type) pyright(reportArgumentType)
anything(int="3")  # no: mypy(arg-type) pyright(reportArgumentType)
anything(float="1.5")  # no: mypy(arg-type) pyright(reportArgumentType)
anything(share="25 %")  # no: mypy(arg-type) pyright(reportArgumentType)
anything(money=12.5)  # no: mypy(arg-type) pyright(reportArgumentType)
anything(date="2026-11-25")  # no: mypy(arg-type) pyright(reportArgumentType)
anything(time="13:30")  # no: mypy(arg-type) pyright(reportArgumentType)
anything(datetime=day)  # no: mypy(arg-type) pyright(reportArgumentType)
anything(timedelta=90)  # no: mypy(arg-type) pyright(reportArgumentType)
anything(list=text)  # no: mypy(arg-type) pyright(reportArgumentType)
anything(literal="bank")  # no: mypy(arg-type) pyright(reportArgumentType)
retries_exhausted(run_id=text, attempts=3)
retries_exhausted(run_id=text, attempts=3, trace_id=None)
retries_exhausted(run_id=text, attempts=3, trace_id="4bf92f")
retries_exhausted(attempts=3, run_id=text)

# Every value has to be there, under its name, and no other one.
failed()  # no: mypy(call-arg) pyright(reportCallIssue)
failed(run_id=text)  # no: mypy(call-arg) pyright(reportCallIssue)
failed(run_id=text, atempts=3)  # no: mypy(call-arg) pyright(reportCallIssue)
failed(run_id=text, attempts=3, trace_id="4bf92f")  # no: mypy(call-arg) pyright(reportCallIssue)
failed(text, 3)  # no: mypy(call-arg) pyright(reportCallIssue)
failed(text, attempts=3)  # no: mypy(call-arg) pyright(reportCallIssue)
failed(**unchecked)  # no: mypy(arg-type) pyright(reportArgumentType)
lost()  # no: mypy(call-arg) pyright(reportCallIssue)
reported(  # no: mypy(call-arg) pyright(reportCallIssue)
    run_id=text,
    attempts=3,
    score=1.5,
    share=0.25,
    price=price,
    day=day,
    hour=hour,
    moment=moment,
    elapsed=elapsed,
    steps=pair,
    stage="3rd-party",
    state="null",
    person="Ada Lovelace",
)

occurrence = retries_exhausted(run_id=text, attempts=3)
everything = reported(
    run_id=text,
    attempts=3,
    score=1.5,
    share=0.25,
    price=price,
    day=day,
    hour=hour,
    moment=moment,
    elapsed=elapsed,
    steps=names,
    stage="build",
    state="1",
    person="Ada Lovelace",
    token="c2VjcmV0",
    log="run_9f2.log",
)
assert_type(occurrence, Occurrence[RunReason])
assert_type(everything, Occurrence[RunReason])
assert_type(anything(), Occurrence[ValueReason])
assert_type(occurrence.reason, RunReason)
assert_type(occurrence.code, str)
assert_type(occurrence.params, Mapping[str, object])
assert_type(occurrence.version, str)
assert_type(occurrence.actionability, str)
assert_type(occurrence.envelope(), Envelope)
assert_type(occurrence.envelope("de", "badge"), Envelope)
assert_type(occurrence.envelope(surface="badge", locale=None), Envelope)
assert_type(occurrence.operator_label("de"), str)
assert_type(occurrence.short_explanation("de"), str)
assert_type(occurrence.default_message(), str)
assert_type(occurrence.next_steps(), tuple[NextStep, ...])
assert_type(occurrence.to_json(), str)
assert_type(RunReason.FAILED.occurrence({"run_id": text, "attempts": 3}), Occurrence[RunReason])
assert_type(RunReason.FAILED.occurrence(), Occurrence[RunReason])
stored: Mapping[str, object] = occurrence.to_dict()
assert_type(BUNDLE.occurrence(stored), Read)
assert_type(BUNDLE.occurrence("{}"), Read)
assert_type(BUNDLE.occurrence(b"{}").reason, Reason | None)
assert_type(full_reasons.occurrence(occurrence.to_json()), Read)
assert_type(Occurrence.from_dict(occurrence.to_dict(), BUNDLE), Read)
known: dict[Occurrence[RunReason], int] = {occurrence: 1}

# Whatever takes an occurrence of more takes one of less.
one: Occurrence[Reason] = occurrence
other: Read = occurrence
both: Occurrence[RunReason | ValueReason] = occurrence
several: Sequence[Read] = [occurrence, anything(), BUNDLE.occurrence("{}")]
foreign: Occurrence[ValueReason] = occurrence  # no: mypy(assignment) pyright(reportAssignmentType)
texts: Occurrence[str]  # no: mypy(type-var) pyright(reportInvalidTypeArguments)


def give_less(one: Occurrence[Reason], other: Read) -> tuple[Read, ...]:
    back: Occurrence[RunReason] = one  # no: mypy(assignment) pyright(reportAssignmentType)
    found: Occurrence[RunReason] = other  # no: mypy(assignment) pyright(reportAssignmentType)
    surely: Occurrence[Reason] = other  # no: mypy(assignment) pyright(reportAssignmentType)
    return back, found, surely


def complete(each: Occurrence[RunReason]) -> int:
    match each.reason:
        case RunReason.FAILED | RunReason.IDLE:
            return 1
        case RunReason.LOST:
            return 2
        case RunReason.RETRIES_EXHAUSTED | RunReason.REPORTED:
            return 3


def complete_of_what_was_read(each: Read) -> int:
    match each.reason:
        case None:
            return 1
        case RunReason():
            return 2
        case ValueReason.STR:
            return 3
        case Reason():
            return 4


def forgotten(each: Occurrence[RunReason]) -> int:  # no: mypy(return) pyright(reportReturnType)
    match each.reason:  # no: pyright(reportMatchNotExhaustive)
        case RunReason.FAILED | RunReason.IDLE:
            return 1
        case RunReason.LOST | RunReason.RETRIES_EXHAUSTED:
            return 2


def denied(each: Occurrence[RunReason]) -> int:
    match each.reason:
        case RunReason.FAILED | RunReason.IDLE | RunReason.LOST | RunReason.REPORTED:
            return 1
        case rest:
            assert_never(rest)  # no: mypy(arg-type) pyright(reportArgumentType)


def taken_apart(each: Occurrence[RunReason]) -> object:
    match each:
        case Occurrence(RunReason.FAILED, {"attempts": attempts}):
            return attempts
        case Occurrence(reason=RunReason.LOST):
            return None
        case Occurrence(code, params, version):
            assert_type(code, str)
            assert_type(params, Mapping[str, object])
            assert_type(version, str)
            return code


number: int = occurrence.code  # no: mypy(assignment) pyright(reportAssignmentType)
occurrence.nope  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
more = occurrence.params["attempts"] + 1  # no: mypy(operator) pyright(reportOperatorIssue)
occurrence.params["attempts"] = 4  # no: mypy(index) pyright(reportIndexIssue)
occurrence.reason = RunReason.LOST  # no: mypy(misc) pyright(reportAttributeAccessIssue)
occurrence.code = "run.lost"  # no: mypy(misc) pyright(reportAttributeAccessIssue)
occurrence.params = {}  # no: mypy(misc) pyright(reportAttributeAccessIssue)
occurrence.version = "2"  # no: mypy(misc) pyright(reportAttributeAccessIssue)
occurrence.actionability = "escalate"  # no: mypy(misc) pyright(reportAttributeAccessIssue)
occurrence.more = 1  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
occurrence.envelope(3)  # no: mypy(arg-type) pyright(reportArgumentType)
occurrence.envelope("de", 3)  # no: mypy(arg-type) pyright(reportArgumentType)
occurrence.envelope(context={})  # no: mypy(call-arg) pyright(reportCallIssue)
BUNDLE.occurrence(3)  # no: mypy(arg-type) pyright(reportArgumentType)
BUNDLE.occurrence("{}").reason.name  # no: mypy(union-attr) pyright(reportOptionalMemberAccess)
Occurrence.from_dict({})  # no: mypy(call-arg) pyright(reportCallIssue)
RunReason.FAILED.occurrence({1: 2})  # no: mypy(dict-item) pyright(reportArgumentType)
full_reasons.failed  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
