"""Coming back from an identity provider that speaks SAML: stricter than allauth's view.

An assertion works once, has a name that stays, and was asked for. Of what it says only
the attributes that we know are kept.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import httpkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.views import FinishACSView
from allauth.socialaccount.sessions import LoginSession
from django.http import HttpRequest
from django.shortcuts import render

from teaching_app.lti.protocol import saml, tokens

logger = logging.getLogger(__name__)

FORBIDDEN = 403


class Finish(FinishACSView):
    """Signs somebody in by the answer that their browser has brought."""

    def get_app(self, organization_slug: str) -> SocialApp:
        """The provider, with the certificate that the answer names among its own."""
        app = super().get_app(organization_slug)
        session = LoginSession(self.request, "saml_acs_session", "saml-acs-session")
        brought = session.store.get("request")
        if brought:
            answer = httpkit.deserialize_request(brought, HttpRequest()).POST
            app.settings["idp"]["x509cert"] = saml.certificate_named_in(
                answer.get("SAMLResponse", ""), app.settings["certificates"]
            )
        return app

    def get_provider(self, organization_slug: str) -> SAMLProvider:
        """The same, which looks at what was said before anybody is signed in by it."""
        provider = super().get_provider(organization_slug)
        provider.sociallogin_from_response = partial(_signed_in, provider)
        return provider


def _signed_in(provider: SAMLProvider, request: HttpRequest, auth: Any) -> SocialLogin:
    said = provider._extract(auth)
    if not said.get("uid") and auth.get_nameid_format() == saml.TRANSIENT:
        raise _refusal(request, "no_lasting_name", "the name is a transient one")
    try:
        tokens.use_up(f"saml {provider.app.client_id} {auth.get_last_assertion_id()}")
    except tokens.TokenError as error:
        raise _refusal(request, "expired", str(error)) from error
    login = SAMLProvider.sociallogin_from_response(provider, request, auth)
    known = ("email", "email_verified", "first_name", "last_name")
    login.account.extra_data = {
        "userinfo": {key: said[key] for key in known if key in said}
    }
    return login


def _refusal(request: HttpRequest, reason: str, why: str) -> ImmediateHttpResponse:
    logger.warning("SAML refused: %s", why)
    context = {"reason": reason}
    return ImmediateHttpResponse(
        render(request, "lti/refused.html", context, status=FORBIDDEN)
    )
