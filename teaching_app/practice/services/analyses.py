"""The life of an analysis: queued, updated with progress, finished or rejected."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Recording
from teaching_app.practice.selectors import consents, judged_again

State = Analysis.State


def enqueue(
    *,
    recording: Recording,
    style: str,
    with_expression: bool = False,
    is_background: bool = False,
) -> Analysis:
    """Queue an analysis; its wake-up message is published on commit."""
    return jobs.enqueue(
        Analysis,
        recording=recording,
        text=recording.phrase.text,
        style=style,
        with_expression=with_expression,
        is_background=is_background,
    )


def progress(
    held: jobs.Claim, *, stage: str, stages_done: int, report: dict[str, Any]
) -> None:
    """Store what is known as a stage begins."""
    jobs.write(held, stage=stage, stages_done=stages_done, report=report)


def finish(
    held: jobs.Claim, *, report: dict[str, Any], stages_done: int, profile_version: str
) -> None:
    """Store the whole report."""
    jobs.finish(
        held,
        stage="",
        stages_done=stages_done,
        report=report,
        engine_version=report["engine_version"],
        profile_version=profile_version,
    )


def reject(held: jobs.Claim, *, code: str) -> None:
    """End as not a recording: its file is deleted, the reason is stored."""
    jobs.finish(held, state=State.REJECTED, stage="", report=None, refusal=code)
    Recording.objects.get(analyses=held.pk).file.delete(save=True)


def retry(analysis: Analysis) -> bool:
    """Requeue a failed analysis for its learner; false if it had not failed."""
    return jobs.retry(analysis)


@transaction.atomic
def judge_again(analysis: Analysis) -> Analysis:
    """Queue a take to be judged by the natives there are now; return its newest result.

    Where no others have come since, nothing is queued.
    """
    Recording.objects.select_for_update().get(pk=analysis.recording_id)
    results = judged_again.results_of(analysis)
    if not results.may_be_judged_again:
        return results.latest
    first = results.first
    owner = first.recording.owner
    return jobs.enqueue(
        Analysis,
        recording=first.recording,
        text=first.text,
        style=first.style,
        with_expression=first.with_expression and consents.allows_expression(owner),
        judges_again=first,
    )
