"""What is done regularly for platforms."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from lti_tool.models import Key, LtiUser

from teaching_app.lti.models import UsedNonce
from teaching_app.lti.protocol.tokens import LONGEST

from . import keys

STRANGERS_KEPT_FOR = timedelta(days=30)


def forget_used() -> int:
    """Delete what is remembered of tokens that have expired by now; return how many."""
    before = timezone.now() - timedelta(seconds=2 * LONGEST)
    return UsedNonce.objects.filter(used_at__lt=before).delete()[0]


def forget_strangers() -> int:
    """Delete people a platform has named who never got an account; return how many.

    A list of members has more than learners, and some of these never come.
    """
    before = timezone.now() - STRANGERS_KEPT_FOR
    strangers = LtiUser.objects.filter(auth_user=None, datetime_modified__lt=before)
    n: int = strangers.count()
    strangers.delete()
    return n


def rotate_keys() -> None:
    """Rotate the keys where there are any: they are made with the first platform."""
    if Key.objects.exists():
        keys.rotate()
