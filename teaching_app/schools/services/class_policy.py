"""Change which stresses a class accepts, and how strictly it is assessed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from teaching_app.practice.feedback_policy import bare
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
        _note(school_class, by, {"accepts": str(variant)})
    return variant


@transaction.atomic
def accept_no_longer(*, variant: AcceptedVariant, by: User) -> None:
    """Stop accepting a stress variant."""
    _note(variant.school_class, by, {"accepts no longer": str(variant)})
    variant.delete()


@transaction.atomic
def set_strictness(*, school_class: SchoolClass, strictness: str, by: User) -> None:
    """Set how certain the engine must be before something is reported."""
    if school_class.strictness == strictness:
        return
    school_class.strictness = strictness
    school_class.save(update_fields=["strictness"])
    _note(school_class, by, {"strictness": strictness})


def _note(school_class: SchoolClass, by: User, details: dict[str, object]) -> None:
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="class",
        institution=school_class.institution,
        details={"class": school_class.name, **details},
    )
