"""What may be the address of a webhook, as far as its text tells.

With ``DEBUG``, plain http and this machine are allowed, to try webhooks out.
"""

from __future__ import annotations

from urllib.parse import SplitResult

from django.conf import settings
from django.utils.translation import gettext as _

from teaching_app.outgoing.addresses import PORTS, is_public


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


def _is_private_literal(host: str) -> bool:
    """Whether the host is an IP address that is not public; names are none."""
    try:
        return not is_public(host)
    except ValueError:
        return False
