"""A parent or guardian consents for a minor, by a link that works once."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from teaching_app.practice.errors import TeachingError
from teaching_app.practice.services import consents as consents_service
from teaching_app.schools.models import Enrolment, GuardianRequest
from teaching_app.schools.selectors.enrolments import is_young, open_request, refusal

from . import enrolments

VALID_FOR = timedelta(days=14)


class UsedLinkError(TeachingError):
    """The link was answered, has expired, or its learner no longer waits."""


@transaction.atomic
def ask(*, enrolment: Enrolment) -> GuardianRequest:
    """Return the link for a waiting learner: the open one, or a new one."""
    return open_request(enrolment) or GuardianRequest.objects.create(
        enrolment=enrolment, expires_at=timezone.now() + VALID_FOR
    )


@transaction.atomic
def answer(*, request: GuardianRequest, guardian_name: str, agrees: bool) -> None:
    """Record the guardian's answer; consent covers recordings and this class."""
    enrolment = request.enrolment
    if refusal(enrolment.school_class, enrolment) or not _claim(
        request, guardian_name, agrees=agrees
    ):
        raise UsedLinkError(f"{request} cannot be answered (any more).")
    if not agrees:
        enrolments.leave(enrolment=enrolment)
        return
    if not is_young(enrolment.learner):
        consents_service.agree(
            learner=enrolment.learner, guardian_name=guardian_name, to_expression=None
        )
    enrolments.activate(enrolment=enrolment)


def _claim(request: GuardianRequest, guardian_name: str, *, agrees: bool) -> bool:
    """Claim the request, unless it has been answered or has expired."""
    now = timezone.now()
    waiting = GuardianRequest.objects.filter(
        pk=request.pk,
        answered_at=None,
        expires_at__gt=now,
        enrolment__state=Enrolment.State.WAITING,
    )
    return bool(
        waiting.update(guardian_name=guardian_name, agreed=agrees, answered_at=now)
    )
