"""Change which stresses a class accepts, and how strictly it is assessed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from teaching_app.practice.feedback_policy import bare
from teaching_app.schools.changes import class_policy_changed
from teaching_app.schools.models import AcceptedVariant, AuditEvent, SchoolClass

from . import audit


@transaction.atomic
def accept(
    *,
    school_class: SchoolClass,
    word: str,
    stressed_syllable: int,
    by: User,
) -> AcceptedVariant:
    """Accept another stress of a word in a class; repeating it changes nothing."""
    variant, created = AcceptedVariant.objects.get_or_create(
        school_class=school_class,
        word=bare(word),
        stressed_syllable=stressed_syllable,
        defaults={"added_by": by},
    )
    if created:
        _changed(school_class, by, {"accepts": str(variant)})
    return variant


@transaction.atomic
def accept_no_longer(*, variant: AcceptedVariant, by: User) -> None:
    """Stop accepting a stress variant."""
    variant.delete()
    _changed(variant.school_class, by, {"accepts no longer": str(variant)})


@transaction.atomic
def set_strictness(*, school_class: SchoolClass, strictness: str, by: User) -> None:
    """Set how certain the engine must be before something is reported."""
    if school_class.strictness == strictness:
        return
    school_class.strictness = strictness
    school_class.save(update_fields=["strictness"])
    _changed(school_class, by, {"strictness": strictness})


def _changed(school_class: SchoolClass, by: User, details: dict[str, object]) -> None:
    """Note the change in the audit log, and let reports follow it."""
    class_policy_changed.send(sender=SchoolClass, school_class=school_class)
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="class",
        institution=school_class.institution,
        details={"class": school_class.name, **details},
    )
