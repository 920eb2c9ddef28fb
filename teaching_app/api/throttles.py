"""How much one token, account or address may ask, counted on the shared cache."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from .models import Token


class Requests(SimpleRateThrottle):
    """All requests."""

    scope = "api"

    def get_rate(self) -> str:
        """Read the rate when it is needed, so that a change of settings counts."""
        return f"{settings.API_REQUESTS_PER_MINUTE}/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Count each token by itself, sessions by account, others by address."""
        if isinstance(request.auth, Token):
            who = f"token-{request.auth.pk}"
        elif request.user.is_authenticated:
            who = f"account-{request.user.pk}"
        else:
            who = f"address-{self.get_ident(request)}"
        return str(self.cache_format % {"scope": self.scope, "ident": who})


class EphemeralTakes(Requests):
    """Recordings that are judged and not kept, as many as takes that are."""

    scope = "ephemeral"

    def get_rate(self) -> str:
        """Those of learners are counted by practice itself."""
        return f"{settings.TAKES_PER_MINUTE}/min"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count only what costs something."""
        return request.method != "POST" or super().allow_request(request, view)
