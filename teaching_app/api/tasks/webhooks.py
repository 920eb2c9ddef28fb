"""Send messages to webhooks."""

from __future__ import annotations

from celery import shared_task

from teaching_app.api.services import outbox

LIMIT_S = 20  # for an address that answers byte by byte


@shared_task(name=outbox.TASK, soft_time_limit=LIMIT_S, time_limit=LIMIT_S + 10)
def deliver_webhook(delivery_id: int) -> None:
    """Send one message, if it is due."""
    outbox.deliver(delivery_id)


@shared_task(name="deliver_webhooks")
def deliver_webhooks() -> None:
    """Have sent what is due: later attempts, and what a lost message was about."""
    outbox.send_due()
