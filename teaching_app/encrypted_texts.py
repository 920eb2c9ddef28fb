"""Secrets of other systems, encrypted in the database.

An administrator enters a client secret on a page, for one of many institutions: the
environment is no place for it. A copy of the database alone must not disclose it, so
it is encrypted with a key derived from ``SECRET_KEY``; earlier keys are those of
``SECRET_KEY_FALLBACKS``.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(secret: str) -> str:
    """The secret as the database keeps it."""
    return _box().encrypt(secret.encode()).decode()


def decrypt(kept: str) -> str:
    """The secret again; empty if ``SECRET_KEY`` was replaced since: enter it again."""
    try:
        return _box().decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=b"intona secrets of sign-on")
    return base64.urlsafe_b64encode(derive.derive(key.encode()))
