"""Make the sounds of the listening games, one at a time."""

from __future__ import annotations

from celery import Task, shared_task

from teaching_app.practice.services import listening_sounds


@shared_task(name="make_listening_sound", bind=True)
def make_listening_sound(self: Task, _sound_id: int | None = None) -> None:
    """Make the sound that waits longest; the message only wakes a worker."""
    listening_sounds.make_next(worker=self.request.hostname or "local")
    listening_sounds.forget_voice_if_done()
