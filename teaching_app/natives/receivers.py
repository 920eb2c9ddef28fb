"""Receivers: what goes with a recording's row, and what follows from others."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from teaching_app.practice.models import NativeProfile, Phrase
from teaching_app.practice.signals import job_ended
from teaching_app.schools.changes import phrase_may_be_deleted

from . import words
from .models import MeasuringJob, NativeRecording, ProfileTake
from .services import measuring_run


@receiver(
    post_delete, sender=NativeRecording, dispatch_uid="natives.delete_recorded_file"
)
def delete_recorded_file(instance: NativeRecording, **_: Any) -> None:
    """Delete the file of a recording once its row is gone for good."""
    if instance.file:
        transaction.on_commit(
            partial(instance.file.storage.delete, str(instance.file.name))
        )


@receiver(post_delete, sender=ProfileTake, dispatch_uid="natives.delete_profile")
def delete_profile(instance: ProfileTake, **_: Any) -> None:
    """Delete every version of a profile that a deleted recording is part of."""
    NativeProfile.objects.filter(pk=instance.profile_id).delete()


@receiver(job_ended, sender=MeasuringJob, dispatch_uid="natives.could_not_measure")
def could_not_measure(pks: list[int], **_: Any) -> None:
    """Have recordings that could not be measured read again."""
    measuring_run.give_up(pks)


@receiver(phrase_may_be_deleted, dispatch_uid="natives.recordings_go_with_phrase")
def recordings_go_with_phrase(phrase: Phrase, **_: Any) -> str:
    """Say how many recordings, of how many people, are deleted with a phrase."""
    speakers = list(phrase.native_recordings.values_list("speaker", flat=True))
    return words.of_recordings(len(speakers), len(set(speakers))) if speakers else ""
