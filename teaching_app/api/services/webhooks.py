"""Setting up webhooks."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teaching_app.api.models import Delivery, RecordStore, Webhook
from teaching_app.api.models.webhook import new_seed
from teaching_app.api.problems import Problem
from teaching_app.api.services.addresses import why_refused

MOST = 10  # per account
BOTH_SIGN_FOR = timedelta(days=1)
Disabled = Webhook.Disabled


def set_up(*, user: User, url: str) -> Webhook:
    """Register an address; the same one again is a conflict."""
    _refuse_unless_reachable(url)
    mine = Webhook.objects.filter(user=user)
    if mine.filter(url=url).exists():
        detail = _("You have a webhook with this address already.")
        raise Problem("webhook_exists", detail, status=409)
    if mine.count() >= MOST:
        detail = _("You have as many webhooks as are allowed. Delete one first.")
        raise Problem("too_many_webhooks", detail, status=409)
    return Webhook.objects.create(user=user, url=url)


@transaction.atomic
def rotate_secret(*, webhook: Webhook) -> None:
    """Make a new secret; for a day the one before signs as well."""
    webhook.earlier_seed, webhook.seed = webhook.seed, new_seed()
    webhook.earlier_until = timezone.now() + BOTH_SIGN_FOR
    webhook.save(update_fields=["seed", "earlier_seed", "earlier_until"])


@transaction.atomic
def switch(*, webhook: Webhook | RecordStore, is_on: bool) -> None:
    """Switch a target on, forgetting its failures, or off, giving up what waits."""
    webhook.disabled = Disabled.NO if is_on else Disabled.OWNER
    webhook.failing_since = None
    webhook.save(update_fields=["disabled", "failing_since"])
    if not is_on:
        give_up_waiting(webhook)


def remove(*, webhook: Webhook) -> None:
    """Delete a webhook with the record of its messages."""
    webhook.delete()


def give_up_waiting(target: Webhook | RecordStore) -> None:
    """What waits for a target that is switched off is never sent."""
    waiting = target.deliveries.filter(state=Delivery.State.PENDING)
    waiting.update(state=Delivery.State.GIVEN_UP, finished_at=timezone.now())


def _refuse_unless_reachable(url: str) -> None:
    if reason := why_not_told(url):
        raise Problem("url_refused", reason, status=400)


def why_not_told(url: str) -> str:
    """Why nothing can be sent to an address, by its text alone; empty if it can."""
    unreadable = _("This address cannot be read.")
    if not (url.isascii() and url.isprintable()) or " " in url:
        return unreadable
    try:
        return why_refused(urlsplit(url))
    except ValueError:  # as of half an IPv6 address
        return unreadable
