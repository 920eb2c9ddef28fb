"""Create, change, archive and delete classes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.models import ErasureReceipt
from teaching_app.practice.services import erasure
from teaching_app.schools.models import (
    AuditEvent,
    ClassStaff,
    Comment,
    Institution,
    Membership,
    SchoolClass,
)
from teaching_app.schools.models.tokens import new_code, new_token

from . import audit

Action = AuditEvent.Action


@transaction.atomic
def create(*, institution: Institution, by: User, **values: Any) -> SchoolClass:
    """Create a class, taught by its creator."""
    school_class = SchoolClass.objects.create(institution=institution, **values)
    membership = Membership.objects.get(institution=institution, user=by, ended_at=None)
    ClassStaff.objects.create(school_class=school_class, membership=membership)
    note(school_class, by, {"made": True})
    return school_class


@transaction.atomic
def change(*, school_class: SchoolClass, by: User, **values: Any) -> None:
    """Change settings; the log names them without their values."""
    changed = [
        name for name, new in values.items() if _differs(school_class, name, new)
    ]
    if not changed:
        return
    for name in changed:
        setattr(school_class, name, values[name])
    school_class.save(update_fields=changed)
    note(school_class, by, {"settings": changed})


@transaction.atomic
def set_joining(*, school_class: SchoolClass, is_open: bool, by: User) -> None:
    """Allow or stop joining by link and code."""
    change(school_class=school_class, by=by, is_open=is_open)


@transaction.atomic
def renew_code(*, school_class: SchoolClass, by: User) -> None:
    """Issue a new code and link; the old ones stop working."""
    school_class.join_code, school_class.join_token = new_code(), new_token()
    school_class.save(update_fields=["join_code", "join_token"])
    note(school_class, by, {"settings": ["join_code"]})


@transaction.atomic
def archive(*, school_class: SchoolClass, by: User) -> None:
    """Archive a class: it stays readable, and nobody can join it."""
    school_class.archived_at, school_class.is_open = timezone.now(), False
    school_class.save(update_fields=["archived_at", "is_open"])
    note(school_class, by, {"archived": True})


@transaction.atomic
def reopen(*, school_class: SchoolClass, by: User) -> None:
    """Reopen an archived class; joining stays closed until it is allowed again."""
    school_class.archived_at = None
    school_class.save(update_fields=["archived_at"])
    note(school_class, by, {"archived": False})


def erase(*, school_class: SchoolClass, by: User | None) -> ErasureReceipt:
    """Delete a class with all its staff could see in it, and recorded comments.

    Takes stay with their learners as their own practice, which nobody else can reach;
    the audit log stays.
    """
    voices = Comment.objects.filter(
        submission__item__assignment__school_class=school_class
    ).exclude(voice="")
    institution, name = school_class.institution, school_class.name
    receipt = erasure.erase_by(
        delete=lambda: school_class.delete()[1],
        files=[comment.voice for comment in voices],
        scope=ErasureReceipt.Scope.CLASS,
    )
    audit.note(
        actor=by,
        action=Action.DELETED,
        what="class",
        institution=institution,
        details={"class": name, "receipt": str(receipt.public_id)},
    )
    return receipt


def note(school_class: SchoolClass, by: User, details: dict[str, Any]) -> None:
    """Log a change to a class."""
    audit.note(
        actor=by,
        action=Action.CHANGED,
        what="class",
        institution=school_class.institution,
        details={"class": school_class.name, **details},
    )


def _differs(school_class: SchoolClass, name: str, new: Any) -> bool:
    return bool(getattr(school_class, name) != new)
