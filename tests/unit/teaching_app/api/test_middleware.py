"""Everything below /api/ answers errors in one shape, whoever noticed them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from teaching_app.api.views.phrases import Phrases
from teaching_app.practice.models import Learner
from teaching_app.schools.middleware import HAS_FIRST_PASSWORD
from tests.factories.api import client_of, send_json

pytestmark = pytest.mark.django_db
PHRASES = "/api/v1/phrases/"


def problem(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"urn:intona:problem:{body['code']}"
    assert body["status"] == answer.status_code
    assert body["title"]
    assert body["detail"]
    return answer.status_code, body["code"]


def test_an_address_that_does_not_exist(client: Client) -> None:
    assert problem(client.get("/api/v1/nothing/")) == (404, "not_found")


def test_a_character_that_no_database_takes(client: Client) -> None:
    assert problem(client.get("/api/v1/phrases/?query=%00")) == (400, "bad_request")


def test_a_body_that_is_too_large(learner: Learner, settings: Any) -> None:
    settings.MULTIPART_OVERHEAD_BYTES = -settings.ENGINE.limits.max_bytes
    answer = send_json(client_of(learner.user), PHRASES, {"text": "Tea."})
    assert problem(answer)[0] == 413


def test_another_method_another_type_and_another_answer(learner: Learner) -> None:
    api = client_of(learner.user)
    refused = api.put(PHRASES)
    assert problem(refused) == (405, "method_not_allowed")
    assert refused["Allow"] == "GET, HEAD, POST"
    assert problem(api.post(PHRASES, {"text": "Tea."}))[0] == 415
    assert problem(api.get(PHRASES, headers={"accept": "text/html"}))[0] == 406
    broken = api.post(PHRASES, "{", content_type="application/json")
    assert problem(broken) == (400, "parse_error")


def test_an_error_of_ours(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("made by the test")

    monkeypatch.setattr(Phrases, "get_queryset", fail)
    api = client_of(learner.user)
    api.raise_request_exception = False
    assert problem(api.get(PHRASES)) == (500, "internal_server_error")


def test_who_has_to_choose_a_password_first(learner_client: Client) -> None:
    session = learner_client.session
    session[HAS_FIRST_PASSWORD] = True
    session.save()
    assert problem(learner_client.get(PHRASES)) == (403, "sign_in_first")


def test_pages_for_people_stay_pages(client: Client) -> None:
    assert client.get("/no-such-page/")["Content-Type"].startswith("text/html")
