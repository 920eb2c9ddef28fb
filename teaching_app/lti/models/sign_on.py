"""Sign-on with the accounts of an institution."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import Institution


class SignOn(models.Model):
    """A provider of OpenID Connect or SAML by which an institution's accounts sign in.

    ``domain`` is the domain of their addresses. Only once site staff have confirmed
    that it is the institution's (``domain_confirmed_at``) does a verified address in it
    open an account that was there before: anybody may run a provider, and it may say
    anything. ``secret`` is encrypted, see ``encrypted_texts``.

    Of SAML, ``metadata`` is the provider's document, read anew from ``metadata_url``
    where there is one, and ``issuer`` its entity ID; it has neither client nor secret.
    """

    class Kind(models.TextChoices):
        GOOGLE = "google", "Google"
        MICROSOFT = "microsoft", "Microsoft"
        OTHER = "other", _("another OpenID Connect provider")
        SAML = "saml", "SAML"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="sign_ons"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=255, blank=True)
    secret = models.TextField(blank=True)
    metadata_url = models.URLField(max_length=300, blank=True, db_default="")
    metadata = models.TextField(blank=True, db_default="")
    domain = models.CharField(max_length=253)
    domain_confirmed_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "domain"), name="sign_on_domain_once"
            ),
            models.UniqueConstraint(
                fields=("domain",),
                condition=models.Q(domain_confirmed_at__isnull=False),
                name="sign_on_domain_confirmed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["google", "microsoft", "other", "saml"]),
                name="sign_on_kind_known",
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.domain} by {self.get_kind_display()}"
