"""Where messages may be sent: to public addresses over https, and nowhere else.

Otherwise whoever sets up a webhook could have the site ask machines of its own network.
With ``DEBUG``, plain http and this machine are allowed, to try webhooks out.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult

from django.conf import settings
from django.utils.translation import gettext as _

PORTS = {"https": 443, "http": 80}
TRANSLATED = ip_network("64:ff9b::/96")  # to IPv4 by a gateway of the network


class RefusedAddressError(Exception):
    """A webhook leads where nothing is sent."""


def why_refused(url: SplitResult) -> str:
    """Why an address cannot be a webhook; empty if it can. No name is looked up."""
    try:
        host, _port = url.hostname or "", url.port
    except ValueError:
        return _("This address cannot be read.")
    if url.scheme not in PORTS or (url.scheme == "http" and not settings.DEBUG):
        return _("A webhook needs an address that starts with https://.")
    if not host or url.username or url.password or url.fragment:
        return _("Give an address without a user, a password and a “#”.")
    is_local = host == "localhost" or host.endswith((".localhost", ".local"))
    if not settings.DEBUG and (is_local or _is_private_literal(host)):
        return _("A webhook needs an address that the whole Internet can reach.")
    return ""


def port_of(url: SplitResult) -> int:
    """The port that is named, or that of the scheme."""
    return url.port or PORTS[url.scheme]


def resolved(url: SplitResult) -> str:
    """The IP address to connect to; all that the name has must be public.

    The caller connects to this very address: looked up again, the name might lead
    elsewhere.

    Raises
    ------
    RefusedAddressError
        One of them is not, or the address is none for a webhook.
    OSError
        The name cannot be resolved.
    """
    if reason := why_refused(url):
        raise RefusedAddressError(reason)
    found = socket.getaddrinfo(
        url.hostname, port_of(url), type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
    )
    addresses = [str(info[4][0]) for info in found]
    if not settings.DEBUG and not all(is_public(address) for address in addresses):
        raise RefusedAddressError(f"{url.hostname} leads into a private network.")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, also where IPv6 wraps IPv4."""
    ip = ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None:
        return is_public(str(inner))
    if ip in TRANSLATED or getattr(ip, "teredo", None):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_private_literal(host: str) -> bool:
    """Whether the host is an IP address that is not public; names are none."""
    try:
        return not is_public(host)
    except ValueError:
        return False
