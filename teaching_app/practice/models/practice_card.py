"""How well a learner knows a phrase, and when it is due again."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class PracticeCard(models.Model):
    """The scheduler's card for one phrase of one learner.

    ``memory`` is the scheduler's own card as JSON. ``analysis`` is the take by which it
    was last graded; once that take is deleted, only the date remains.
    """

    class Rating(models.IntegerChoices):
        """The scheduler's four ratings, by its own numbers."""

        AGAIN = 1
        HARD = 2
        GOOD = 3
        EASY = 4

    learner = models.ForeignKey(
        "Learner", on_delete=models.CASCADE, related_name="practice_cards"
    )
    phrase = models.ForeignKey(
        "Phrase", on_delete=models.CASCADE, related_name="practice_cards"
    )
    analysis = models.ForeignKey(
        "Analysis", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    memory = models.JSONField()
    rating = models.PositiveSmallIntegerField(choices=Rating)
    reviewed_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("learner", "phrase"), name="practice_card_once"
            ),
        )
        indexes = (
            models.Index(fields=("learner", "due_at"), name="practice_card_due"),
        )

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="learner",
        goes_with=("phrase",),
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.phrase}, due {self.due_at:%Y-%m-%d}"
