"""A signed message of a platform, checked and read."""

from __future__ import annotations

from typing import Any

import jwt
from django.core.cache import cache
from django.http import HttpRequest
from lti_tool.models import LtiLaunch
from pylti1p3.contrib.django import DjangoMessageLaunch
from pylti1p3.exception import (
    LtiException,
    LtiInvalidNonceException,
    LtiKeyException,
    LtiMessageValidationException,
)

from . import outgoing, tokens
from .login import StatelessSession, ToolConfig

SKEW_S = 60
"""How far a platform's clock may be from ours."""
ALGORITHM = "RS256"
KEYS_KEPT_FOR_S = 3600
NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")


class LaunchRefusedError(Exception):
    """The message is not one that may be believed; the text says why, for the log."""


class MessageLaunch(DjangoMessageLaunch):
    """pylti1p3's checks, with clocks that differ, audience, and messages that come twice."""

    def fetch_public_key(self, key_set_url: str) -> Any:
        """The platform's keys, for an hour; ``get_public_key`` asks again where needed."""
        name = f"lti-keys-{key_set_url}"
        kept = cache.get(name)
        if kept is None:
            kept = super().fetch_public_key(key_set_url)
            cache.set(name, kept, KEYS_KEPT_FOR_S)
        return kept

    def get_public_key(self) -> tuple[str, str]:
        """The key that signed the message: a platform may have a new one since."""
        try:
            return self._key()
        except LtiKeyException:
            cache.delete(f"lti-keys-{self._registration.get_key_set_url()}")
            self._registration.set_key_set(None)
            return self._key()

    def _key(self) -> tuple[str, str]:
        try:
            key, algorithm = super().get_public_key()
        except (KeyError, TypeError, AttributeError) as error:
            raise LtiKeyException("The platform's keys are not a key set.") from error
        if algorithm != ALGORITHM:
            raise LtiKeyException(f"Expected {ALGORITHM}, got {algorithm}.")
        return key, algorithm

    def validate_jwt_signature(self) -> MessageLaunch:
        """Check signature, times, issuer and audience."""
        key, algorithm = self.get_public_key()
        client_id = self._registration.get_client_id()
        try:
            claims = jwt.decode(
                self._get_id_token(),
                key,
                algorithms=[algorithm],
                audience=client_id,
                issuer=self._registration.get_issuer(),
                leeway=SKEW_S,
                options={"require": list(NEEDED)},
            )
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise LtiMessageValidationException(f"id_token: {error}") from error
        if claims.get("azp", client_id) != client_id:
            raise LtiMessageValidationException("id_token: meant for another client.")
        return self

    def save_launch_data(self) -> MessageLaunch:
        """Refuse a message that has arrived before."""
        try:
            tokens.use_up(str(self._get_jwt_body().get("nonce")))
        except tokens.TokenError as error:
            raise LtiInvalidNonceException("The message was used before.") from error
        return self


def receive(request: HttpRequest) -> LtiLaunch:
    """Check the message that a platform has posted.

    ``LaunchRefusedError`` if any check fails, or its deployment is not allowed.
    """
    message = MessageLaunch(
        request,
        ToolConfig(),
        session_service=StatelessSession(),
        requests_session=outgoing.session(),
    )
    try:
        message.validate()
    except (LtiException, AttributeError, TypeError) as error:  # claims of wrong types
        raise LaunchRefusedError(str(error)) from error
    launch = LtiLaunch(message)
    if not launch.deployment.is_active:
        raise LaunchRefusedError(f"Deployment {launch.deployment} is not allowed.")
    return launch


def is_same_browser(request: HttpRequest) -> bool:
    """Whether the launch was begun in this browser, as far as it sends our cookie.

    A message that somebody else has signed in for must not sign this browser in.
    """
    state = request.POST.get("state", "")
    return bool(state) and request.COOKIES.get(f"lti1p3-{state}") == state
