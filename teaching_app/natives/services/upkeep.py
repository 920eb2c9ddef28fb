"""Delete what of natives is of no use any more."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from teaching_app.natives.models import Helper, NativeRecording

logger = logging.getLogger(__name__)

State = NativeRecording.State
# Long enough to read a phrase again, or to ask why it was not used.
KEPT_FOR = timedelta(days=30)


def forget_unused() -> int:
    """Delete old recordings that were not used, and helpers who sent none; how many.

    A helper stays while their invitation is open, and while a recording of theirs is
    kept.
    """
    now = timezone.now()
    unused = NativeRecording.objects.filter(
        Q(state=State.REFUSED, created_at__lt=now - KEPT_FOR)
        | Q(state=State.REJECTED, decided_at__lt=now - KEPT_FOR)
    )
    over = Q(invitation__expires_at__lt=now) | Q(invitation__revoked_at__lt=now)
    gone = Helper.objects.filter(over, recordings=None, consented_at__lt=now - KEPT_FOR)
    n_deleted = unused.delete()[0] + gone.delete()[0]
    if n_deleted:
        logger.info("Deleted %d rows of natives that were of no use", n_deleted)
    return n_deleted
