"""Register and remove a school's own system for rosters."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from teaching_app.encrypted_texts import encrypt
from teaching_app.lti.models import RosterSource
from teaching_app.practice.errors import TeachingError
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.services import audit


class KnownSourceError(TeachingError):
    """The institution has registered this address already."""


@transaction.atomic
def register(
    *, institution: Institution, by: User, secret: str, **values: Any
) -> RosterSource:
    """Add a system; nothing is read before somebody asks for it."""
    source = RosterSource(institution=institution, secret=encrypt(secret), **values)
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError as error:
        raise KnownSourceError(source.base_url) from error
    _note(source, by, {"registered": source.base_url})
    return source


@transaction.atomic
def replace_secret(*, source: RosterSource, by: User, secret: str) -> None:
    """Store a new client secret."""
    source.secret = encrypt(secret)
    source.save(update_fields=["secret"])
    _note(source, by, {"secret_replaced": True})


@transaction.atomic
def remove(*, source: RosterSource, by: User) -> None:
    """Remove a system; the classes stay as they are."""
    _note(source, by, {"removed": source.base_url})
    source.delete()


def _note(source: RosterSource, by: User, details: dict[str, Any]) -> None:
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="roster source",
        institution=source.institution,
        details=details,
    )
