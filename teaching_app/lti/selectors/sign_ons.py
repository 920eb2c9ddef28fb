"""Which provider an address signs on with."""

from __future__ import annotations

from uuid import UUID

from allauth.socialaccount.models import SocialApp
from django.db.models import QuerySet

from teaching_app.encrypted_texts import decrypt
from teaching_app.lti.models import SignOn
from teaching_app.lti.protocol import saml

PROVIDER = "openid_connect"


def active() -> QuerySet[SignOn]:
    """Providers that are in use; those of SAML only where that is installed."""
    found = SignOn.objects.filter(is_active=True).select_related("institution")
    return found if saml.is_available() else found.exclude(kind=SignOn.Kind.SAML)


def offered() -> QuerySet[SignOn]:
    """Providers that the sign-in page leads to: those whose domain is confirmed.

    Otherwise anybody could have people who type their address sent to a page that asks
    for its password.
    """
    return active().filter(domain_confirmed_at__isnull=False)


def of_address(address: str) -> SignOn | None:
    """The provider for an address, or for a domain alone."""
    domain = address.rpartition("@")[2].strip().lower()
    return offered().filter(domain=domain).first()


def by_provider_id(provider_id: str) -> SignOn | None:
    """The provider with the id under which allauth knows it."""
    try:
        public_id = UUID(hex=provider_id)
    except (ValueError, AttributeError):
        return None
    return active().filter(public_id=public_id).first()


def saml_by_id(provider_id: str) -> SignOn | None:
    """The same, if it speaks SAML."""
    found = by_provider_id(provider_id)
    return found if found and found.kind == SignOn.Kind.SAML else None


def openid_connect_by_id(provider_id: str) -> SignOn | None:
    """The same, if it speaks OpenID Connect."""
    found = by_provider_id(provider_id)
    return found if found and found.kind != SignOn.Kind.SAML else None


def as_app(sign_on: SignOn) -> SocialApp:
    """The provider as allauth wants it; the row is never stored."""
    if sign_on.kind == SignOn.Kind.SAML:
        return _as_saml_app(sign_on)
    is_other = sign_on.kind == SignOn.Kind.OTHER
    return SocialApp(
        provider=PROVIDER,
        provider_id=sign_on.public_id.hex,
        name=sign_on.institution.name,
        client_id=sign_on.client_id,
        secret=decrypt(sign_on.secret),
        settings={
            "server_url": sign_on.issuer.rstrip("/"),
            "oauth_pkce_enabled": True,
            "fetch_userinfo": is_other,
        },
    )


def _as_saml_app(sign_on: SignOn) -> SocialApp:
    number = sign_on.public_id.hex
    return SocialApp(
        provider=saml.PROVIDER,
        provider_id=number,
        client_id=number,
        name=sign_on.institution.name,
        settings=saml.as_settings(saml.read(sign_on.metadata)),
    )
