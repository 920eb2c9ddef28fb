"""Register, change and remove an institution's sign-on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from teaching_app.encrypted_texts import encrypt
from teaching_app.lti.models import SignOn
from teaching_app.practice.errors import TeachingError
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.services import audit


class KnownDomainError(TeachingError):
    """The domain has a sign-on already: of this institution, or a confirmed one."""


@transaction.atomic
def register(
    *, institution: Institution, by: User, secret: str, **values: Any
) -> SignOn:
    """Add a provider; its domain is unconfirmed until site staff have looked at it."""
    sign_on = SignOn(institution=institution, secret=encrypt(secret), **values)
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
