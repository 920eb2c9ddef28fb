"""A learning platform to launch from: real keys, real signatures, nothing else real."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import requests
from jwcrypto.jwk import JWK
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.registration import Registration
from lti_tool.models import Key

from teaching_app.lti.models import Platform
from teaching_app.lti.services import platforms
from teaching_app.schools.models import Institution

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership"
TEACHER = [f"{MEMBERSHIP}#Instructor"]
ASSISTANT = [*TEACHER, f"{MEMBERSHIP}/Instructor#TeachingAssistant"]
LEARNER = [f"{MEMBERSHIP}#Learner"]
CLAIM = "https://purl.imsglobal.org/spec/lti/claim"


@cache
def rsa_key(name: str) -> tuple[str, str]:
    """The public and the private key of this name, in PEM; made once for all tests."""
    key = JWK.generate(kty="RSA", size=2048, kid=name)
    return (
        key.export_to_pem().decode(),
        key.export_to_pem(private_key=True, password=None).decode(),
    )


class Config(LTI1P3PlatformConfAbstract):
    """What the library asks of a platform."""

    def init_platform_config(self, registration: Registration) -> None:
        self._registration = registration

    def get_registration_by_params(self, **_: Any) -> Registration:
        return self._registration


class Message(LTIAdvantageMessageLaunchAbstract):
    """Builds claims; sending them is left to the test."""

    def __init__(self, config: Config) -> None:
        super().__init__(None, config)
        self._registration = config.get_registration()

    def render_launch_form(self, launch_data: dict[str, Any], **_: Any) -> Any:
        return launch_data


class SimulatedPlatform:
    """A platform at ``url`` with one course; ``scores`` are those it has taken.

    ``refuses`` is a status with which it answers every request for a service.
    """

    def __init__(
        self,
        url: str = "https://lms.example",
        *,
        tool: str = "http://testserver",
        client_id: str = "client-1",
    ) -> None:
        self.url, self.tool = url, tool
        self.client_id, self.deployment_id = client_id, "deployment-1"
        self.registration = (
            Registration()
            .set_iss(url)
            .set_client_id(client_id)
            .set_deployment_id(self.deployment_id)
            .set_launch_url(f"{tool}/lti/launch/")
        )
        self.use_key("platform")
        self.config = Config(registration=self.registration)
        self.scores: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self.refuses = 0
        self.tool_keys: Callable[[], dict[str, Any]] = Key.objects.as_jwks

    def use_key(self, name: str) -> None:
        """Sign with this key from now on, and publish it alone."""
        public, self.private_key = rsa_key(name)
        self.registration.set_platform_public_key(public)
        self.registration.set_platform_private_key(self.private_key)

    def register(self, institution: Institution, **changes: Any) -> Platform:
        """Register it with an institution, as its administrator does."""
        by = institution.memberships.get(role="admin").user
        values = {
            "name": "Our courses",
            "issuer": self.url,
            "client_id": self.client_id,
            "auth_url": f"{self.url}/auth",
            "token_url": f"{self.url}/token",
            "keyset_url": f"{self.url}/keys",
            "deployment_id": self.deployment_id,
            "frame_origins": [self.url],
            "admits_teachers": True,
            **changes,
        }
        if not Key.objects.exists():  # making one takes longer than a test
            public, private = rsa_key("tool")
            Key.objects.create(public_key=public, private_key=private)
        return platforms.register(institution=institution, by=by, **values)

    def login_request(self, **changes: str) -> dict[str, str]:
        """What it sends to begin a launch."""
        return {
            "iss": self.url,
            "client_id": self.client_id,
            "login_hint": "somebody",
            "target_link_uri": f"{self.tool}/lti/launch/",
            "lti_deployment_id": self.deployment_id,
            **changes,
        }

    def claims(
        self,
        nonce: str,
        *,
        sub: str = "learner-1",
        roles: list[str] = LEARNER,
        name: str = "Mia Wang",
        email: str = "",
        course: str = "course-1",
        link: str = "link-1",
        custom: dict[str, str] | None = None,
        in_frame: bool = False,
        links_back_to: str = "",
    ) -> dict[str, Any]:
        """The claims of a launch, or of a choice of links where ``links_back_to`` is set."""
        message = Message(self.config)
        message.set_user_data(sub, roles, full_name=name, email_address=email)
        message.set_resource_link_claim(link, title="Intonation, week 1")
        message.set_launch_context_claim(course, context_title="English 7b")
        message.set_launch_presentation_claim("iframe" if in_frame else "window")
        message.set_custom_parameters_claim(custom or {})
        line_item = f"{self.url}/courses/{course}/items/{link}"
        message.set_ags(f"{self.url}/courses/{course}/items", line_item)
        message.set_nrps(f"{self.url}/courses/{course}/members")
        claims = message.get_launch_message()
        if links_back_to:
            message.set_dl(links_back_to, extra_data={"csrf": "of the platform"})
            claims |= message._deep_linking_launch_data or {}
            claims[f"{CLAIM}/message_type"] = "LtiDeepLinkingRequest"
            del claims[f"{CLAIM}/resource_link"]
        now = int(time.time())
        return {**claims, "nonce": nonce, "iat": now, "exp": now + 300}

    def sign(self, claims: dict[str, Any], *, key: str = "", **options: Any) -> str:
        """Sign a message, as it should be or with another key or algorithm."""
        return jwt.encode(
            claims,
            key or self.private_key,
            algorithm=options.pop("algorithm", "RS256"),
            headers={"kid": self.registration.get_kid(), **options},
        )

    def links_of(self, message: str) -> list[dict[str, Any]]:
        """The links in a message that comes back, if it is signed by the tool."""
        self.registration.set_tool_key_set(self.tool_keys())
        found: list[dict[str, Any]] = self.config.validate_deeplinking_resp(
            {"JWT": message}
        )
        return found

    def answer(self, method: str, url: str, body: str) -> tuple[int, Any]:
        """Answer one request of the tool: status and JSON."""
        path = urlsplit(url).path
        if path == "/keys":
            return 200, self.config.get_jwks()
        if self.refuses:
            return self.refuses, {"error": "not now"}
        if path == "/token":
            self.registration.set_tool_key_set(self.tool_keys())
            return 200, self.config.get_access_token(dict(parse_qsl(body)))
        if path.endswith("/scores") and method == "POST":
            self.scores.append(json.loads(body))
            return 200, {}
        if path.endswith("/members"):
            return 200, {"members": self.members}
        return 404, {}

    def send(self, request: requests.PreparedRequest) -> requests.Response:
        """The same for ``requests``, in place of a network."""
        body = request.body or b""
        text = body.decode() if isinstance(body, bytes) else body
        status, found = self.answer(request.method, request.url, text)
        response = requests.Response()
        response.status_code, response.url = status, request.url
        response._content = json.dumps(found).encode()
        return response


def begin(client: Any, platform: SimulatedPlatform, **changes: str) -> dict[str, str]:
    """Begin a launch; what the browser takes to the platform: state, nonce and more."""
    response = client.post("/lti/login/", platform.login_request(**changes))
    assert response.status_code == 302, response.content.decode()
    query = parse_qs(urlsplit(response["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def launch(client: Any, platform: SimulatedPlatform, **about: Any) -> Any:
    """Launch from the platform, as ``claims`` says; the tool's answer."""
    asked = begin(client, platform)
    id_token = platform.sign(platform.claims(asked["nonce"], **about))
    return client.post("/lti/launch/", {"state": asked["state"], "id_token": id_token})
