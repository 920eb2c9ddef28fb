"""Making, using and revoking tokens."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from teaching_app.api.models import Token
from teaching_app.api.selectors.tokens import digest_of

PREFIX = "intona_"
SHOWN = len(PREFIX) + 6
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token, and its secret, which is not stored and cannot be shown again."""

    token: Token
    secret: str


def create(
    *,
    user: User,
    name: str,
    scopes: Collection[str],
    valid_for: timedelta,
    has_second_factor: bool = False,
) -> NewToken:
    """Make a token of an account."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=name,
        digest=digest_of(secret),
        start=secret[:SHOWN],
        scopes=sorted(scopes),
        has_second_factor=has_second_factor,
        expires_at=timezone.now() + valid_for,
    )
    return NewToken(token, secret)


def note_use(*, token: Token) -> None:
    """Store that it was used, once a minute at most."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)


def revoke(*, token: Token) -> None:
    """End a token at once."""
    token.delete()
