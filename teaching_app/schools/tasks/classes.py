"""Delete takes past their retention."""

from __future__ import annotations

from celery import shared_task

from teaching_app.schools.services import retention


@shared_task(name="tidy_up_classes")
def tidy_up_classes() -> None:
    """Delete takes past the retention of their class."""
    retention.erase_expired()
