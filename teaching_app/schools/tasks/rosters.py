"""Delete rosters that nobody confirmed."""

from __future__ import annotations

from celery import shared_task

from teaching_app.schools.services import rosters


@shared_task(name="forget_rosters")
def forget_rosters() -> None:
    """Delete unconfirmed rosters and the names in them."""
    rosters.forget_unconfirmed()
