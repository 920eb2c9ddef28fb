"""Tokens, webhooks and clients of the API as tests want them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import factory
from django.http import HttpResponse
from django.test import Client

from teaching_app.api.models import Delivery, EphemeralTake, RecordStore, Webhook
from teaching_app.api.scopes import Scope
from teaching_app.api.services import tokens
from tests.factories.models import AnalysisFactory, JobFactory, UserFactory
from tests.factories.schools import InstitutionFactory
from tests.factories.sound import upload

ALL = tuple(Scope)


class WebhookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Webhook

    user = factory.SubFactory(UserFactory)
    url = factory.Sequence(lambda n: f"https://school.example/hooks/{n}")


class RecordStoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecordStore

    institution = factory.SubFactory(InstitutionFactory)
    url = "https://lrs.school.example/xapi"
    key = "intona"
    secret = ""


class DeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delivery

    webhook = factory.SubFactory(WebhookFactory)
    event = "take.done"
    body = '{"type":"take.done"}'


class EphemeralTakeFactory(JobFactory):
    class Meta:
        model = EphemeralTake

    user = factory.SubFactory(UserFactory)
    idempotency_key = factory.LazyFunction(uuid4)
    text = "We record a new record."
    file = factory.LazyFunction(upload)
    sha256 = "0" * 64


def secret_of(user: Any, *scopes: str, **values: Any) -> str:
    """The secret of a new token; with all scopes unless some are named."""
    values.setdefault("valid_for", timedelta(days=30))
    made = tokens.create(user=user, name="Test", scopes=scopes or ALL, **values)
    return made.secret


def client_of(user: Any, *scopes: str, **values: Any) -> Client:
    """A program with a token of an account."""
    secret = secret_of(user, *scopes, **values)
    return Client(headers={"authorization": f"Bearer {secret}"})


def send_take(client: Client, **form: Any) -> HttpResponse:
    """Send a take; with a key of its own unless one is given."""
    key = form.pop("key", uuid4())
    form.setdefault("audio", upload())
    headers = {"idempotency-key": str(key)} if key else {}
    return client.post("/api/v1/takes/", form, headers=headers)


def send_json(client: Client, address: str, values: Any, method: str = "post") -> Any:
    """Send JSON."""
    content = json.dumps(values)
    return getattr(client, method)(address, content, content_type="application/json")


def finished(owner: Any, report: dict[str, Any] | None = None, **values: Any) -> Any:
    """A take of a learner that is done."""
    return AnalysisFactory(
        recording__owner=owner, state="done", report=report, **values
    )
