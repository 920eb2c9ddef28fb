"""A message is sent to a public address alone, and what is answered is not followed."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import requests

from teaching_app.api.services import sending
from teaching_app.outgoing.addresses import RefusedAddressError
from tests.factories.receiver import receiver


def test_the_status_of_the_answer_is_returned(settings: Any) -> None:
    settings.DEBUG = True
    with receiver() as there:
        assert sending.post(there.url, b'{"type": "x"}', {"webhook-id": "1"}) == 204
    [(headers, body)] = there.received
    assert (headers["webhook-id"], body) == ("1", b'{"type": "x"}')


def test_a_redirect_is_an_answer(settings: Any) -> None:
    settings.DEBUG = True
    with receiver() as there:
        there.status, there.location = 302, there.url
        assert sending.post(there.url, b"{}", {}) == 302
    assert len(there.received) == 1


def test_a_name_that_leads_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [(0, 0, 0, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedAddressError, match="private network"):
        sending.post("https://school.example/hook", b"{}", {})


def test_what_is_no_address_of_a_webhook_is_refused() -> None:
    with pytest.raises(RefusedAddressError, match="https"):
        sending.post("http://school.example/hook", b"{}", {})


def test_nobody_there_is_an_error_of_requests(settings: Any) -> None:
    settings.DEBUG = True
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(requests.ConnectionError):
        sending.post(f"http://127.0.0.1:{port}/hook", b"{}", {})
