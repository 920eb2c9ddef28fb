"""Synthesise the takes of the demo class, one at a time."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.schools.services import demo


@shared_task(name="say_demo_take", bind=True)
def say_demo_take(self: Task, _take_id: int | None = None) -> None:
    """Synthesise the oldest queued take; the message only wakes a worker."""
    demo.say_next(worker=self.request.hostname or "local")
    demo.forget_voice_if_done()
