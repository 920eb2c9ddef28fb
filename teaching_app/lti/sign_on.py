"""How allauth finds the providers of institutions, and whom they may sign in."""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import render

from teaching_app.schools.services import cards

from .models import SignOn
from .protocol import outgoing, saml
from .selectors import sign_ons
from .services import accounts

FORBIDDEN = 403
YES = (True, "true", "True", 1, "1")


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Named by ``SOCIALACCOUNT_ADAPTER``."""

    def list_apps(
        self,
        request: HttpRequest,
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """The provider of this id alone: no page lists those of all institutions.

        SAML's addresses name it as the client. Elsewhere the id stands for a provider of
        either kind, but at the addresses of OpenID Connect.
        """
        if provider == saml.PROVIDER:
            found = sign_ons.saml_by_id(client_id or "")
        elif is_openid_connect(request):
            found = sign_ons.openid_connect_by_id(provider or "")
        else:
            found = sign_ons.by_provider_id(provider or "")
        return [sign_ons.as_app(found)] if found else []

    def get_requests_session(self) -> requests.Session:
        """A session that asks allowed addresses alone."""
        return outgoing.session()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account by who it is there, then by a verified address.

        An address counts where the provider says that it is verified, and site staff
        that its domain is the institution's. Nobody's rights elsewhere are opened.
        """
        sign_on = sign_ons.by_provider_id(sociallogin.account.provider)
        claims = claims_of(sociallogin)
        if sign_on is None or not is_in_domain(sign_on, claims):
            raise _refusal(request, "not_of_school", sign_on)
        sociallogin.email_addresses = []
        sociallogin.user.email = (
            "" if not sociallogin.is_existing else sociallogin.user.email
        )
        if sociallogin.is_existing:
            user = sociallogin.user
        else:
            user = self._match(request, sociallogin, sign_on, claims)
        if user is not None and not accounts.may_open(user, sign_on.institution):
            raise _refusal(request, "staff_account", sign_on)
        if user is not None and not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """A new account has the name, and a username that is no address."""
        user: User = super().populate_user(request, sociallogin, data)
        user.username = cards.free_username(user.get_full_name())
        return user

    def _match(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        sign_on: SignOn,
        claims: dict[str, Any],
    ) -> User | None:
        """The account that has confirmed the same address; a new one gets the address."""
        address = trusted_address(sign_on, claims)
        if not address:
            return None
        known = EmailAddress.objects.filter(verified=True, email__iexact=address)
        if found := known.select_related("user").first():
            owner: User = found.user
            return owner
        sociallogin.user.email = address
        sociallogin.email_addresses = [
            EmailAddress(email=address, verified=True, primary=True)
        ]
        return None


def is_openid_connect(request: HttpRequest) -> bool:
    """Whether a request is for one of the addresses of OpenID Connect."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return (name or "").startswith(f"{sign_ons.PROVIDER}_")


def claims_of(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the provider says of the person."""
    data = sociallogin.account.extra_data
    claims: dict[str, Any] = {**data.get("id_token", {}), **data.get("userinfo", {})}
    return claims


def is_in_domain(sign_on: SignOn, claims: dict[str, Any]) -> bool:
    """Whether the account there is one of the institution's domain."""
    name = str(claims.get("email") or claims.get("preferred_username") or "")
    return name.rpartition("@")[2].lower() == sign_on.domain


def trusted_address(sign_on: SignOn, claims: dict[str, Any]) -> str:
    """The verified address of a confirmed domain, or an empty string.

    Microsoft does not say whether an address is verified unless the optional claim
    ``xms_edov`` is switched on, and whoever runs a tenant may write any.
    """
    address = str(claims.get("email") or "").lower()
    said = "xms_edov" if sign_on.kind == SignOn.Kind.MICROSOFT else "email_verified"
    is_fine = address.rpartition("@")[2] == sign_on.domain
    is_trusted = is_fine and sign_on.domain_confirmed_at is not None
    return address if is_trusted and claims.get(said) in YES else ""


def _refusal(
    request: HttpRequest, reason: str, sign_on: SignOn | None
) -> ImmediateHttpResponse:
    context = {"reason": reason, "sign_on": sign_on}
    return ImmediateHttpResponse(
        render(request, "lti/refused.html", context, status=FORBIDDEN)
    )
