"""The first step of a launch: send the browser to its platform, with state and nonce."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from lti_tool.models import LtiRegistration
from lti_tool.utils import DjangoToolConfig
from pylti1p3.contrib.django import DjangoOIDCLogin
from pylti1p3.session import SessionService

from . import tokens


class StatelessSession(SessionService):
    """Keeps nothing here: the nonce is signed by us and names the state it goes with.

    So a launch needs no cookie and no store that several processes would share, and
    nobody can fill one with launches that never arrive.
    """

    def __init__(self) -> None:
        self.state = ""

    def save_nonce(self, nonce: str) -> None:
        """The platform keeps it: it comes back in the signed message."""

    def check_nonce(self, nonce: str) -> bool:
        """Whether we signed this nonce lately, for the state that came with it."""
        try:
            return bool(tokens.read(tokens.NONCE, nonce) == self.state)
        except tokens.TokenError:
            return False

    def check_state_is_valid(self, state: str, id_token_hash: str) -> bool:
        """Take the state as it is: ``check_nonce`` compares it with the signed one."""
        self.state = state
        return True

    def set_state_valid(self, state: str, id_token_hash: str) -> None:
        """A message is read once, so nothing has to be remembered of it."""

    def save_launch_data(self, key: str, jwt_body: Any) -> None:
        """What matters of a launch is in our own rows."""


class ToolConfig(DjangoToolConfig):
    """Finds a registration also where a platform names no client and has one alone."""

    def find_registration_by_params(
        self, iss: str, client_id: str | None, *args: Any, **kwargs: Any
    ) -> Any:
        """The active registration of an issuer and client; None if there is none."""
        if not client_id:
            known = LtiRegistration.objects.active().filter(issuer=iss)[:2]
            client_id = known[0].client_id if len(known) == 1 else ""
        return super().find_registration_by_params(iss, client_id, *args, **kwargs)


class OidcLogin(DjangoOIDCLogin):
    """Answers a platform that begins a launch."""

    def _get_uuid(self) -> str:
        self._id = super()._get_uuid()
        return str(self._id)

    def _generate_nonce(self) -> str:
        return tokens.issue(tokens.NONCE, f"state-{self._id}")


def redirect_to_platform(request: HttpRequest, launch_url: str) -> HttpResponse:
    """Redirect to the sign-in of the platform, which posts its message to the launch.

    ``OIDCException`` if the platform is not registered or says too little.
    """
    login = OidcLogin(request, ToolConfig(), session_service=StatelessSession())
    return login.redirect(launch_url)
