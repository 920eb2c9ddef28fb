"""Which recordings a native profile was made of."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.models import NativeProfile
from teaching_app.practice.ownership import OnErasure, Ownership

from .native_recording import NativeRecording


class ProfileTake(models.Model):
    """One recording that one version of a profile was made of.

    A version goes as soon as a recording in it is withdrawn: see ``receivers``.
    """

    profile = models.ForeignKey(
        NativeProfile, on_delete=models.CASCADE, related_name="takes"
    )
    recording = models.ForeignKey(
        NativeRecording, on_delete=models.CASCADE, related_name="in_profiles"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("profile", "recording"), name="profile_take_once"
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="recording", goes_with=("profile",)
    )

    def __str__(self) -> str:
        return f"recording {self.recording_id} in profile {self.profile_id}"
