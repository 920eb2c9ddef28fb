"""Celery tasks, imported here so that a worker finds them."""

from .ephemeral_takes import judge_ephemeral_take, tidy_up_api
from .webhooks import deliver_webhook, deliver_webhooks

__all__ = [
    "deliver_webhook",
    "deliver_webhooks",
    "judge_ephemeral_take",
    "tidy_up_api",
]
