"""Make one rendition of a take."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.practice.services import reference_work, rendition_run


@shared_task(name="render", bind=True)
def render(self: Task, rendition_id: int) -> None:
    """Make the rendition whose turn it is: this one, or one before it."""
    rendition_run.run(rendition_id, worker=self.request.hostname or "local")
    reference_work.forget_voice_if_done()
