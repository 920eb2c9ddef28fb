"""SAML 2.0: the metadata of a school's identity provider, and what it says of people.

Everything here needs the library of ``requirements-saml.in``, which an installation may
lack: see ``is_available``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import requests
from cryptography import x509
from django.apps import apps

from teaching_app.practice.errors import TeachingError

from . import outgoing

PROVIDER = "saml"
MAX_BYTES = 256 * 1024
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
# Names under which common providers send what we ask for, the better known first.
ATTRIBUTES = {
    "uid": [
        "urn:oasis:names:tc:SAML:attribute:subject-id",
        "urn:oasis:names:tc:SAML:attribute:pairwise-id",
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
    ],
    "email": [
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "email",
        "mail",
    ],
    "email_verified": ["email_verified", "http://schemas.auth0.com/email_verified"],
    "first_name": [
        "urn:oid:2.5.4.42",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
        "first_name",
        "givenName",
    ],
    "last_name": [
        "urn:oid:2.5.4.4",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
        "last_name",
        "sn",
    ],
}


class MetadataError(TeachingError):
    """This is no metadata of an identity provider that we can use."""


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """What metadata say; ``certificates`` are those that sign, as base64 of DER."""

    entity_id: str
    sso_url: str
    certificates: tuple[str, ...]


def is_available() -> bool:
    """Whether this installation has the library."""
    return apps.is_installed("allauth.socialaccount.providers.saml")


def fetch(url: str) -> str:
    """Metadata from an address that this server may ask; ``MetadataError`` if none."""
    try:
        with outgoing.session() as session, session.get(url, stream=True) as response:
            response.raise_for_status()
            content = b""
            for chunk in response.iter_content(64 * 1024):
                content += chunk
                if len(content) > MAX_BYTES:
                    raise MetadataError(f"Expected at most {MAX_BYTES} bytes.")
    except requests.RequestException as error:
        raise MetadataError(str(error)) from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise MetadataError(str(error)) from error


def read(metadata: str) -> IdentityProvider:
    """Read the identity provider of a document; ``MetadataError`` if there is none."""
    from lxml.etree import XMLSyntaxError
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

    if len(metadata) > MAX_BYTES:
        raise MetadataError("Expected the metadata of one provider, not a federation.")
    try:
        found = OneLogin_Saml2_IdPMetadataParser.parse(metadata.encode()).get("idp", {})
    except (XMLSyntaxError, ValueError, RuntimeError) as error:
        raise MetadataError(str(error)) from error
    single, several = found.get("x509cert"), found.get("x509certMulti", {})
    signing = [single] if single else several.get("signing", [])
    provider = IdentityProvider(
        found.get("entityId") or "",
        found.get("singleSignOnService", {}).get("url") or "",
        tuple(text for text in signing if _is_certificate(text)),
    )
    if not (provider.entity_id and provider.sso_url and provider.certificates):
        raise MetadataError("Expected an entity ID, a sign-on URL and a certificate.")
    return provider


def as_settings(provider: IdentityProvider) -> dict[str, Any]:
    """The settings of allauth's SAML provider: every assertion has to be signed."""
    return {
        "idp": {
            "entity_id": provider.entity_id,
            "sso_url": provider.sso_url,
            "x509cert": provider.certificates[0],
        },
        "certificates": provider.certificates,
        "attribute_mapping": ATTRIBUTES,
        "advanced": {
            "want_assertion_signed": True,
            "reject_idp_initiated_sso": True,
            "allow_single_label_domains": True,  # our own: localhost
        },
    }


def certificate_named_in(answer: str, known: Sequence[str]) -> str:
    """The one of our certificates that an answer says it is signed with, else the first.

    A provider that changes its key has two for a while; the library checks with one.
    """
    try:
        text = "".join(base64.b64decode(answer).decode("utf-8", "replace").split())
    except binascii.Error:
        return known[0]
    return next((each for each in known if each in text), known[0])


def _is_certificate(text: str) -> bool:
    try:
        x509.load_der_x509_certificate(base64.b64decode(text, validate=True))
    except ValueError:
        return False
    return True
