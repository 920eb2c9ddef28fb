"""Natives' recordings of phrases, of which profiles are made."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.practice.ownership import OnErasure, Ownership

from .helper import Helper


class NativeRecording(models.Model):
    """One native's recording of one phrase in one style.

    ``waiting`` (for the engine) > ``refused``, or ``measured`` (waiting for a person) >
    ``approved`` or ``rejected``. Only approved ones count for a profile. A helper has
    at most one recording of a phrase in a style: a later one takes its place.

    ``helper`` is empty for imported recordings; ``speaker``, ``speaker_sex`` and
    ``accent`` are what profiles know of either kind of speaker. ``style`` is one of
    ``emotion_engine.STYLES``. ``refusal`` is an ``emotion_engine.Reason``. ``measures``
    is what the engine measured for a profile, null until then; ``doubts`` lists values
    of ``Doubt``. ``file`` is as it was uploaded.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being checked")
        REFUSED = "refused", _("to be read again")
        MEASURED = "measured", _("waiting for approval")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("not used")

    class Doubt(models.TextChoices):
        """What the engine noticed, for a person to listen for."""

        WORDS = "words", _("We may not have heard every word of the phrase.")
        NOISE = "noise", _("There is some noise in it.")
        TIMING = "timing", _("Its timing is unlike that of other native speakers.")
        MELODY = "melody", _("Its melody is unlike that of other native speakers.")
        STRESS = "stress", _("Its stress is unlike that of other native speakers.")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    helper = models.ForeignKey(
        Helper,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="recordings",
    )
    phrase = models.ForeignKey(
        Phrase, on_delete=models.CASCADE, related_name="native_recordings"
    )
    style = models.CharField(max_length=20)
    idempotency_key = models.UUIDField(default=uuid.uuid4)
    file = models.FileField(max_length=200, blank=True)
    container = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    captured = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal = models.CharField(max_length=40, blank=True)
    measures = models.JSONField(null=True, blank=True)
    doubts = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    speaker = models.CharField(max_length=80)
    speaker_sex = models.CharField(max_length=10, blank=True)
    accent = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    rejection = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("helper", "phrase", "style"), name="native_recording_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "refused", "measured", "approved", "rejected"]
                ),
                name="native_recording_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""),
                name="native_recording_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(measures__isnull=False),
                name="native_recording_approved_is_measured",
            ),
        )
        indexes = (
            models.Index(
                fields=("phrase", "style", "state"), name="native_recording_profile"
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="helper", goes_with=("phrase",))

    def __str__(self) -> str:
        return f"{self.phrase} ({self.style}, {self.speaker})"
