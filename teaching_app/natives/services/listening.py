"""What blind listeners say they heard."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from teaching_app.natives.models import Helper, NativeRecording, StyleVote

from . import profiles


def vote(
    *,
    recording: NativeRecording,
    heard: str,
    helper: Helper | None = None,
    account: User | None = None,
) -> bool:
    """Keep a listener's answer; false if they have given one before.

    A recording that counts may speak for another style from then on.
    """
    try:
        with transaction.atomic():
            StyleVote.objects.create(
                recording=recording, heard=heard, helper=helper, account=account
            )
    except IntegrityError:
        return False
    if recording.state == NativeRecording.State.APPROVED:
        profiles.request_rebuild(phrase=recording.phrase, style=recording.style)
    return True
