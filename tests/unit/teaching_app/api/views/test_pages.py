"""Pages for tokens and webhooks: secrets are shown once, and everything can be ended."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from teaching_app.api.models import Token, Webhook
from teaching_app.api.selectors import tokens as selectors
from teaching_app.api.services import signing
from teaching_app.practice.models import Learner
from tests.factories.api import DeliveryFactory, WebhookFactory, secret_of

pytestmark = pytest.mark.django_db
TOKENS, WEBHOOKS = "/account/programs/", "/account/programs/webhooks/"
FORM = {"name": "Course page", "scopes": ["takes:read", "takes:write"], "days": 30}


def test_a_token_is_shown_once_and_works(
    learner: Learner, learner_client: Client
) -> None:
    page = learner_client.post(TOKENS, FORM).content.decode()
    secret = re.search(r'value="(intona_[\w-]+)"', page)[1]
    token = selectors.by_secret(secret)
    assert (token.user, token.scopes) == (learner.user, ["takes:read", "takes:write"])
    assert not token.has_second_factor
    again = learner_client.get(TOKENS).content.decode()
    assert secret not in again
    assert "Course page" in again
    assert token.start in again
    answer = Client().get(
        "/api/v1/takes/", headers={"authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("lacking", ["name", "scopes", "days"])
def test_a_token_says_what_for_what_and_how_long(
    learner_client: Client, lacking: str
) -> None:
    form = {name: value for name, value in FORM.items() if name != lacking}
    answer = learner_client.post(TOKENS, form)
    assert answer.status_code == 400
    assert not Token.objects.exists()


def test_a_token_is_revoked(learner: Learner, learner_client: Client) -> None:
    secret_of(learner.user)
    address = f"{TOKENS}tokens/{Token.objects.get().public_id}/revoke/"
    assert learner_client.post(address).url == TOKENS
    assert not Token.objects.exists()


def test_a_webhook_is_set_up_switched_renewed_and_deleted(
    learner_client: Client,
) -> None:
    page = learner_client.post(WEBHOOKS, {"url": "https://school.example/"})
    webhook = Webhook.objects.get()
    assert signing.secret_of(webhook.seed) in page.content.decode()
    address = f"{WEBHOOKS}{webhook.public_id}/"
    learner_client.post(address, {"what": "off"})
    webhook.refresh_from_db()
    assert webhook.disabled == "owner"
    learner_client.post(address, {"what": "on"})
    renewed = learner_client.post(address, {"what": "secret"}).content.decode()
    webhook.refresh_from_db()
    assert webhook.disabled == ""
    assert signing.secret_of(webhook.seed) in renewed
    assert learner_client.post(address, {"what": "more"}).status_code == 404
    learner_client.post(address, {"what": "delete"})
    assert not Webhook.objects.exists()


def test_an_address_that_is_refused_is_said_at_its_field(
    learner_client: Client,
) -> None:
    answer = learner_client.post(WEBHOOKS, {"url": "http://10.0.0.1/"})
    assert answer.status_code == 400
    assert "https://" in answer.context["form"].errors["url"][0]


def test_what_was_sent_is_on_the_page(learner: Learner, learner_client: Client) -> None:
    webhook = WebhookFactory(user=learner.user)
    DeliveryFactory(webhook=webhook, state="delivered", last_status=204, attempts=2)
    DeliveryFactory(webhook=webhook, last_error="TimeoutError", attempts=1)
    DeliveryFactory()
    page = learner_client.get(WEBHOOKS).content.decode()
    assert page.count("take.done</code>") == 2
    assert "204" in page
    assert "TimeoutError" in page
