"""How well a learner hears what a listening question is about."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .practice_card import PracticeCard


class ListeningCard(models.Model):
    """The scheduler's card for one listening question of one learner.

    ``memory`` is the scheduler's own card as JSON; ``rating`` is *again* after a wrong
    answer. ``last_speaker`` was heard last, so that another one is heard next time.
    """

    learner = models.ForeignKey(
        "Learner", on_delete=models.CASCADE, related_name="listening_cards"
    )
    question = models.ForeignKey(
        "ListeningQuestion", on_delete=models.CASCADE, related_name="cards"
    )
    memory = models.JSONField()
    rating = models.PositiveSmallIntegerField(choices=PracticeCard.Rating)
    last_speaker = models.CharField(max_length=80)
    reviewed_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("learner", "question"), name="listening_card_once"
            ),
        )
        indexes = (
            models.Index(fields=("learner", "due_at"), name="listening_card_due"),
        )

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="learner",
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.question}, due {self.due_at:%Y-%m-%d}"
