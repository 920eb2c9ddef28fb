"""Register, change and remove an institution's sign-on."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from teaching_app.encrypted_texts import encrypt
from teaching_app.lti.models import SignOn
from teaching_app.lti.protocol import saml
from teaching_app.practice.errors import TeachingError
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.services import audit

logger = logging.getLogger(__name__)


class KnownDomainError(TeachingError):
    """The domain has a sign-on already: of this institution, or a confirmed one."""


@transaction.atomic
def register(
    *, institution: Institution, by: User, secret: str, **values: Any
) -> SignOn:
    """Add a provider; its domain is unconfirmed until site staff have looked at it."""
    return _add(SignOn(institution=institution, secret=encrypt(secret), **values), by)


@transaction.atomic
def register_saml(
    *,
    institution: Institution,
    by: User,
    domain: str,
    metadata: str,
    metadata_url: str = "",
) -> SignOn:
    """Add an identity provider that speaks SAML, by its metadata.

    ``MetadataError`` if they cannot be used.
    """
    sign_on = SignOn(
        institution=institution,
        kind=SignOn.Kind.SAML,
        domain=domain,
        issuer=saml.read(metadata).entity_id,
        metadata=metadata,
        metadata_url=metadata_url,
    )
    return _add(sign_on, by)


def refresh_metadata() -> None:
    """Read metadata anew where they have an address, as keys change; else keep them.

    A document of another entity is not taken: who signs people in is not changed by it.
    """
    rows = SignOn.objects.filter(kind=SignOn.Kind.SAML).exclude(metadata_url="")
    for sign_on in rows if saml.is_available() else ():
        try:
            found = saml.fetch(sign_on.metadata_url)
            is_same = saml.read(found).entity_id == sign_on.issuer
        except saml.MetadataError as error:
            logger.warning("Metadata of %s: %s", sign_on.domain, error)
            continue
        if is_same:
            SignOn.objects.filter(pk=sign_on.pk).update(metadata=found)


def _add(sign_on: SignOn, by: User) -> SignOn:
    try:
        with transaction.atomic():
            sign_on.save()
    except IntegrityError as error:
        raise KnownDomainError(sign_on.domain) from error
    _note(sign_on, by, {"registered": sign_on.domain})
    return sign_on


@transaction.atomic
def replace_secret(*, sign_on: SignOn, by: User, secret: str) -> None:
    """Store a new client secret."""
    sign_on.secret = encrypt(secret)
    sign_on.save(update_fields=["secret"])
    _note(sign_on, by, {"secret_replaced": True})


@transaction.atomic
def switch(*, sign_on: SignOn, by: User, is_active: bool) -> None:
    """Stop or resume signing on by this provider."""
    sign_on.is_active = is_active
    sign_on.save(update_fields=["is_active"])
    _note(sign_on, by, {"active": is_active})


@transaction.atomic
def remove(*, sign_on: SignOn, by: User) -> None:
    """Remove a provider and the links to accounts, which stay."""
    _note(sign_on, by, {"removed": sign_on.domain})
    SocialAccount.objects.filter(provider=sign_on.public_id.hex).delete()
    sign_on.delete()


def confirm(*, sign_on: SignOn, at: datetime | None = None) -> bool:
    """Confirm that a domain is the institution's; false if another has it."""
    sign_on.domain_confirmed_at = at or timezone.now()
    try:
        with transaction.atomic():
            sign_on.save(update_fields=["domain_confirmed_at"])
    except IntegrityError:
        return False
    return True


def _note(sign_on: SignOn, by: User, details: dict[str, Any]) -> None:
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="sign-on",
        institution=sign_on.institution,
        details=details,
    )
