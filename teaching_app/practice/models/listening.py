"""Phrases that were listened to."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Listening(models.Model):
    """A learner heard a reference to its end; a phrase counts once a day."""

    learner = models.ForeignKey(
        "Learner", on_delete=models.CASCADE, related_name="listenings"
    )
    phrase = models.ForeignKey(
        "Phrase", on_delete=models.CASCADE, related_name="listenings"
    )
    day = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("learner", "phrase", "day"), name="listening_once_a_day"
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="learner",
        goes_with=("phrase",),
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.phrase}, {self.day}"
