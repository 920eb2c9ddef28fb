"""Requests to addresses that an institution's administrator has entered.

``LTI_LOCAL_HOSTS`` names hosts that may be asked all the same without https or within
one's own network, as a platform of a school.
"""

from __future__ import annotations

import requests
from django.conf import settings

from teaching_app.outgoing import addresses
from teaching_app.outgoing.sessions import GuardedSession


def check(url: str) -> None:
    """``requests.RequestException`` if a request to this address would be refused."""
    addresses.check(url, is_trusted=_is_local)


def session() -> requests.Session:
    """A session that asks allowed addresses alone, with time limits."""
    return GuardedSession(_is_local)


def _is_local(host: str) -> bool:
    return host in settings.LTI_LOCAL_HOSTS
