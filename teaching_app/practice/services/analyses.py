"""The life of an analysis: asked for, written to as it goes, finished or refused."""

from __future__ import annotations

from typing import Any

from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Recording

State = Analysis.State


def enqueue(
    *, recording: Recording, style: str, with_expression: bool = False
) -> Analysis:
    """Queue an analysis; a worker is woken up once the transaction commits."""
    return jobs.enqueue(
        Analysis,
        recording=recording,
        text=recording.phrase.text,
        style=style,
        with_expression=with_expression,
    )


def progress(
    held: jobs.Claim, *, stage: str, stages_done: int, report: dict[str, Any]
) -> None:
    """Keep what is known as a stage begins."""
    jobs.write(held, stage=stage, stages_done=stages_done, report=report)


def finish(
    held: jobs.Claim, *, report: dict[str, Any], stages_done: int, profile_version: str
) -> None:
    """Keep the whole report."""
    jobs.finish(
        held,
        stage="",
        stages_done=stages_done,
        report=report,
        engine_version=report["engine_version"],
        profile_version=profile_version,
    )


def reject(held: jobs.Claim, *, code: str) -> None:
    """End as no recording: its file is deleted, the reason is kept."""
    jobs.finish(held, state=State.REJECTED, stage="", report=None, refusal=code)
    Recording.objects.get(analyses=held.pk).file.delete(save=True)


def retry(analysis: Analysis) -> bool:
    """Queue a failed analysis again, as its learner asks; false if it is not failed."""
    return jobs.retry(analysis)
