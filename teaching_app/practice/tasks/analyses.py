"""Analyse one take; requeue jobs of workers that died."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.practice import jobs
from teaching_app.practice.services import analysis_run


@shared_task(name="analyse", bind=True)
def analyse(self: Task, analysis_id: int) -> None:
    """Run the engine on the take whose turn it is: this one, or one before it."""
    analysis_run.run(analysis_id, worker=self.request.hostname or "local")


@shared_task(name="requeue_stale_analyses")
def requeue_stale_analyses() -> None:
    """Requeue jobs of every kind left behind by a dead worker or a lost message."""
    for model in jobs.kinds():
        jobs.requeue_stale(model)
