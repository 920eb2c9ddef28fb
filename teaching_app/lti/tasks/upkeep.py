"""Regular work for platforms: keys, tokens, grades that were not taken."""

from __future__ import annotations

from celery import shared_task

from teaching_app.lti.services import grades, upkeep


@shared_task(name="look_after_platforms")
def look_after_platforms() -> None:
    """Rotate keys that are old, forget used tokens, and send grades again."""
    upkeep.forget_used()
    upkeep.rotate_keys()
    grades.try_again()
