"""The running application, for clients that speak HTTP, within a test's transaction."""

from __future__ import annotations

from typing import Any

import httpx
from intona_client import AuthenticatedClient

from tests.factories.api import secret_of

BASE = "http://localhost"


def application() -> Any:
    """The WSGI application as it is served."""
    from teaching_app.wsgi import application as served

    return served


def generated_client(token: str) -> AuthenticatedClient:
    """The generated client, with a token."""
    transport = httpx.WSGITransport(app=application())
    return AuthenticatedClient(
        base_url=BASE, token=token, httpx_args={"transport": transport}
    )


def client_for(user: Any, *scopes: str) -> AuthenticatedClient:
    """The generated client with a new token of an account."""
    return generated_client(secret_of(user, *scopes))
