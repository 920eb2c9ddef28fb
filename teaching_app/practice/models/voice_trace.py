"""What is kept of a learner's voice so that later takes are heard against it."""

from __future__ import annotations

import struct

from django.db import models

import emotion_engine as engine
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class VoiceTrace(models.Model):
    """What one take says about its voice, as the engine hands it out.

    There is one row for each take, so that nothing of a deleted take is left in a sum.
    ``microphone`` is a code by which the browser tells its microphones apart, empty
    where it sent none. Nobody but the learner's own analyses reads these rows.
    """

    recording = models.OneToOneField(
        "Recording", on_delete=models.CASCADE, related_name="voice_trace"
    )
    microphone = models.CharField(max_length=16, blank=True)
    encoder = models.CharField(max_length=100)
    style = models.CharField(max_length=20)
    shape = models.JSONField()
    values = models.BinaryField()

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="recording", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.recording}: {self.style}"

    def for_engine(self) -> engine.VoiceTrace:
        """Return it as the engine takes it."""
        return engine.VoiceTrace(
            self.encoder, self.style, tuple(self.shape), bytes(self.values)
        )

    def numbers(self) -> list[float]:
        """Return the values as numbers, for the learner's export."""
        stored = bytes(self.values)
        return list(struct.unpack(f"<{len(stored) // 2}e", stored))
