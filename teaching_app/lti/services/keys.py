"""The keys with which this tool signs what it sends to platforms."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from lti_tool.models import Key

LASTS = timedelta(days=90)
KEPT_AFTER = timedelta(days=7)
"""How long the key before the newest one stays in the key set."""


def ensure() -> None:
    """Make the first key, if there is none."""
    if not Key.objects.active().exists():
        Key.objects.generate()


@transaction.atomic
def rotate(*, is_due: bool = False) -> bool:
    """Make a new key where the newest is old, and retire those before it in time.

    Platforms read the key set again when they meet a key they do not know. Return
    whether a new key was made.
    """
    ensure()
    newest, now = Key.objects.active().latest(), timezone.now()
    if newest.datetime_created < now - KEPT_AFTER:
        Key.objects.active().exclude(pk=newest.pk).update(is_active=False)
    if not is_due and newest.datetime_created > now - LASTS:
        return False
    Key.objects.generate()
    return True
