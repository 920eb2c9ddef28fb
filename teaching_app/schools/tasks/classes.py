"""Delete what classes kept long enough."""

from __future__ import annotations

from celery import shared_task

from teaching_app.schools.services import retention


@shared_task(name="tidy_up_classes")
def tidy_up_classes() -> None:
    """Let go of takes whose class says so."""
    retention.erase_expired()
