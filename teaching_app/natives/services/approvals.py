"""The second person's decision on a recording."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.natives.errors import NotSecondPersonError
from teaching_app.natives.models import NativeRecording
from teaching_app.schools.models import AuditEvent
from teaching_app.schools.services import audit

from . import profiles

State = NativeRecording.State


def approve(*, recording: NativeRecording, by: User) -> bool:
    """Have a measured recording count for its profile; false if it no longer waits."""
    return _decide(recording, by, (State.MEASURED,), state=State.APPROVED, rejection="")


def reject(*, recording: NativeRecording, by: User, reason: str) -> bool:
    """Use a recording no more, and tell its helper why; false if it is not in use."""
    return _decide(
        recording,
        by,
        (State.MEASURED, State.APPROVED),
        state=State.REJECTED,
        rejection=reason,
    )


@transaction.atomic
def _decide(
    recording: NativeRecording, by: User, before: tuple[str, ...], **values: Any
) -> bool:
    helper = recording.helper
    if helper and helper.invitation.invited_by_id == by.pk:
        raise NotSecondPersonError(f"{by.pk} invited the helper of {recording.pk}.")
    rows = NativeRecording.objects.select_for_update().filter(
        pk=recording.pk, state__in=before
    )
    was = rows.values_list("state", flat=True).first()
    if was is None:
        return False
    rows.update(decided_by=by, decided_at=timezone.now(), **values)
    if State.APPROVED in (was, values["state"]):
        profiles.request_rebuild(phrase=recording.phrase, style=recording.style)
    _note(recording, by, values["state"])
    return True


def _note(recording: NativeRecording, by: User, state: str) -> None:
    institution = recording.helper and recording.helper.invitation.institution
    if institution:
        audit.note(
            actor=by,
            action=AuditEvent.Action.CHANGED,
            what="recording of a native",
            institution=institution,
            details={"recording": str(recording.public_id), "state": state},
        )
