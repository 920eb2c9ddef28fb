"""Regular work for platforms: keys, tokens, grades that were not taken."""

from __future__ import annotations

from celery import shared_task

from teaching_app.lti.services import grades, sign_ons, upkeep


@shared_task(name="look_after_platforms")
def look_after_platforms() -> None:
    """Rotate old keys, forget used tokens and strangers, send grades again, read metadata."""
    upkeep.forget_used()
    upkeep.forget_strangers()
    upkeep.rotate_keys()
    grades.try_again()
    sign_ons.refresh_metadata()
