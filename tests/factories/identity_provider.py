"""A SAML identity provider with a key and a certificate of its own."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4
from xml.etree import ElementTree

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

from tests.factories.platforms import rsa_key

ENTITY_ID, SSO_URL = "https://id.school.example/saml", "https://id.school.example/sso"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
SAML = "urn:oasis:names:tc:SAML:2.0"


def key_and_certificate(name: str) -> tuple[str, str]:
    """A key as PEM, and a certificate for it as base64 of DER."""
    pem = rsa_key(name)[1]
    key: Any = load_pem_private_key(pem.encode(), None)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 1)
    builder = builder.not_valid_before(start)
    signed = builder.not_valid_after(start + timedelta(days=9999)).sign(key, SHA256())
    return pem, base64.b64encode(signed.public_bytes(Encoding.DER)).decode()


class SimulatedIdentityProvider:
    """Answers requests to sign on; what it says can be changed before it does."""

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {
            "mail": "mia@school.example",
            "email_verified": "true",
            "givenName": "Mia",
            "sn": "Wang",
            "groups": "nobody's business",
        }
        self.name, self.name_format = "person-1", PERSISTENT
        self.issuer, self.audience = ENTITY_ID, ""
        self.key, self.certificate = key_and_certificate("identity")
        self.others: list[str] = []  # certificates that metadata have beside its own
        self.signs = True
        self.now = datetime.now(UTC)

    @property
    def metadata(self) -> str:
        keys = "".join(
            '<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data>'
            f"<ds:X509Certificate>{text}</ds:X509Certificate>"
            "</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            for text in (*self.others, self.certificate)
        )
        return (
            f'<md:EntityDescriptor xmlns:md="{SAML}:metadata" '
            f'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="{self.issuer}">'
            f'<md:IDPSSODescriptor protocolSupportEnumeration="{SAML}:protocol">{keys}'
            f'<md:SingleSignOnService Binding="{SAML}:bindings:HTTP-Redirect" '
            f'Location="{SSO_URL}"/></md:IDPSSODescriptor></md:EntityDescriptor>'
        )

    def answer(self, address: str) -> Mapping[str, str]:
        """The form that a browser brings back, for the address it was sent to."""
        assert address.startswith(SSO_URL)
        query = parse_qs(urlsplit(address).query)
        request = zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15)
        asked = ElementTree.fromstring(request)
        service = asked.findtext(f"{{{SAML}:assertion}}Issuer")
        return self.form(
            asked.get("ID", ""),
            asked.get("AssertionConsumerServiceURL", ""),
            self.audience or service or "",
        )

    def form(self, request_id: str, acs: str, audience: str) -> dict[str, str]:
        """The same, whoever has asked."""
        assertion = self._assertion(request_id, acs, audience)
        if self.signs:
            signed = Utils.add_sign(
                assertion,
                self.key,
                _as_pem(self.certificate),
                sign_algorithm=Constants.RSA_SHA256,
                digest_algorithm=Constants.SHA256,
            )
            assertion = signed.decode() if isinstance(signed, bytes) else signed
        answered = f' InResponseTo="{request_id}"' if request_id else ""
        response = (
            f'<samlp:Response xmlns:samlp="{SAML}:protocol" ID="_{uuid4().hex}" '
            f'Version="2.0" IssueInstant="{_at(self.now)}" Destination="{acs}"'
            f'{answered}><saml:Issuer xmlns:saml="{SAML}:assertion">{self.issuer}'
            "</saml:Issuer><samlp:Status><samlp:StatusCode "
            f'Value="{SAML}:status:Success"/></samlp:Status>{assertion}</samlp:Response>'
        )
        return {"SAMLResponse": base64.b64encode(response.encode()).decode()}

    def _assertion(self, request_id: str, acs: str, audience: str) -> str:
        start, end = (_at(self.now + timedelta(minutes=minutes)) for minutes in (-1, 5))
        answered = f' InResponseTo="{request_id}"' if request_id else ""
        attributes = "".join(
            f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}'
            "</saml:AttributeValue></saml:Attribute>"
            for name, value in self.attributes.items()
        )
        return (
            f'<saml:Assertion xmlns:saml="{SAML}:assertion" ID="_{uuid4().hex}" '
            f'Version="2.0" IssueInstant="{_at(self.now)}">'
            f"<saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>"
            f'<saml:NameID Format="{self.name_format}">{self.name}</saml:NameID>'
            f'<saml:SubjectConfirmation Method="{SAML}:cm:bearer">'
            f'<saml:SubjectConfirmationData Recipient="{acs}" NotOnOrAfter="{end}"'
            f"{answered}/></saml:SubjectConfirmation></saml:Subject>"
            f'<saml:Conditions NotBefore="{start}" NotOnOrAfter="{end}">'
            f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>"
            "</saml:AudienceRestriction></saml:Conditions>"
            f'<saml:AuthnStatement AuthnInstant="{_at(self.now)}"><saml:AuthnContext>'
            f"<saml:AuthnContextClassRef>{SAML}:ac:classes:Password"
            "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
            f"<saml:AttributeStatement>{attributes}</saml:AttributeStatement>"
            "</saml:Assertion>"
        )


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _as_pem(certificate: str) -> str:
    lines = [certificate[n : n + 64] for n in range(0, len(certificate), 64)]
    joined = "\n".join(lines)
    return f"-----BEGIN CERTIFICATE-----\n{joined}\n-----END CERTIFICATE-----\n"
