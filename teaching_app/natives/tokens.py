"""Tokens of links: signed where they can be shown again, random where they cannot."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from django.core import signing

INVITATIONS = signing.Signer(salt="natives.invitation", sep=".")


def of_invitation(public_id: UUID) -> str:
    """The token of an invitation's link."""
    return INVITATIONS.sign(public_id.hex)


def invitation_in(token: str) -> UUID | None:
    """The invitation that a token was signed for, if it was signed here."""
    try:
        return UUID(INVITATIONS.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def new() -> str:
    """A token for a helper's own link, of which we keep the digest alone."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """The SHA-256 of a token; enough, as nobody can try 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
