"""Live rounds: one phrase, said by a whole class at once."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .school_class import SchoolClass
from .tokens import new_code

# Ends rounds that nobody has ended, so that the code does not work at home.
LONGEST = timedelta(hours=3)


class LiveRound(models.Model):
    """A round in the classroom: the big screen shows the phrase and the code.

    A class has one at a time.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="live_rounds"
    )
    phrase = models.ForeignKey(
        Phrase, on_delete=models.RESTRICT, related_name="live_rounds"
    )
    code = models.CharField(max_length=12, unique=True, default=new_code)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class",),
                condition=Q(ended_at=None),
                name="live_round_one_at_a_time",
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.phrase} ({self.code})"

    @property
    def is_open(self) -> bool:
        """Whether learners can join and record."""
        return self.ended_at is None and timezone.now() < self.started_at + LONGEST


class LiveTake(models.Model):
    """A learner in a round; ``analysis`` is the newest take, once there is one.

    Earlier takes of the round stay required practice, which no report of a class reads.

    Nothing of a single learner is shown to the class unless ``is_shown``, which only
    the learner sets, and for this take alone.
    """

    live_round = models.ForeignKey(
        LiveRound, on_delete=models.CASCADE, related_name="takes"
    )
    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="live_takes"
    )
    analysis = models.OneToOneField(
        Analysis,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="live_take",
    )
    is_shown = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("live_round", "learner"), name="live_take_once"
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="learner", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.learner} in {self.live_round}"
