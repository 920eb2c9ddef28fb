"""Messages go to public addresses over https, and nowhere else."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from teaching_app.api.services.addresses import (
    RefusedAddressError,
    is_public,
    resolved,
    why_refused,
)

PUBLIC = "93.184.216.34"


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Have every name lead to these addresses."""

    def found(host: str, port: int, **_: Any) -> list[Any]:
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.parametrize(
    "url",
    [
        "http://school.example/",
        "ftp://school.example/",
        "//school.example/",
        "https:///hook",
        "https://user:secret@school.example/",
        "https://school.example/#part",
        "https://school.example:99999/",
        "https://localhost/",
        "https://printer.local/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[2002:7f00:1::]/",
    ],
)
def test_an_address_that_is_none_for_a_webhook_is_refused(url: str) -> None:
    assert why_refused(urlsplit(url))


@pytest.mark.parametrize(
    "url", ["https://school.example/hook?x=1", f"https://{PUBLIC}:8443/"]
)
def test_a_public_address_is_accepted(url: str) -> None:
    assert why_refused(urlsplit(url)) == ""


def test_a_name_is_connected_to_by_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leads_to(monkeypatch, PUBLIC)
    assert resolved(urlsplit("https://school.example/")) == PUBLIC


@pytest.mark.parametrize(
    "inner",
    ["127.0.0.1", "10.0.0.8", "100.64.0.1", "169.254.169.254", "::1", "fe80::1%2"],
)
def test_a_name_with_one_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    leads_to(monkeypatch, PUBLIC, inner)
    with pytest.raises(RefusedAddressError, match="private network"):
        resolved(urlsplit("https://school.example/"))


def test_with_debug_this_machine_may_be_asked(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    leads_to(monkeypatch, "127.0.0.1")
    assert resolved(urlsplit("http://localhost:9000/")) == "127.0.0.1"


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "192.168.1.1",
        "::",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2001:0:4136::1",
    ],
)
def test_what_is_not_of_the_internet_is_not_public(address: str) -> None:
    assert not is_public(address)
    assert is_public(PUBLIC)
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
