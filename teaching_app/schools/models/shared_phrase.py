"""Phrases that teachers wrote."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teaching_app.practice.models import Phrase
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .institution import Institution


class SharedPhrase(models.Model):
    """A practice phrase that belongs to an institution.

    It is in no public list of phrases: learners reach it by an assignment or a live
    round. Unless ``is_shared``, only its author among the staff sees it.
    """

    phrase = models.OneToOneField(
        Phrase, on_delete=models.CASCADE, related_name="shared_phrase"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="phrases"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_shared = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    ownership = Ownership(OnErasure.DELETED, belongs_to="phrase", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return str(self.phrase)
