"""Recordings that wait for a second person."""

from __future__ import annotations

from django.db.models import QuerySet

from teaching_app.natives import access
from teaching_app.natives.models import NativeRecording
from teaching_app.practice.access import Actor, Purpose

State = NativeRecording.State


def queue_of(actor: Actor) -> QuerySet[NativeRecording]:
    """Measured recordings that an account may decide on, oldest first."""
    waiting = access.recordings_to(actor, Purpose.REVIEW).filter(state=State.MEASURED)
    return waiting.select_related("phrase", "helper__invitation").order_by(
        "created_at", "pk"
    )


def next_after(actor: Actor, recording: NativeRecording) -> NativeRecording | None:
    """The next one to decide on."""
    return queue_of(actor).exclude(pk=recording.pk).first()
