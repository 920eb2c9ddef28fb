"""Who is asking: the owner of a token, or of a browser's session."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .models import Token
from .selectors import tokens
from .services.tokens import note_use

SCHEME = "bearer"


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer intona_…``."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """Return the owner and the token; ``None`` without this header."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        token = tokens.by_secret(secret.strip())
        if token is None or not token.user.is_active:
            raise AuthenticationFailed(_("There is no such token."), "unknown_token")
        if token.has_expired:
            raise AuthenticationFailed(_("This token has expired."), "expired_token")
        note_use(token=token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a client without credentials is asked for."""
        return 'Bearer realm="Intona"'
