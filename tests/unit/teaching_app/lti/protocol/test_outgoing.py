"""Which addresses this server asks for an institution's administrator."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import requests

from teaching_app.lti.protocol import outgoing


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The addresses of hosts, in place of DNS."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror
        return [(0, 0, 0, "", (address, 443)) for address in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_public_address_is_asked(resolved: dict[str, list[str]]) -> None:
    resolved["lms.example"] = ["93.184.216.34", "2606:2800:220:1::1"]
    outgoing.check("https://lms.example/keys")


def test_the_servers_own_network_is_not(resolved: dict[str, list[str]]) -> None:
    resolved["lms.example"] = ["93.184.216.34", "10.0.0.7"]
    with pytest.raises(requests.RequestException):
        outgoing.check("https://lms.example/keys")


@pytest.mark.parametrize(
    "url", ["http://lms.example/", "file:///etc/passwd", "https://", "https://unknown/"]
)
def test_neither_is_anything_but_a_known_host_over_https(
    url: str, resolved: dict[str, list[str]]
) -> None:
    resolved["lms.example"] = ["93.184.216.34"]
    with pytest.raises(requests.RequestException):
        outgoing.check(url)


def test_a_host_named_in_the_settings_may_be_local(
    settings: Any, resolved: dict[str, list[str]]
) -> None:
    settings.LTI_LOCAL_HOSTS = frozenset({"moodle.intern"})
    outgoing.check("http://moodle.intern/keys")


def test_a_session_checks_before_it_connects(resolved: dict[str, list[str]]) -> None:
    resolved["lms.example"] = ["127.0.0.1"]
    with pytest.raises(requests.RequestException, match="private network"):
        outgoing.session().get("https://lms.example/keys")
