"""Remind learners of what is due."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from teaching_app.schools.services import reminders


@shared_task(name="remind_due")
def remind_due() -> None:
    """Mail learners about what is due soon, where mails are enabled."""
    if settings.ASSIGNMENT_EMAILS:
        reminders.send_due()
