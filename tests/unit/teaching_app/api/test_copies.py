"""Tokens and webhooks are in their owner's copy without what would let anybody in."""

from __future__ import annotations

import json
import zipfile

import pytest

from teaching_app.api.models import Delivery, Token, Webhook
from teaching_app.practice.feedback import receipts
from teaching_app.practice.models import DataExport, ErasureReceipt, Learner
from teaching_app.practice.services import erasure, exports
from tests.factories.api import DeliveryFactory, EphemeralTakeFactory, secret_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def webhook(learner: Learner) -> Webhook:
    """One of the learner's, which was told something; and a token."""
    secret_of(learner.user)
    return DeliveryFactory(webhook__user=learner.user).webhook


def test_the_copy_names_tokens_and_webhooks_and_gives_no_access(
    learner: Learner, webhook: Webhook
) -> None:
    EphemeralTakeFactory(user=learner.user)
    exports.pack(exports.ask(learner=learner).pk, worker="worker-a")
    archive = zipfile.ZipFile(DataExport.objects.get().file)
    [token] = json.loads(archive.read("data/token.json"))
    assert token["name"] == "Test"
    [copied] = json.loads(archive.read("data/webhook.json"))
    assert copied["url"] == webhook.url
    assert json.loads(archive.read("data/delivery.json"))[0]["event"] == "take.done"
    said = "".join(archive.read(n).decode() for n in archive.namelist() if "data/" in n)
    assert Token.objects.get().digest not in said
    assert webhook.seed not in said
    assert "data/ephemeraltake.json" not in archive.namelist()


def test_they_go_with_their_account_and_the_receipt_says_so(
    learner: Learner, webhook: Webhook
) -> None:
    erasure.erase_everything(learner=learner)
    assert not Token.objects.exists()
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()
    lines = dict(receipts.lines_of(ErasureReceipt.objects.get()))
    assert lines["tokens of programs"] == "1"
    assert lines["webhooks"] == "1"
