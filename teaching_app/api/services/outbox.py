"""The outbox: messages written with what they tell of, sent until they arrive.

A message is tried at once and then ever more rarely, for about two days. A worker holds
one by putting off when it is due; a dead worker's is due again soon. So a message may
arrive twice, with the same ``webhook-id``.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from teaching_app.api.models import Delivery, EphemeralTake, RecordStore, Webhook
from teaching_app.outgoing.addresses import RefusedAddressError
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis

from . import sending, signing, statements, webhooks

logger = logging.getLogger(__name__)

TASK = "deliver_webhook"
State = Delivery.State
HELD_FOR = timedelta(minutes=2)
PAUSES = tuple(
    timedelta(seconds=s)
    for s in (5, 30, 120, 600, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
DISABLED_AFTER = timedelta(days=3)
KEPT_FOR = timedelta(days=30)
MOST_AT_ONCE = 100
RESEND_AFTER = timedelta(minutes=10)
GONE, CONFLICT = 410, 409


def tell_of_takes(keys: Collection[int]) -> None:
    """Write messages about takes that have ended, for their learners' webhooks."""
    takes = Analysis.objects.filter(
        pk__in=keys, judges_again=None, recording__owner__user__in=_told()
    )
    for take in takes.select_related("recording__owner"):
        report = take.report if isinstance(take.report, dict) else {}
        owner = take.recording.owner.user_id
        data = _data(take, reverse("api_take", args=[take.public_id]), report)
        _write(owner, f"take.{take.state}", data, analysis=take)


def tell_of_ephemeral_takes(keys: Collection[int]) -> None:
    """The same for takes that are not kept: of those only a number is written down."""
    for take in EphemeralTake.objects.filter(pk__in=keys, user__in=_told()):
        address = reverse("api_ephemeral_take", args=[take.public_id])
        data = _data(take, address, take.report or {})
        _write(take.user_id, f"ephemeral_take.{take.state}", data)


def _told() -> Any:
    """The accounts that have a webhook."""
    return Webhook.objects.filter(disabled="").values("user")


def _data(take: Any, address: str, report: dict[str, Any]) -> dict[str, Any]:
    """What a message tells: that there is a result and where, not the result itself."""
    return {
        "id": str(take.public_id),
        "url": f"{settings.PUBLIC_URL.rstrip('/')}{address}",
        "state": take.state,
        "assessable": report.get("assessable"),
        "reason": report.get("reason"),
    }


def _write(
    user_id: int, event: str, data: dict[str, Any], analysis: Analysis | None = None
) -> None:
    now = timezone.now()
    body = json.dumps({"type": event, "timestamp": now.isoformat(), "data": data})
    for webhook in Webhook.objects.filter(user=user_id, disabled=""):
        put(webhook=webhook, analysis=analysis, event=event, body=body)


def put(**values: Any) -> None:
    """Write a message, unless one with its ``public_id`` is there; a worker is told."""
    number = values.pop("public_id", None) or uuid4()
    message, is_new = Delivery.objects.get_or_create(public_id=number, defaults=values)
    if is_new:
        transaction.on_commit(partial(_wake_up_for, message.pk))


def _wake_up_for(delivery_id: int) -> None:
    """Tell a worker; where the broker cannot be reached, ``send_due`` tells one later."""
    if jobs.publish(TASK, delivery_id):
        told = Delivery.objects.filter(pk=delivery_id)
        told.update(last_sent_at=timezone.now())


def send_due() -> int:
    """Tell workers of what is due; return how many messages that are.

    Once for each time that one is due, and again where nothing came of it: the queue is
    not filled while all workers are busy.
    """
    now = timezone.now()
    untold = Q(last_sent_at=None) | Q(last_sent_at__lt=F("due_at"))
    lost = Q(last_sent_at__lt=now - RESEND_AFTER)
    pending = Delivery.objects.filter(state=State.PENDING, due_at__lte=now)
    due = pending.filter(untold | lost)
    keys = list(
        due.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST_AT_ONCE]
    )
    for key in keys:
        _wake_up_for(key)
    return len(keys)


def deliver(delivery_id: int) -> None:
    """Send one message if it is due, and write down what came of it."""
    delivery = _held(delivery_id)
    if delivery is None:
        return
    status, error = _attempt(delivery)
    with transaction.atomic():
        if status is not None and _has_arrived(delivery, status):
            _arrived(delivery, status)
        else:
            _failed(delivery, status, error)


def forget_old() -> None:
    """Delete the record of messages that came to an end long ago."""
    before = timezone.now() - KEPT_FOR
    Delivery.objects.filter(finished_at__lt=before).delete()


def _held(delivery_id: int) -> Delivery | None:
    """Take a message that is due; ``None`` if another worker was faster."""
    now = timezone.now()
    due = Delivery.objects.filter(pk=delivery_id, state=State.PENDING, due_at__lte=now)
    if not due.update(due_at=now + HELD_FOR, attempts=F("attempts") + 1):
        return None
    found = Delivery.objects.select_related("webhook", "record_store")
    return found.get(pk=delivery_id)


def _attempt(delivery: Delivery) -> tuple[int | None, str]:
    url, headers = _addressed(delivery)
    headers |= {"content-type": "application/json", "user-agent": "Intona"}
    try:
        return sending.post(url, delivery.body.encode(), headers), ""
    except RefusedAddressError as refused:
        return None, str(refused)
    except OSError as error:  # those of requests among them
        logger.info("%s: %s", _name(delivery), error)
        return None, type(error).__name__


def _addressed(delivery: Delivery) -> tuple[str, dict[str, str]]:
    """Where a message is sent, and the headers that prove whose it is."""
    target = delivery.target
    if isinstance(target, RecordStore):
        return statements.address_of(target), statements.headers_for(target)
    headers = signing.headers_for(
        target, message=delivery.public_id, body=delivery.body, at=timezone.now()
    )
    return target.url, headers


def _has_arrived(delivery: Delivery, status: int) -> bool:
    """Also where a record store says that it has the statement already."""
    if delivery.record_store and status == CONFLICT:
        return True
    return 200 <= status < 300


def _name(delivery: Delivery) -> str:
    """What is told to, for the log: no address."""
    target = delivery.target
    return f"{type(target).__name__} {target.pk}"


def _arrived(delivery: Delivery, status: int) -> None:
    _note(delivery, State.DELIVERED, status, "")
    _rows_of(delivery).update(failing_since=None)


def _rows_of(delivery: Delivery) -> QuerySet[Any]:
    target = delivery.target
    return type(target)._default_manager.filter(pk=target.pk)


def _failed(delivery: Delivery, status: int | None, error: str) -> None:
    now, target = timezone.now(), delivery.target
    pauses = PAUSES[delivery.attempts - 1 : delivery.attempts]
    state = State.PENDING if pauses else State.GIVEN_UP
    due_at = now + pauses[0] if pauses else None
    _note(delivery, state, status, error, due_at)
    since = target.failing_since or now
    found = _rows_of(delivery)
    found.filter(failing_since=None).update(failing_since=since)
    why = ""
    if status == GONE:
        why = Webhook.Disabled.GONE
    elif now - since > DISABLED_AFTER:
        why = Webhook.Disabled.FAILING
    if why and found.filter(disabled="").update(disabled=why):
        logger.warning("%s is switched off: %s", _name(delivery), why)
        webhooks.give_up_waiting(target)


def _note(
    delivery: Delivery,
    state: str,
    status: int | None,
    error: str,
    due_at: datetime | None = None,
) -> None:
    is_over = state != State.PENDING
    Delivery.objects.filter(pk=delivery.pk, state=State.PENDING).update(
        state=state,
        due_at=due_at or delivery.due_at,
        last_status=status,
        last_error=error[:200],
        finished_at=timezone.now() if is_over else None,
    )
