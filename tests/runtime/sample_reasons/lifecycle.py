from __future__ import annotations

from reasonbook.runtime import Entry, Reason, Step, bind, pgettext_noop

from ._bundle import BUNDLE


class LifecycleReconciliationReason(Reason):
    """Why the lifecycle of an operation run was reconciled."""

    STALE_QUEUED = "run.stale_queued"
    "Run never started."

    STALE_RUNNING = "run.stale_running"
    "Run stopped reporting progress."

    INFRASTRUCTURE_TIMEOUT_OR_ABANDONMENT = "run.infrastructure_timeout_or_abandonment"
    "Infrastructure ended the run."

    QUEUE_FAILURE_BRIDGE = "run.queue_failure_bridge"
    "Queue failure was reconciled."

    ADAPTER_OUT_OF_SYNC = "run.adapter_out_of_sync"
    "Lifecycle was reconciled from related records."


def _entries():
    review_workers = Step(
        id="review_workers",
        kind="instruction",
        label=pgettext_noop(
            "next_step.review_workers#label",
            "Review worker health and logs before retrying this operation.",
        ),
    )
    review_restore_record = Step(
        id="review_restore_record",
        kind="instruction",
        label=pgettext_noop(
            "next_step.review_restore_record#label",
            "Review the related restore record before deciding whether to run the workflow again.",
        ),
    )
    return (
        lambda: Entry(
            operator_label=pgettext_noop("run.stale_queued#operator_label", "Run never started"),
            short_explanation=pgettext_noop(
                "run.stale_queued#short_explanation",
                "The run stayed queued past its lifecycle window and was marked failed.",
            ),
            actionability="retryable_transient",
            next_steps=(review_workers,),
        ),
        lambda: Entry(
            operator_label=pgettext_noop(
                "run.stale_running#operator_label", "Run stopped reporting progress"
            ),
            short_explanation=pgettext_noop(
                "run.stale_running#short_explanation",
                "The run stayed active past its lifecycle window and was marked failed.",
            ),
            actionability="retryable_transient",
            next_steps=(review_workers,),
        ),
        lambda: Entry(
            operator_label=pgettext_noop(
                "run.infrastructure_timeout_or_abandonment#operator_label",
                "Infrastructure ended the run",
            ),
            short_explanation=pgettext_noop(
                "run.infrastructure_timeout_or_abandonment#short_explanation",
                "Queue infrastructure ended the job before normal completion could update the run.",
            ),
            actionability="retryable_transient",
            next_steps=(review_workers,),
        ),
        lambda: Entry(
            operator_label=pgettext_noop(
                "run.queue_failure_bridge#operator_label", "Queue failure was reconciled"
            ),
            short_explanation=pgettext_noop(
                "run.queue_failure_bridge#short_explanation",
                "The platform bridged a queue failure back to the owning run and marked it failed.",
            ),
            actionability="retryable_transient",
            next_steps=(review_workers,),
        ),
        lambda: Entry(
            operator_label=pgettext_noop(
                "run.adapter_out_of_sync#operator_label",
                "Lifecycle was reconciled from related records",
            ),
            short_explanation=pgettext_noop(
                "run.adapter_out_of_sync#short_explanation",
                "A related restore record reached terminal truth "
                "before the operation run was updated.",
            ),
            actionability="non_actionable",
            next_steps=(review_restore_record,),
        ),
    )


bind(LifecycleReconciliationReason, BUNDLE, _entries)
