"""Prepare references, one phrase at a time."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.practice.services import reference_work


@shared_task(name="prepare_references", bind=True)
def prepare_references(self: Task, phrase_id: int | None = None) -> None:
    """Prepare one phrase; if none is named, any one, and then the next."""
    worker = self.request.hostname or "local"
    if phrase_id is None:
        reference_work.prepare_next(worker=worker)
    else:
        reference_work.prepare_one(phrase_id, worker=worker)
    reference_work.forget_voice_if_done()
