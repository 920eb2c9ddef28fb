"""Messages are written with the result, signed, sent again, and given up in the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from teaching_app.api.models import Delivery, Webhook
from teaching_app.api.services import outbox, sending, signing, webhooks
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.services import analysis_run, erasure
from tests.factories import engines
from tests.factories.api import DeliveryFactory, EphemeralTakeFactory, WebhookFactory
from tests.factories.models import AnalysisFactory
from tests.factories.receiver import Receiver, receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def hook(learner: Learner) -> Webhook:
    return WebhookFactory(user=learner.user)


@pytest.fixture
def there(settings: Any, hook: Webhook) -> Iterator[Receiver]:
    """The receiver that the learner's webhook leads to."""
    settings.DEBUG = True
    with receiver() as started:
        Webhook.objects.filter(pk=hook.pk).update(url=started.url)
        yield started


def due_now() -> None:
    Delivery.objects.filter(state="pending").update(due_at=timezone.now())


def test_a_finished_take_writes_one_message_for_each_webhook(
    learner: Learner, hook: Webhook
) -> None:
    WebhookFactory(user=learner.user)
    WebhookFactory(user=learner.user, disabled="owner")
    WebhookFactory()
    take = AnalysisFactory(recording__owner=learner)
    analysis_run.run(
        take.pk, worker="worker-a", analyze=engines.each_by(engines.analyze)
    )
    assert Delivery.objects.filter(webhook__user=learner.user).count() == 2
    assert Delivery.objects.count() == 2
    told = json.loads(Delivery.objects.first().body)
    assert told["type"] == "take.done"
    assert told["data"] == {
        "id": str(take.public_id),
        "url": f"/api/v1/takes/{take.public_id}/",
        "state": "done",
        "assessable": True,
        "reason": None,
    }


def test_a_take_that_was_rejected_or_given_up_is_told_of_too(
    learner: Learner, hook: Webhook
) -> None:
    first = AnalysisFactory(recording__owner=learner)
    refusing = engines.each_by(engines.refusing("undecodable"))
    analysis_run.run(first.pk, worker="worker-a", analyze=refusing)
    second = AnalysisFactory(recording__owner=learner, running=True, attempts=3)
    jobs.fail(jobs.Claim(Analysis, second.pk, second.claimed_by), error="made here")
    events = Delivery.objects.order_by("pk").values_list("event", flat=True)
    assert list(events) == ["take.rejected", "take.failed"]


def test_there_is_no_message_without_its_result(
    learner: Learner, hook: Webhook
) -> None:
    take = AnalysisFactory(recording__owner=learner, running=True)
    claim = jobs.Claim(Analysis, take.pk, take.claimed_by)
    with transaction.atomic():
        jobs.finish(claim)
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()
    take.refresh_from_db()
    assert take.state == "running"


def test_a_message_goes_with_its_take(learner: Learner, hook: Webhook) -> None:
    take = AnalysisFactory(recording__owner=learner, state="done")
    DeliveryFactory(webhook=hook, analysis=take)
    receipt = erasure.erase_take(recording=take.recording)
    assert receipt.rows["delivery"] == 1
    assert not Delivery.objects.exists()


def test_of_an_ephemeral_take_only_a_number_is_written(
    learner: Learner, hook: Webhook
) -> None:
    take = EphemeralTakeFactory(user=learner.user, state="done")
    outbox.tell_of_ephemeral_takes([take.pk])
    message = Delivery.objects.get()
    assert message.event == "ephemeral_take.done"
    assert message.analysis is None
    assert take.text not in message.body


def test_a_message_arrives_signed(hook: Webhook, there: Receiver) -> None:
    message = DeliveryFactory(webhook=hook)
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.last_status, message.attempts) == (
        "delivered",
        204,
        1,
    )
    [(headers, body)] = there.received
    assert headers["content-type"] == "application/json"
    assert headers["host"].startswith("127.0.0.1")
    assert Verifier(signing.secret_of(hook.seed)).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(signing.secret_of("another")).verify(body, headers)
    outbox.deliver(message.pk)
    assert len(there.received) == 1


def test_for_a_day_both_secrets_sign(hook: Webhook, there: Receiver) -> None:
    before = signing.secret_of(hook.seed)
    webhooks.rotate_secret(webhook=hook)
    after = signing.secret_of(hook.seed)
    outbox.deliver(DeliveryFactory(webhook=hook).pk)
    Webhook.objects.update(earlier_until=timezone.now())
    outbox.deliver(DeliveryFactory(webhook=hook).pk)
    (first, body), (second, _) = there.received
    assert Verifier(before).verify(body, first)
    assert Verifier(after).verify(body, first)
    assert Verifier(after).verify(body, second)
    with pytest.raises(WebhookVerificationError):
        Verifier(before).verify(body, second)


def test_the_database_alone_does_not_give_the_secret(
    hook: Webhook, settings: Any
) -> None:
    here = signing.secret_of(hook.seed)
    settings.SECRET_KEY = "of another site"
    assert signing.secret_of(hook.seed) != here


def test_what_fails_is_tried_later_and_ever_more_rarely(
    hook: Webhook, there: Receiver
) -> None:
    there.status = 500
    message = DeliveryFactory(webhook=hook)
    pauses = []
    for _ in range(len(outbox.PAUSES) + 1):
        outbox.deliver(message.pk)
        message.refresh_from_db()
        pauses.append(message.due_at - timezone.now())
        due_now()
    assert message.state == "given_up"
    assert message.last_status == 500
    assert pauses[:-1] == sorted(pauses[:-1])
    numbers = {headers["webhook-id"] for headers, _ in there.received}
    assert numbers == {f"msg_{message.public_id.hex}"}
    assert outbox.send_due() == 0


def test_a_redirect_is_not_followed(hook: Webhook, there: Receiver) -> None:
    there.status, there.location = 302, there.url
    message = DeliveryFactory(webhook=hook)
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.last_status) == ("pending", 302)
    assert len(there.received) == 1


def test_nothing_is_sent_to_this_machine_without_debug(
    hook: Webhook, there: Receiver, settings: Any
) -> None:
    settings.DEBUG = False
    message = DeliveryFactory(webhook=hook)
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert message.state == "pending"
    assert "https" in message.last_error
    assert there.received == []


def test_no_answer_is_a_failure_like_any(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise TimeoutError("made by the test")

    monkeypatch.setattr(sending, "post", fail)
    message = DeliveryFactory(webhook=hook)
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("pending", "TimeoutError")


def test_after_days_of_failures_a_webhook_is_switched_off(
    hook: Webhook, there: Receiver
) -> None:
    there.status = 503
    message, waiting = DeliveryFactory(webhook=hook), DeliveryFactory(webhook=hook)
    outbox.deliver(message.pk)
    hook.refresh_from_db()
    assert not hook.disabled
    long_ago = timezone.now() - outbox.DISABLED_AFTER - timedelta(minutes=1)
    Webhook.objects.update(failing_since=long_ago)
    due_now()
    outbox.deliver(message.pk)
    hook.refresh_from_db()
    assert hook.disabled == "failing"
    waiting.refresh_from_db()
    assert waiting.state == "given_up"
    webhooks.switch(webhook=hook, is_on=True)
    assert (hook.disabled, hook.failing_since) == ("", None)


def test_success_ends_a_time_of_failures(hook: Webhook, there: Receiver) -> None:
    Webhook.objects.update(failing_since=timezone.now())
    outbox.deliver(DeliveryFactory(webhook=hook).pk)
    hook.refresh_from_db()
    assert hook.failing_since is None


def test_an_address_that_says_it_is_gone_is_asked_no_more(
    hook: Webhook, there: Receiver
) -> None:
    there.status = 410
    outbox.deliver(DeliveryFactory(webhook=hook).pk)
    hook.refresh_from_db()
    assert hook.disabled == "gone"


def test_what_is_due_is_sent_and_what_a_worker_holds_is_not(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []

    def publish(_task: str, key: int) -> bool:
        sent.append(key)
        return True

    monkeypatch.setattr(jobs, "publish", publish)
    due = DeliveryFactory(webhook=hook)
    DeliveryFactory(webhook=hook, due_at=timezone.now() + timedelta(minutes=1))
    DeliveryFactory(webhook=hook, state="delivered")
    assert outbox.send_due() == 1
    assert sent == [due.pk]
    assert outbox.send_due() == 0, "a worker has been told"
    before = timezone.now() - outbox.RESEND_AFTER - timedelta(minutes=1)
    Delivery.objects.filter(pk=due.pk).update(due_at=before, last_sent_at=before)
    assert outbox.send_due() == 1, "nothing came of it"


def test_without_a_broker_a_message_waits(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "publish", lambda _task, _key: False)
    message = DeliveryFactory(webhook=hook)
    assert [outbox.send_due(), outbox.send_due()] == [1, 1]
    message.refresh_from_db()
    assert message.last_sent_at is None


def test_old_records_are_forgotten(hook: Webhook) -> None:
    DeliveryFactory(webhook=hook, state="delivered", finished_at=timezone.now())
    old = timezone.now() - outbox.KEPT_FOR - timedelta(days=1)
    DeliveryFactory(webhook=hook, state="delivered", finished_at=old)
    outbox.forget_old()
    assert Delivery.objects.count() == 1
