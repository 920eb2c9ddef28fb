"""Signed, short-lived tokens that stand for a cookie where a browser sends none.

In a frame of another site browsers send no cookies, so what a launch has established is
signed and handed to the page. Each purpose has a salt of its own: a token for one opens
nothing else. ``use_up`` makes one work once.
"""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

from django.core import signing
from django.db import IntegrityError, transaction

from teaching_app.lti.models import UsedNonce

NONCE, CONTINUE, GO, DEEP_LINK = "nonce", "continue", "go", "deep-link"

# Seconds. A nonce has to last through a sign-in at the platform, a deep link while a
# teacher chooses.
LASTS = {NONCE: 600, CONTINUE: 900, GO: 3600, DEEP_LINK: 3600}
LONGEST = max(LASTS.values())


class TokenError(Exception):
    """A token is not ours, has expired, or was used before."""


def issue(purpose: str, payload: Any) -> str:
    """Sign a JSON value; no two tokens are the same."""
    return signing.dumps([uuid4().hex, payload], salt=f"lti.{purpose}", compress=True)


def read(purpose: str, token: str) -> Any:
    """The value of a token; ``TokenError`` if it was tampered with or is too old."""
    try:
        _id, payload = signing.loads(
            token, salt=f"lti.{purpose}", max_age=LASTS[purpose]
        )
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise TokenError(f"The {purpose} token is not valid.") from error
    return payload


def use_up(token: str) -> None:
    """Mark a token as used; ``TokenError`` if somebody has used it before."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedNonce.objects.create(digest=digest)
    except IntegrityError as error:
        raise TokenError("The token was used before.") from error
