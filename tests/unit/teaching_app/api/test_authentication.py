"""Who is let in: tokens while they are valid, sessions with a CSRF token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from teaching_app.api.models import Token
from teaching_app.api.selectors import tokens as selectors
from teaching_app.api.services import tokens
from teaching_app.practice.models import Learner
from tests.factories.api import client_of, secret_of, send_json
from tests.factories.models import PhraseFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db
PHRASES = "/api/v1/phrases/"


def test_nobody_is_asked_for_a_token(client: Client) -> None:
    answer = client.get(PHRASES)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("header", ["Bearer intona_x", "Bearer ", "bearer é"])
def test_a_token_that_does_not_exist_is_refused(client: Client, header: str) -> None:
    answer = client.get(PHRASES, headers={"authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "unknown_token")


def test_another_scheme_is_nobodys(client: Client) -> None:
    answer = client.get(PHRASES, headers={"authorization": "Basic eDp5"})
    assert answer.json()["code"] == "not_authenticated"


def test_a_token_lets_in_until_it_expires(learner: Learner) -> None:
    client = client_of(learner.user)
    assert client.get(PHRASES).status_code == 200
    Token.objects.update(expires_at=timezone.now())
    assert client.get(PHRASES).json()["code"] == "expired_token"


def test_a_revoked_token_and_one_of_a_closed_account_are_unknown(
    learner: Learner,
) -> None:
    client = client_of(learner.user)
    learner.user.is_active = False
    learner.user.save()
    assert client.get(PHRASES).json()["code"] == "unknown_token"
    learner.user.is_active = True
    learner.user.save()
    tokens.revoke(token=Token.objects.get())
    assert client.get(PHRASES).json()["code"] == "unknown_token"


def test_the_secret_is_not_stored(learner: Learner) -> None:
    secret = secret_of(learner.user)
    stored = str(Token.objects.values())
    assert secret not in stored
    assert selectors.by_secret(secret) == Token.objects.get()


def test_use_is_noted_once_a_minute(learner: Learner) -> None:
    client = client_of(learner.user)
    client.get(PHRASES)
    first = Token.objects.get().last_used_at
    client.get(PHRASES)
    assert Token.objects.get().last_used_at == first
    Token.objects.update(last_used_at=first - timedelta(minutes=2))
    client.get(PHRASES)
    assert Token.objects.get().last_used_at > first


def test_a_session_reads_and_writes_with_a_csrf_token_alone(learner: Learner) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner.user, backend=BACKEND)
    assert client.get(PHRASES).status_code == 200
    refused = send_json(client, PHRASES, {"text": "We record it."})
    assert (refused.status_code, refused["Content-Type"]) == (
        403,
        "application/problem+json",
    )
    client.get("/account/programs/")
    token = client.cookies["csrftoken"].value
    accepted = client.post(
        PHRASES,
        {"text": "We record it."},
        content_type="application/json",
        headers={"x-csrftoken": token},
    )
    assert accepted.status_code == 201


def test_a_token_is_throttled_by_itself(learner: Learner, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    PhraseFactory()
    client, other = client_of(learner.user), client_of(learner.user)
    assert [client.get(PHRASES).status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get(PHRASES)
    assert answer.json()["code"] == "throttled"
    assert 0 < int(answer["Retry-After"]) <= 60
    assert other.get(PHRASES).status_code == 200
