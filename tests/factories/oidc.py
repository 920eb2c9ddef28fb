"""An OpenID Connect provider that answers in place of a network, with signed tokens."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests

from tests.factories.platforms import rsa_key

CLIENT_ID, SECRET = "intona", "a client secret"


class SimulatedProvider:
    """A provider at ``url``; ``claims`` are what it says of whoever signs in."""

    def __init__(self, url: str = "https://id.school.example") -> None:
        self.url = url
        self.claims: dict[str, Any] = {
            "sub": "person-1",
            "email": "mia@school.example",
            "email_verified": True,
            "given_name": "Mia",
            "family_name": "Wang",
        }
        self.asked: dict[str, str] = {}
        self.audience, self.issuer = CLIENT_ID, url
        self.lasts_s = 300

    def authorise(self, address: str) -> dict[str, str]:
        """Sign in at the address that the browser was sent to: code and state."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge"], "with PKCE"
        self.asked = asked
        return {"code": "code-1", "state": asked["state"]}

    def id_token(self) -> str:
        now = int(time.time())
        claims = {**self.claims, "iss": self.issuer, "aud": self.audience}
        claims |= {"iat": now, "exp": now + self.lasts_s, "jti": str(time.time_ns())}
        return jwt.encode(claims, rsa_key("provider")[1], algorithm="RS256")

    def send(self, request: requests.PreparedRequest) -> requests.Response:
        """Answer one request."""
        response = requests.Response()
        response.status_code, response.url = 200, request.url
        response._content = json.dumps(self._found(request)).encode()
        response.headers["Content-Type"] = "application/json"
        return response

    def _found(self, request: requests.PreparedRequest) -> Any:
        path = urlsplit(request.url).path
        if path.endswith("/openid-configuration"):
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/auth",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/token":
            form = parse_qs(str(request.body))
            assert form["client_secret"] == [SECRET]
            assert form["code_verifier"]
            return {"access_token": "access", "id_token": self.id_token()}
        return self.claims
