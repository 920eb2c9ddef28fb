"""Requests to become a teacher, where site staff decide."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.schools.models import TeacherRequest
from teaching_app.schools.names import name_of

from . import institutions

State = TeacherRequest.State


def ask(*, user: User, institution_name: str) -> TeacherRequest:
    """Make a request, or repeat it after a refusal; approved ones stay approved."""
    longest = TeacherRequest._meta.get_field("institution_name").max_length
    name = institution_name or name_of(user)
    request, created = TeacherRequest.objects.get_or_create(
        user=user, defaults={"institution_name": name[:longest]}
    )
    if not created and request.state != State.APPROVED:
        request.institution_name = name[:longest]
        request.state = State.WAITING
        request.decided_by = request.decided_at = None
        request.save()
    return request


@transaction.atomic
def approve(*, request: TeacherRequest, by: User) -> bool:
    """Open the requested institution; false where it was already decided."""
    if not _decide(request, State.APPROVED, by):
        return False
    institutions.open_for(admin=request.user, name=request.institution_name)
    return True


def refuse(*, request: TeacherRequest, by: User) -> bool:
    """Refuse the request; false where it was already decided."""
    return _decide(request, State.REFUSED, by)


def _decide(request: TeacherRequest, state: str, by: User) -> bool:
    """Decide once: of two concurrent decisions only the first applies."""
    waiting = TeacherRequest.objects.filter(pk=request.pk, state=State.WAITING)
    decision = {"state": state, "decided_by": by, "decided_at": timezone.now()}
    return waiting.update(**decision) == 1
