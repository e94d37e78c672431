from __future__ import annotations

from reasonbook.runtime import (
    Entry,
    Occurrence,
    Placeholder,
    Reason,
    Step,
    Surface,
    bind,
    pgettext_noop,
)

from ._bundle import BUNDLE


class JobReason(Reason):
    """Why a job ended."""

    RETRIES_EXHAUSTED = "job.retries_exhausted"
    "Job {job_id} gave up."

    LOST = "job.lost"
    "Job lost."


def retries_exhausted(*, job_id: str, attempts: int) -> Occurrence[JobReason]:
    return Occurrence(JobReason.RETRIES_EXHAUSTED, (job_id, attempts))


def lost(*, job_id: str) -> Occurrence[JobReason]:
    return Occurrence(JobReason.LOST, (job_id,))


def _entries():
    steps = {
        "open_job": Step(
            id="open_job",
            kind="link",
            # Translators: a button.
            label=pgettext_noop("next_step.open_job#label", "Open job {job_id}"),
            url="https://ops.example.com/jobs/{job_id}",
        ),
        "requeue": Step(
            id="requeue",
            kind="action",
            label=pgettext_noop("next_step.requeue#label", "Queue it again"),
            action="jobs.requeue",
            params=("job_id", "attempts"),
        ),
        "ask": Step(
            id="ask",
            kind="contact",
            label=pgettext_noop("next_step.ask#label", "Ask the operators"),
            target="mailto:ops@example.com",
        ),
    }
    return (
        lambda: Entry(
            operator_label=pgettext_noop(
                "job.retries_exhausted#operator_label", "Job {job_id} gave up"
            ),
            short_explanation=pgettext_noop(
                "job.retries_exhausted#short_explanation",
                "Job {job_id} failed after {attempts} attempts {{for good}}.",
            ),
            actionability="action_required",
            next_steps=(steps["open_job"], steps["requeue"], steps["ask"]),
            show_no_action_needed=True,
            diagnostic_code_label="JOB-7",
            severity="critical",
            docs_url="https://docs.example.com/job-7",
            retry_after=60,
            placeholders=(Placeholder("job_id", "string"), Placeholder("attempts", "integer")),
        ),
        lambda: Entry(
            operator_label=pgettext_noop("job.lost#operator_label", "Job lost"),
            short_explanation=pgettext_noop("job.lost#short_explanation", "The job is gone."),
            actionability="escalate",
            next_steps=(steps["open_job"],),
            placeholders=(Placeholder("job_id", "string", privacy="personal"),),
            surfaces={
                "badge": Surface(
                    operator_label=pgettext_noop("job.lost@badge#operator_label", "Lost")
                ),
            },
        ),
    )


bind(JobReason, BUNDLE, _entries)
