"""What blind listeners heard."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from teaching_app.practice.ownership import OnErasure, Ownership

from .helper import Helper
from .native_recording import NativeRecording


class StyleVote(models.Model):
    """Which style one listener heard in a recording, without knowing what was meant.

    The listener is a helper or an account, and each votes once for a recording. The vote is a
    fact about the recording: it goes with that, and stays without a name when the
    listener goes.
    """

    recording = models.ForeignKey(
        NativeRecording, on_delete=models.CASCADE, related_name="votes"
    )
    helper = models.ForeignKey(
        Helper, on_delete=models.SET_NULL, null=True, blank=True, related_name="votes"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    heard = models.CharField(max_length=20)
    voted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("recording", "helper"), name="style_vote_once_by_helper"
            ),
            models.UniqueConstraint(
                fields=("recording", "account"), name="style_vote_once_by_account"
            ),
            models.CheckConstraint(
                condition=Q(helper=None) | Q(account=None),
                name="style_vote_of_one_listener",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="recording")

    def __str__(self) -> str:
        return f"{self.recording}: {self.heard}"
