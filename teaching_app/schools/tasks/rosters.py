"""Forget lists of learners that nobody confirmed."""

from __future__ import annotations

from celery import shared_task

from teaching_app.schools.services import rosters


@shared_task(name="forget_rosters")
def forget_rosters() -> None:
    """Let go of names that lead to nothing."""
    rosters.forget_unconfirmed()
