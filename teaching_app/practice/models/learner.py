"""Learners."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Learner(models.Model):
    """What we know about an account as a learner.

    ``language`` is the language of the pages, if one was chosen; ``voice`` is the code of
    the synthetic voice to hear, empty for the usual one; ``daily_goal`` is the
    number of takes and listenings per day, 0 for no goal.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="learner"
    )
    display_name = models.CharField(max_length=80, blank=True)
    first_language = models.CharField(max_length=35, blank=True)
    language = models.CharField(max_length=10, blank=True, db_default="")
    voice = models.CharField(max_length=40, blank=True, db_default="")
    consent_version = models.CharField(max_length=20, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    daily_goal = models.PositiveSmallIntegerField(default=3, db_default=3)
    created_at = models.DateTimeField(auto_now_add=True)

    ownership = Ownership(OnErasure.DELETED, belongs_to="user", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return self.display_name or self.user.get_username()
