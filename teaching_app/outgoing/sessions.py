"""Sessions of ``requests`` that connect to the IP address that was checked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from .addresses import IsTrusted, resolved
from .deadlines import POOLS

# To connect, and between two packets; the whole answer has a deadline besides.
TIMEOUT_S = (5.0, 10.0)


class RedirectError(requests.TooManyRedirects):
    """The answer is a redirect, of this ``status``."""

    def __init__(self, answer: requests.Response) -> None:
        super().__init__("Expected no redirect.", response=answer)
        self.status = answer.status_code


class GuardedSession(requests.Session):
    """A session that asks public hosts, and trusted ones, alone.

    It uses neither proxies nor passwords of the environment. A request raises
    ``RefusedAddressError`` if nothing is sent there, ``RedirectError`` for any redirect,
    other errors of ``requests`` if no answer comes, or not all of it in time.
    """

    def __init__(self, is_trusted: IsTrusted) -> None:
        super().__init__()
        self.trust_env = False
        self.headers["User-Agent"] = "Intona"
        adapter = PinnedAdapter(is_trusted)
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Follow no redirect; the body of one is not even read."""
        if resp.is_redirect:
            resp.close()
            raise RedirectError(resp)


class PinnedAdapter(HTTPAdapter):
    """Looks a name up once, and connects to the address it found.

    The certificate has to be that of the name, as ever.
    """

    def __init__(self, is_trusted: IsTrusted) -> None:
        super().__init__()
        self.is_trusted = is_trusted

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Connect so that every answer has a deadline."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def send(self, request: Any, **options: Any) -> requests.Response:  # type: ignore[override]
        """Send with a time limit, whatever the caller asks for."""
        options["timeout"] = options.get("timeout") or TIMEOUT_S
        return super().send(request, **options)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,
        proxies: Any = None,
        cert: Any = None,
    ) -> Any:
        """A pool of connections to the checked address, and never to a proxy."""
        target, tls = self.build_connection_pool_key_attributes(request, verify, cert)
        scheme, host = target["scheme"], target["host"] or ""
        address = resolved(scheme, host, is_trusted=self.is_trusted)
        if scheme == "https":
            tls = {**tls, "server_hostname": host}
        return self.poolmanager.connection_from_host(
            **{**target, "host": address}, pool_kwargs=tls
        )

    def add_headers(self, request: requests.PreparedRequest, **options: Any) -> None:
        """Ask by the name: otherwise the address would be the ``Host``."""
        request.headers["Host"] = _authority(str(request.url))


def _authority(url: str) -> str:
    """Host, and port if one is named, of an address."""
    return urlsplit(url).netloc.rpartition("@")[2]
