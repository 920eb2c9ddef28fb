"""Requests to addresses that an institution's administrator has entered.

Whoever administers an institution may not thereby reach this server's own network:
https alone, public addresses alone, no redirects. ``LTI_LOCAL_HOSTS`` names hosts for
which that does not hold, as a platform within a school's network.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter

TIMEOUT_S = (5.0, 10.0)  # to connect, and between two packets


class ForbiddenAddressError(requests.exceptions.InvalidURL):
    """The address is not one that this server asks."""


def check(url: str) -> None:
    """``ForbiddenAddressError`` if a request to this address is refused."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in settings.LTI_LOCAL_HOSTS:
        return
    if parts.scheme != "https":
        raise ForbiddenAddressError(f"Expected an address with https://, got {url}.")
    if not all(address.is_global for address in _addresses(host)):
        raise ForbiddenAddressError(f"{host} is not a public address.")


def session() -> requests.Session:
    """A session that asks allowed addresses alone, with time limits."""
    made = requests.Session()
    made.max_redirects = 0
    made.trust_env = False
    made.headers["User-Agent"] = "Intona"
    made.mount("https://", _Checked())
    made.mount("http://", _Checked())
    return made


class _Checked(HTTPAdapter):
    def send(self, request: Any, **options: Any) -> requests.Response:  # type: ignore[override]
        check(request.url)
        options["timeout"] = options.get("timeout") or TIMEOUT_S
        return super().send(request, **options)


def _addresses(
    host: str,
) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise ForbiddenAddressError(f"{host} cannot be found.") from error
    return [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
