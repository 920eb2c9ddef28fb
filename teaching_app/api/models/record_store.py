"""Where an institution keeps records of learning."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import Institution

from .webhook import Target


class RecordStore(Target):
    """The learning record store (LRS) of an institution, which is sent xAPI statements.

    ``key`` and ``secret`` are its credentials for HTTP Basic authentication, the second
    of them encrypted, see ``encrypted_texts``. Nothing from before ``created_at`` is
    told.
    """

    institution = models.OneToOneField(
        Institution, on_delete=models.CASCADE, related_name="record_store"
    )
    url = models.CharField(max_length=500)
    key = models.CharField(max_length=255)
    secret = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.url
