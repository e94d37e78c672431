"""
What type checkers see of a bundle.

A line that must not pass ends in the rules that refuse it, mypy's and pyright's. Every other
line must pass under the strict settings of both. Nobody runs this file.
"""

# ruff: noqa: B018  many lines are wrong on purpose

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, assert_never, assert_type

import operation_reasons
from operation_reasons import BUNDLE, LifecycleReconciliationReason
from reasonbook import Envelope, NextStep, Reason, current_locale, use_locale

Lifecycle: TypeAlias = LifecycleReconciliationReason
Handler: TypeAlias = Callable[[int], Envelope]

reason = LifecycleReconciliationReason.STALE_QUEUED
envelope = reason.envelope("de", surface="badge", context={"run_id": "run_9f2", "attempts": 3})
step = envelope.next_steps[0]

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
assert_type(step.params, Mapping[str, str | int])
assert_type(step.target, str | None)
code: str = reason.value
name: str = reason.name
assert_type(reason.operator_label(), str)
assert_type(reason.short_explanation("de"), str)
assert_type(reason.default_message("de", context={}), str)
assert_type(reason.actionability, str)
assert_type(reason.next_steps(), tuple[NextStep, ...])
assert_type(operation_reasons.reason("run.stale_queued"), Reason)
assert_type(BUNDLE.locales, tuple[str, ...])
assert_type(current_locale(), str | None)
assert_type(LifecycleReconciliationReason("run.stale_queued"), LifecycleReconciliationReason)
assert_type([each.envelope() for each in LifecycleReconciliationReason], list[Envelope])
codes: dict[LifecycleReconciliationReason, int] = dict.fromkeys(LifecycleReconciliationReason, 0)
text: str = reason
base: Reason = reason
with use_locale("de"), use_locale(None):
    pass


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
reason.envelope("de", "badge")  # no: mypy(call-arg) pyright(reportCallIssue)
reason.envelope(contxt={})  # no: mypy(call-arg) pyright(reportCallIssue)
reason.envelope(context={1: 2})  # no: mypy(dict-item) pyright(reportArgumentType)
reason.envelope().operator_label()  # no: mypy(operator) pyright(reportCallIssue)
reason.operator_label.upper()  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
LifecycleReconciliationReason.NOPE  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
operation_reasons.reason(1)  # no: mypy(arg-type) pyright(reportArgumentType)
operation_reasons.nope  # no: mypy(attr-defined) pyright(reportAttributeAccessIssue)
use_locale(1)  # no: mypy(arg-type) pyright(reportArgumentType)
handler: Handler = reason.envelope  # no: mypy(assignment) pyright(reportAssignmentType)


class More(LifecycleReconciliationReason):  # no: mypy(misc) pyright(reportGeneralTypeIssues)
    MORE = "run.more"
