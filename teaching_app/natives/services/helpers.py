"""Helpers: come by a link, agree, and withdraw everything."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from teaching_app.natives import tokens
from teaching_app.natives.errors import ClosedInvitationError
from teaching_app.natives.models import Helper, Invitation, NativeRecording
from teaching_app.natives.selectors import invitations
from teaching_app.practice.models import ErasureReceipt
from teaching_app.practice.services import erasure

from . import profiles


@dataclass(frozen=True, slots=True)
class About:
    """A native as they describe themselves; see ``Helper``."""

    accent: str
    age_range: str
    region: str = ""
    sex: str = ""
    name: str = ""


@transaction.atomic
def welcome(*, invitation: Invitation, about: About) -> tuple[Helper, str]:
    """Take in an adult who agrees; return them with the token of their own link.

    The token is known now and never again. ``ClosedInvitationError`` where the
    invitation is not open, or was for fewer helpers, even if two come at once.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not (invitations.is_open(locked) and invitations.has_place(locked)):
        raise ClosedInvitationError(f"Invitation {locked.pk} takes nobody in.")
    token = tokens.new()
    helper = Helper.objects.create(
        invitation=locked,
        token_hash=tokens.digest(token),
        **_consent(),
        **asdict(about),
    )
    return helper, token


def agree_anew(*, helper: Helper) -> None:
    """Agree to what is worded anew."""
    Helper.objects.filter(pk=helper.pk).update(**_consent())


@transaction.atomic
def withdraw(*, helper: Helper) -> ErasureReceipt:
    """Delete a helper with every recording, and what was measured of them.

    Profiles that counted their recordings are rebuilt without them. What they heard in
    others' recordings stays, and names nobody.
    """
    counted = NativeRecording.objects.filter(
        helper=helper, state=NativeRecording.State.APPROVED
    )
    affected = [(one.phrase, one.style) for one in counted.select_related("phrase")]
    receipt = erasure.erase_rows(rows=[helper], scope=ErasureReceipt.Scope.NATIVE)
    for phrase, style in affected:
        profiles.request_rebuild(phrase=phrase, style=style)
    return receipt


def _consent() -> dict[str, object]:
    return {
        "consent_version": settings.NATIVE_CONSENT_VERSION,
        "consented_at": timezone.now(),
    }
