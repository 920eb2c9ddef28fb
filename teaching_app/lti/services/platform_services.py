"""Requests to a platform's services, as this tool."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.cache import cache
from lti_tool.models import LtiRegistration
from pylti1p3.contrib.django import DjangoServiceConnector
from pylti1p3.exception import LtiServiceException

from teaching_app.lti.protocol import outgoing

UNAUTHORISED = 401


class Connector(DjangoServiceConnector):
    """Keeps each client's access tokens apart, and forgets one that is refused."""

    def _scope_key(self, scopes: Iterable[str]) -> str:
        """One key for each client: many schools share the issuer of a hosted platform."""
        parts = (
            self._registration.get_issuer(),
            self._registration.get_client_id(),
            *sorted(scopes),
        )
        return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()

    def make_service_request(self, scopes, url, **options):  # type: ignore[no-untyped-def]
        """Ask a service; a token that is refused is not used again."""
        try:
            return super().make_service_request(scopes, url, **options)
        except LtiServiceException as error:
            if error.response.status_code == UNAUTHORISED:
                cache.delete(self._get_cache_key(self._scope_key(scopes)))
            raise


def connector_to(registration: LtiRegistration) -> Connector:
    """A connector that asks allowed addresses alone, within time limits."""
    return Connector(registration.to_registration(), outgoing.session())
