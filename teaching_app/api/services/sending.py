"""Sends one message, to an IP address that was checked, and follows no redirect."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

from teaching_app.outgoing.addresses import RefusedAddressError
from teaching_app.outgoing.sessions import GuardedSession, RedirectError

from .addresses import why_refused

TIMEOUT_S = 5.0


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a message; return the status that it was answered with.

    Raises
    ------
    RefusedAddressError
        Nothing is sent there.
    requests.RequestException
        No answer came.
    """
    if reason := why_refused(urlsplit(url)):
        raise RefusedAddressError(reason)
    with GuardedSession(lambda host: settings.DEBUG) as session:
        try:
            # Streamed: nobody reads the body of the answer.
            with session.post(
                url, body, headers=dict(headers), timeout=TIMEOUT_S, stream=True
            ) as answer:
                return answer.status_code
        except RedirectError as redirect:
            return redirect.status
