"""Who saw, heard, exported or changed what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Learner
from teaching_app.practice.ownership import OnErasure, Ownership

from .append_only import AppendOnly
from .institution import Institution


class AuditEvent(AppendOnly):
    """One logged action; the institution's admins read it, nobody changes it.

    It outlives its institution: site staff read it then, under ``institution_name``.
    ``learner`` is the learner it concerns, if any. ``details`` identifies the object
    without its content: ids, titles, counts.
    """

    class Action(models.TextChoices):
        SAW = "saw", _("saw")
        HEARD = "heard", _("heard")
        EXPORTED = "exported", _("exported")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")

    institution = models.ForeignKey(
        Institution,
        on_delete=models.SET_NULL,
        null=True,
        related_name="audit_events",
    )
    institution_name = models.CharField(max_length=120, db_default="")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=10, choices=Action)
    what = models.CharField(max_length=40)
    learner = models.ForeignKey(
        Learner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("institution", "-at"), name="audit_by_time"),)

    ownership = Ownership(OnErasure.EVIDENCE)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.what}"
