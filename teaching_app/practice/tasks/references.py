"""Make references ready, a phrase at a time."""

from __future__ import annotations

from celery import shared_task

from teaching_app.practice.services import reference_work


@shared_task(name="prepare_references")
def prepare_references(phrase_id: int | None = None) -> None:
    """Make one phrase ready; where none is named, any, and then the next."""
    if phrase_id is None:
        reference_work.prepare_next()
    else:
        reference_work.prepare_one(phrase_id)
    reference_work.forget_voice_if_done()
