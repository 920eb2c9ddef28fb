"""What blind listeners say they heard."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from teaching_app.natives.models import Helper, NativeRecording, StyleVote


def vote(
    *,
    recording: NativeRecording,
    heard: str,
    helper: Helper | None = None,
    account: User | None = None,
) -> bool:
    """Keep a listener's answer; false if they have given one before."""
    try:
        with transaction.atomic():
            StyleVote.objects.create(
                recording=recording, heard=heard, helper=helper, account=account
            )
    except IntegrityError:
        return False
    return True
