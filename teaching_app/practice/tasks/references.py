"""Make references ready, a phrase at a time."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.practice.services import reference_work


@shared_task(name="prepare_references", bind=True)
def prepare_references(self: Task, phrase_id: int | None = None) -> None:
    """Make one phrase ready; where none is named, any, and then the next."""
    worker = self.request.hostname or "local"
    if phrase_id is None:
        reference_work.prepare_next(worker=worker)
    else:
        reference_work.prepare_one(phrase_id, worker=worker)
    reference_work.forget_voice_if_done()
