"""Judged and not kept, by the API: accepted, polled, handed out once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from teaching_app.api.models import EphemeralTake
from teaching_app.api.scopes import Scope
from teaching_app.api.services import ephemeral_takes
from teaching_app.practice.models import Learner
from tests.factories import engines
from tests.factories.api import client_of, send_take
from tests.factories.models import LearnerFactory, PhraseFactory
from tests.factories.sound import upload, wav_bytes

pytestmark = pytest.mark.django_db
TAKES = "/api/v1/ephemeral-takes/"


@pytest.fixture
def learner(db: None) -> Learner:
    """Whose program it is; nobody has agreed to be recorded in the product."""
    return LearnerFactory(agreed=False)


@pytest.fixture
def api(learner: Learner) -> Client:
    return client_of(learner.user, Scope.EPHEMERAL)


def send(client: Client, **form: Any) -> HttpResponse:
    form.setdefault("audio", upload())
    headers = {"idempotency-key": str(form.pop("key", uuid4()))}
    return client.post(TAKES, form, headers=headers)


def test_the_result_is_handed_out_once(api: Client) -> None:
    accepted = send(api, text="We record it.")
    assert accepted.status_code == 202
    assert int(api.get(accepted["Location"])["Retry-After"]) >= 1
    take = EphemeralTake.objects.get()
    ephemeral_takes.run(take.pk, worker="worker-a", analyze=engines.analyze)
    assert api.head(accepted["Location"]).status_code == 200
    answer = api.get(accepted["Location"]).json()
    assert answer["state"] == "done"
    assert answer["result"]["assessable"] is True
    assert api.get(accepted["Location"]).status_code == 404
    assert not EphemeralTake.objects.exists()


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({}, 400, "invalid"),
        ({"text": "Tea.", "phrase": "tea"}, 400, "invalid"),
        ({"text": "..."}, 400, "invalid"),
        ({"phrase": "no-such"}, 404, "not_found"),
        ({"text": "Tea.", "audio": upload(b"GIF89a")}, 400, "not_audio"),
        ({"text": "Tea.", "key": "once"}, 400, "idempotency_key_missing"),
    ],
)
def test_what_is_wrong_is_a_problem(
    api: Client, form: dict[str, Any], status: int, code: str
) -> None:
    answer = send(api, **form)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_key_of_another_recording_is_a_conflict(api: Client) -> None:
    key = uuid4()
    send(api, text="Tea.", key=key)
    other = upload(wav_bytes(0.9))
    answer = send(api, text="Tea.", audio=other, key=key)
    assert answer.status_code == 409


def test_nobody_else_reaches_it(api: Client) -> None:
    address = send(api, phrase=PhraseFactory().slug)["Location"]
    other = client_of(LearnerFactory().user)
    assert other.get(address).status_code == 404
    assert other.delete(address).status_code == 404
    assert api.delete(address).status_code == 204
    assert not EphemeralTake.objects.exists()


def test_the_scope_gives_no_other_right(api: Client) -> None:
    assert send_take(api, phrase="any").status_code == 403
    assert api.get("/api/v1/takes/").status_code == 403


def test_as_many_are_judged_in_a_minute_as_takes(api: Client, settings: Any) -> None:
    settings.TAKES_PER_MINUTE = 1
    address = send(api, text="Tea.")["Location"]
    assert send(api, text="Tea.").status_code == 429
    assert api.get(address).status_code == 200
