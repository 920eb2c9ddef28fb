"""Classes: made, changed, archived, copied into a new term, and deleted."""

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
    """Make a class, taught by whoever makes it."""
    school_class = SchoolClass.objects.create(institution=institution, **values)
    membership = Membership.objects.get(institution=institution, user=by, ended_at=None)
    ClassStaff.objects.create(school_class=school_class, membership=membership)
    note(school_class, by, {"made": True})
    return school_class


@transaction.atomic
def change(*, school_class: SchoolClass, by: User, **values: Any) -> None:
    """Change settings; the log says which, not to what."""
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
    """Let learners join by link and code, or no longer."""
    change(school_class=school_class, by=by, is_open=is_open)


@transaction.atomic
def renew_code(*, school_class: SchoolClass, by: User) -> None:
    """Give it another code and link; the earlier ones enrol nobody any more."""
    school_class.join_code, school_class.join_token = new_code(), new_token()
    school_class.save(update_fields=["join_code", "join_token"])
    note(school_class, by, {"settings": ["join_code"]})


@transaction.atomic
def archive(*, school_class: SchoolClass, by: User) -> None:
    """Put a class away: it stays to be read, and nobody joins it."""
    school_class.archived_at, school_class.is_open = timezone.now(), False
    school_class.save(update_fields=["archived_at", "is_open"])
    note(school_class, by, {"archived": True})


@transaction.atomic
def reopen(*, school_class: SchoolClass, by: User) -> None:
    """Take a class out of the archive; joining stays closed until it is opened."""
    school_class.archived_at = None
    school_class.save(update_fields=["archived_at"])
    note(school_class, by, {"archived": False})


def erase(*, school_class: SchoolClass, by: User | None) -> ErasureReceipt:
    """Delete a class with all that its staff could see of it, and voices in comments.

    Takes stay with their learners, as practice of their own that nobody else reaches;
    the log keeps who did what.
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
    """Write into the log that something of a class was changed."""
    audit.note(
        actor=by,
        action=Action.CHANGED,
        what="class",
        institution=school_class.institution,
        details={"class": school_class.name, **details},
    )


def _differs(school_class: SchoolClass, name: str, new: Any) -> bool:
    return bool(getattr(school_class, name) != new)
