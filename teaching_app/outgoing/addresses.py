"""Which addresses are of the public Internet, and what a host name leads to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

import requests

PORTS = {"https": 443, "http": 80}
TRANSLATED = ip_network("64:ff9b::/96")  # to IPv4 by a gateway of the network

# Whether a host may be asked without https, or within one's own network.
IsTrusted = Callable[[str], bool]


class RefusedAddressError(requests.exceptions.InvalidURL):
    """Nothing is sent to this address."""


def check(url: str, *, is_trusted: IsTrusted) -> None:
    """Refuse an address that ``resolved`` would refuse now; trusted names need not exist.

    Raises
    ------
    RefusedAddressError, requests.ConnectionError
        As ``resolved`` does.
    """
    parts = urlsplit(url)
    if not is_trusted(parts.hostname or ""):
        resolved(parts.scheme, parts.hostname or "", is_trusted=is_trusted)


def resolved(scheme: str, host: str, *, is_trusted: IsTrusted) -> str:
    """The IP address to connect to. Every one that the name has must be public.

    The caller connects to this very address: looked up again, the name might lead
    elsewhere.

    Raises
    ------
    RefusedAddressError
        One of them is not public, or the scheme is not https.
    requests.ConnectionError
        The name cannot be resolved.
    """
    is_inner_allowed = is_trusted(host)
    if scheme != "https" and not (is_inner_allowed and scheme in PORTS):
        raise RefusedAddressError(f"Expected an address with https://, got {scheme}.")
    found = _look_up(host)
    if not is_inner_allowed and not all(is_public(address) for address in found):
        raise RefusedAddressError(f"{host} leads into a private network.")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, also where IPv6 wraps IPv4."""
    ip = ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None:
        return is_public(str(inner))
    if ip in TRANSLATED or getattr(ip, "teredo", None):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _look_up(host: str) -> list[str]:
    """The IP addresses of a host, at least one, in the order of preference."""
    try:
        if not host:
            raise OSError("No host.")
        found = socket.getaddrinfo(
            host, None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
    except (OSError, UnicodeError) as error:
        raise requests.ConnectionError(f"{host!r} cannot be found.") from error
    return [str(info[4][0]) for info in found]
