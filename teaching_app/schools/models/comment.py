"""What teacher and learner write to each other about a take."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .append_only import AppendOnly
from .submission import Submission


class Comment(AppendOnly):
    """A remark in text or by voice, at a word or on the whole take.

    ``is_question`` marks a learner's question: such takes come first in the queue.
    ``voice`` is a WAV file re-encoded from the upload.
    A form that is sent twice has the same ``idempotency_key``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=150)
    is_from_learner = models.BooleanField()
    is_question = models.BooleanField(default=False)
    word_index = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    voice = models.FileField(max_length=200, blank=True)
    is_after_due = models.BooleanField(default=False)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("written_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(voice=""), name="comment_says_something"
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="submission", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:40]}"


class CommentPhrase(models.Model):
    """A sentence that a teacher keeps to use again in comments."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="comment_phrases",
    )
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")

    ownership = Ownership(OnErasure.DELETED, belongs_to="owner", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return self.text
