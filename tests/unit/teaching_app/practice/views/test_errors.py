"""Errors in one shape, and what every answer carries."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories.models import PhraseFactory

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.mark.parametrize("path", ["/nothing/", "/takes/not-a-uuid/", "/media/x.wav"])
def test_what_is_not_there_is_said_in_the_language_of_the_client(
    client: Client, path: str
) -> None:
    page, answer = client.get(path), client.get(path, headers=JSON)
    assert page.status_code == answer.status_code == 404
    assert page["Content-Type"].startswith("text/html")
    assert set(answer.json()) == {"code", "message"}


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_forged_form_is_refused(headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    url = reverse("submit_take", args=[PhraseFactory().slug])
    response = client.post(url, headers=headers)
    assert response.status_code == 403
    if headers:
        assert response.json()["code"] == "page_expired"


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_fault_of_ours_shows_nothing_of_the_inside(
    client: Client, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("teaching_app.practice.selectors.phrases.catalogue", fail)
    client.raise_request_exception = False
    response = client.get("/", headers=headers)
    assert response.status_code == 500
    assert b"the inside" not in response.content
    if headers:
        assert response.json()["code"] == "server_error"


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_database_that_is_away_is_worth_another_try(
    client: Client, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise OperationalError("terminating connection due to administrator command")

    monkeypatch.setattr("teaching_app.practice.selectors.phrases.catalogue", fail)
    client.raise_request_exception = False
    response = client.get("/", headers=headers)
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    if headers:
        assert response.json()["code"] == "database_away"


@pytest.mark.parametrize("address", ["/?query=a%00b", "/phrases/a%00b/", "/?x=%00"])
def test_an_address_with_nul_is_a_bad_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("wanted", ["//[", "http://[::1", "https://℀.com", "/\0"])
@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_a_malformed_next_is_passed_over(
    client: Client, page: str, wanted: str
) -> None:
    response = client.post(reverse(page), {"next": wanted})
    assert response.status_code == 200
    assert client.get(reverse(page), {"next": wanted}).status_code in (200, 400)


def test_every_page_carries_the_headers_that_protect_it(client: Client) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "microphone=(self)" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def large_body(client: Client, **headers: str) -> HttpResponse:
    return client.generic(
        "POST", reverse("account_login"), CONTENT_LENGTH=str(10**10), **headers
    )


def test_a_large_body_is_refused_anywhere(client: Client) -> None:
    response = large_body(client, HTTP_ACCEPT="application/json")
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


def test_a_form_that_is_too_large_is_answered_by_a_page_with_a_way_back(
    client: Client,
) -> None:
    form = "http://testserver/assignments/1/"
    response = large_body(client, HTTP_ACCEPT="text/html", HTTP_REFERER=form)
    assert response.status_code == 413
    assert f'<a href="{form}">' in response.content.decode()
    elsewhere = large_body(client, HTTP_REFERER="https://elsewhere.example/")
    assert b"elsewhere.example" not in elsewhere.content
