"""Receivers: files of recordings whose rows go with a phrase or an institution."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import NativeRecording


@receiver(
    post_delete, sender=NativeRecording, dispatch_uid="natives.delete_recorded_file"
)
def delete_recorded_file(instance: NativeRecording, **_: Any) -> None:
    """Delete the file of a recording once its row is gone for good."""
    if instance.file:
        transaction.on_commit(
            partial(instance.file.storage.delete, str(instance.file.name))
        )
