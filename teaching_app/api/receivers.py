"""Receivers of practice's signals: what has ended goes to the outbox with it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from teaching_app.practice.models import Analysis
from teaching_app.practice.signals import job_ended

from .models import EphemeralTake
from .services import outbox


@receiver(job_ended, sender=Analysis, dispatch_uid="api.take_ended")
def tell_of_takes(pks: list[int], **_: Any) -> None:
    """Tell the webhooks of learners."""
    outbox.tell_of_takes(pks)


@receiver(job_ended, sender=EphemeralTake, dispatch_uid="api.ephemeral_take_ended")
def tell_of_ephemeral_takes(pks: list[int], **_: Any) -> None:
    """Tell the webhooks of programs that have takes judged."""
    outbox.tell_of_ephemeral_takes(pks)
