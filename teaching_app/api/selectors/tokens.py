"""Tokens, by owner and by secret."""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet

from teaching_app.api.models import Token
from teaching_app.practice.access import Actor


def digest_of(secret: str) -> str:
    """What is stored of a secret; it is too long to be guessed, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def by_secret(secret: str) -> Token | None:
    """The token with this secret, also one that has expired."""
    found = Token.objects.select_related("user").filter(digest=digest_of(secret))
    return found.first()


def of(actor: Actor) -> QuerySet[Token]:
    """An account's tokens, newest first."""
    return Token.objects.filter(user=actor.pk)
