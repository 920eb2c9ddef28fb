"""What happens in schools when an account is erased; see decision record 0031."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from .models import Institution, Membership
from .services import departures, institutions


@receiver(post_delete, sender=Membership)
def settle_without_them(instance: Membership, origin: Any, **_: Any) -> None:
    """Settle an institution whose staff member was erased, unless it is deleted too."""
    if Institution not in (type(origin), getattr(origin, "model", None)):
        institutions.settle(institution=instance.institution)


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL)
def let_go_of_their_drafts(instance: User, **_: Any) -> None:
    """Delete phrases that only their author could find."""
    departures.erase_unshared_phrases(author=instance)
