"""Delete what of natives is of no use any more."""

from __future__ import annotations

from celery import shared_task

from teaching_app.natives.services import upkeep


@shared_task(name="forget_unused_natives")
def forget_unused_natives() -> None:
    """Delete recordings that were not used, and helpers who sent none."""
    upkeep.forget_unused()
