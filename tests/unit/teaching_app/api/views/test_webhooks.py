"""Webhooks by the API: their secret is shown once, what was sent is visible."""

from __future__ import annotations

import pytest
from django.test import Client

from teaching_app.api.models import Webhook
from teaching_app.api.services import signing, webhooks
from teaching_app.practice.models import Learner
from tests.factories.api import (
    DeliveryFactory,
    WebhookFactory,
    client_of,
    send_json,
)

pytestmark = pytest.mark.django_db
WEBHOOKS = "/api/v1/webhooks/"
URL = "https://school.example/hook"


@pytest.fixture
def api(learner: Learner) -> Client:
    return client_of(learner.user)


def test_a_webhook_is_set_up_and_its_secret_shown_once(api: Client) -> None:
    answer = send_json(api, WEBHOOKS, {"url": URL})
    assert answer.status_code == 201
    webhook = Webhook.objects.get()
    assert answer.json()["secret"] == signing.secret_of(webhook.seed)
    read = api.get(answer["Location"]).json()
    assert read["is_on"]
    assert "secret" not in read
    assert [w["url"] for w in api.get(WEBHOOKS).json()["results"]] == [URL]


def test_the_same_address_again_and_one_too_many_are_conflicts(
    api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_json(api, WEBHOOKS, {"url": URL})
    again = send_json(api, WEBHOOKS, {"url": URL})
    assert (again.status_code, again.json()["code"]) == (409, "webhook_exists")
    monkeypatch.setattr(webhooks, "MOST", 1)
    other = send_json(api, WEBHOOKS, {"url": f"{URL}2"})
    assert (other.status_code, other.json()["code"]) == (409, "too_many_webhooks")


@pytest.mark.parametrize(
    "url",
    [
        "http://school.example/",
        "https://10.0.0.1/",
        "https://[::1/",
        "https://school.example/a b",
        "https://school.example/\u00fc",
    ],
)
def test_an_address_that_leads_nowhere_or_inside_is_refused(
    api: Client, url: str
) -> None:
    answer = send_json(api, WEBHOOKS, {"url": url})
    assert (answer.status_code, answer.json()["code"]) == (400, "url_refused")


def test_the_secret_changes_on_request(api: Client, learner: Learner) -> None:
    webhook = WebhookFactory(user=learner.user)
    before = signing.secret_of(webhook.seed)
    answer = api.post(f"{WEBHOOKS}{webhook.public_id}/secret/")
    assert answer.json()["secret"] not in ("", before)


def test_a_webhook_is_switched_off_and_on(api: Client, learner: Learner) -> None:
    webhook = WebhookFactory(user=learner.user)
    address = f"{WEBHOOKS}{webhook.public_id}/"
    off = send_json(api, address, {"is_on": False}, "patch").json()
    assert (off["is_on"], off["disabled"]) == (False, "owner")
    assert send_json(api, address, {"is_on": True}, "patch").json()["is_on"]


def test_what_was_sent_is_listed(api: Client, learner: Learner) -> None:
    webhook = WebhookFactory(user=learner.user)
    DeliveryFactory(webhook=webhook, state="delivered", last_status=204)
    address = f"{WEBHOOKS}{webhook.public_id}/deliveries/"
    [sent] = api.get(address).json()["results"]
    assert (sent["state"], sent["last_status"]) == ("delivered", 204)


def test_a_deleted_webhook_takes_its_record_along(
    api: Client, learner: Learner
) -> None:
    webhook = DeliveryFactory(webhook__user=learner.user).webhook
    address = f"{WEBHOOKS}{webhook.public_id}/"
    assert api.delete(address).status_code == 204
    assert not Webhook.objects.exists()


def test_nobody_else_reaches_it(api: Client) -> None:
    webhook = WebhookFactory()
    address = f"{WEBHOOKS}{webhook.public_id}/"
    answers = [
        api.get(address),
        api.delete(address),
        send_json(api, address, {"is_on": False}, "patch"),
        api.post(f"{address}secret/"),
        api.get(f"{address}deliveries/"),
    ]
    assert {answer.status_code for answer in answers} == {404}
