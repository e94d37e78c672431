"""
What type checkers see of a bundle.

A line that must not pass ends in the rules that refuse it, mypy's and pyright's. Every other
line must pass under the strict settings of both. Nobody runs this file.
"""

# ruff: noqa: B018  many lines are wrong on purpose

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias, assert_never, assert_type

import operation_reasons
from operation_reasons import BUNDLE, LifecycleReconciliationReason
from reasonbook import (
    Envelope,
    Money,
    NextStep,
    Occurrence,
    Problem,
    ProblemError,
    Reason,
    current_locale,
    on_problem,
    strict,
    use_locale,
)

Lifecycle: TypeAlias = LifecycleReconciliationReason
Handler: TypeAlias = Callable[[int], Envelope]

reason = LifecycleReconciliationReason.STALE_QUEUED
envelope = reason.envelope("de", surface="badge", context={"run_id": "run_9f2", "attempts": 3})
step = envelope.next_steps[0]
money = Money(Decimal("12.50"), "EUR")

assert_type(envelope, Envelope)
assert_type(envelope.internal_code, str)
assert_type(envelope.operator_label, str)
assert_type(envelope.short_explanation, str)
assert_type(envelope.actionability, str)
assert_type(envelope.next_steps, tuple[NextStep, ...])
assert_type(envelope.show_no_action_needed, bool)
assert_type(envelope.diagnostic_code_label, str)
assert_type(envelope.severity, str)
assert_type(envelope.locale, str)
assert_type(envelope.requested_locale, str)
assert_type(envelope.surface, str)
assert_type(envelope.docs_url, str | None)
assert_type(envelope.retry_after, int | None)
assert_type(envelope.to_json(camel_case=True), str)
assert_type(step, NextStep)
assert_type(step.id, str)
assert_type(step.kind, str)
assert_type(step.label, str)
assert_type(step.url, str | None)
assert_type(step.action, str | None)
assert_type(step.params, Mapping[str, str | int | float | tuple[str, ...]])
assert_type(step.target, str | None)
code: str = reason.value
name: str = reason.name
assert_type(reason.operator_label(), str)
assert_type(reason.short_explanation("de"), str)
assert_type(reason.default_message("de", context={}), str)
assert_type(reason.actionability, str)
assert_type(reason.next_steps(), tuple[NextStep, ...])
assert_type(reason.envelope("de", "badge"), Envelope)
assert_type(reason.envelope(None, None, {"run_id": "run_9f2"}), Envelope)
assert_type(reason.occurrence(), Occurrence[LifecycleReconciliationReason])
assert_type(operation_reasons.reason("run.stale_queued"), Reason)
assert_type(operation_reasons.occurrence("{}"), Occurrence[Reason | None])
assert_type(operation_reasons.negotiate("de, en;q=0.5"), str)
assert_type(operation_reasons.negotiate(None, default="de"), str)
assert_type(operation_reasons.resolve("zh-TW"), str | None)
operation_reasons.reload()
assert_type(BUNDLE.name, str)
assert_type(BUNDLE.version, str)
assert_type(BUNDLE.source_locale, str)
assert_type(BUNDLE.locales, tuple[str, ...])
assert_type(BUNDLE.surfaces, tuple[str, ...])
assert_type(BUNDLE.find("run.stale_queued"), Reason | None)
assert_type(money.amount, Decimal)
assert_type(money.code, str)
assert_type(Money(12, "EUR"), Money)
assert_type(current_locale(), str | None)
assert_type(LifecycleReconciliationReason("run.stale_queued"), LifecycleReconciliationReason)
assert_type([each.envelope() for each in LifecycleReconciliationReason], list[Envelope])
codes: dict[LifecycleReconciliationReason, int] = dict.fromkeys(LifecycleReconciliationReason, 0)
text: str = reason
base: Reason = reason
with use_locale("de"), use_locale(None), strict():
    pass


def count(problem: Problem) -> None:
    assert_type(problem.kind, str)
    assert_type(problem.message, str)
    assert_type(problem.bundle, str)
    assert_type(problem.locale, str | None)
    assert_type(problem.msgctxt, str | None)
    assert_type(problem.code, str | None)
    assert_type(problem.placeholder, str | None)
    problem.kind = "code"  # no: mypy(misc) pyright(reportAttributeAccessIssue)


def paid(each: Money) -> str:
    match each:
        case Money(amount, code):
            assert_type(amount, Decimal)
            return code


assert_type(on_problem(count), Callable[[], None])
assert_type(on_problem(print), Callable[[], None])
try:
    operation_reasons.occurrence("{}")
except ProblemError as error:
    assert_type(error.problem, Problem)


def complete(each: Lifecycle) -> int:
    match each:
        case Lifecycle.STALE_QUEUED:
            assert_type(each, Literal[LifecycleReconciliationReason.STALE_QUEUED])
            return 1
        case Lifecycle.STALE_RUNNING | Lifecycle.INFRASTRUCTURE_TIMEOUT_OR_ABANDONMENT:
            return 2
        case Lifecycle.QUEUE_FAILURE_BRIDGE:
            return 3
        case Lifecycle.ADAPTER_OUT_OF_SYNC:
            return 4


def complete_by_identity(each: Lifecycle) -> int:
    if each is Lifecycle.STALE_QUEUED:
        return 1
    if each is Lifecycle.STALE_RUNNING:
        return 2
    if each is Lifecycle.INFRASTRUCTURE_TIMEOUT_OR_ABANDONMENT:
        return 3
    if each is Lifecycle.QUEUE_FAILURE_BRIDGE:
        return 4
    assert_type(each, Literal[LifecycleReconciliationReason.ADAPTER_OUT_OF_SYNC])
    return 5


def forgotten(each: Lifecycle) -> int:  # no: mypy(return) pyright(reportReturnType)
    match each:  # no: pyright(reportMatchNotExhaustive)
        case Lifecycle.STALE_QUEUED:
            return 1
        case Lifecycle.STALE_RUNNING:
            return 2
        case Lifecycle.INFRASTRUCTURE_TIMEOUT_OR_ABANDONMENT:
            return 3
        case Lifecycle.QUEUE_FAILURE_BRIDGE:
            return 4


def denied(each: Lifecycle) -> int:
    match each:
        case Lifecycle.STALE_QUEUED:
            return 1
        case _:
            assert_never(each)  # no: mypy(arg-type) pyright(reportArgumentType)


number: int = envelope.operator_label  # no: mypy(assignment) pyright(reportAssignmentType)
envelope.operator_label = "x"  # no: mypy(misc) pyright(reportAttributeAccessIssue)
envelope.nope  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
Envelope()  # no: mypy(call-arg) pyright(reportCallIssue)
envelope.to_dict(True)  # no: mypy(call-arg) pyright(reportCallIssue)
later = envelope.retry_after + 1  # no: mypy(operator) pyright(reportOptionalOperand)
step.params["x"] = 1  # no: mypy(index) pyright(reportIndexIssue)
step.label = "x"  # no: mypy(misc) pyright(reportAttributeAccessIssue)
reason.envelope(3)  # no: mypy(arg-type) pyright(reportArgumentType)
reason.envelope("de", 3)  # no: mypy(arg-type) pyright(reportArgumentType)
reason.envelope("de", "badge", {}, 1)  # no: mypy(call-arg) pyright(reportCallIssue)
reason.operator_label("de", {})  # no: mypy(call-arg) pyright(reportCallIssue)
reason.envelope(contxt={})  # no: mypy(call-arg) pyright(reportCallIssue)
reason.envelope(context={1: 2})  # no: mypy(dict-item) pyright(reportArgumentType)
reason.envelope().operator_label()  # no: mypy(operator) pyright(reportCallIssue)
reason.operator_label.upper()  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
LifecycleReconciliationReason.NOPE  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
operation_reasons.reason(1)  # no: mypy(arg-type) pyright(reportArgumentType)
operation_reasons.nope  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
operation_reasons.stale_queued  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
operation_reasons.occurrence(1)  # no: mypy(arg-type) pyright(reportArgumentType)
operation_reasons.negotiate()  # no: mypy(call-arg) pyright(reportCallIssue)
operation_reasons.negotiate(1)  # no: mypy(arg-type) pyright(reportArgumentType)
operation_reasons.resolve(1)  # no: mypy(arg-type) pyright(reportArgumentType)
operation_reasons.reload("de")  # no: mypy(call-arg) pyright(reportCallIssue)
BUNDLE.locales = ()  # no: mypy(misc) pyright(reportAttributeAccessIssue)
Money(12.5, "EUR")  # no: mypy(arg-type) pyright(reportArgumentType)
Money("12.50", "EUR")  # no: mypy(arg-type) pyright(reportArgumentType)
Money(12)  # no: mypy(call-arg) pyright(reportCallIssue)
money.amount = Decimal(1)  # no: mypy(misc) pyright(reportAttributeAccessIssue)
total = money + money  # no: mypy(operator) pyright(reportOperatorIssue)
on_problem(strict)  # no: mypy(arg-type) pyright(reportArgumentType)
on_problem(lambda: None)  # no: mypy(arg-type misc) pyright(reportArgumentType)
strict("de")  # no: mypy(call-arg) pyright(reportCallIssue)
use_locale(1)  # no: mypy(arg-type) pyright(reportArgumentType)
handler: Handler = reason.envelope  # no: mypy(assignment) pyright(reportAssignmentType)


class More(LifecycleReconciliationReason):  # no: mypy(misc) pyright(reportGeneralTypeIssues)
    MORE = "run.more"
