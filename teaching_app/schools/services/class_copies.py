"""A new term: a class made like an earlier one, without its learners."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from teaching_app.schools.models import (
    AcceptedVariant,
    ClassStaff,
    Group,
    SchoolClass,
)

from . import classes

COPIED_FIELDS = (
    "institution",
    "level",
    "age_group",
    "first_languages",
    "allows_expression",
    "retention_days",
    "strictness",
)


@transaction.atomic
def copy(
    *,
    source: SchoolClass,
    name: str,
    starts_on: date,
    ends_on: date,
    by: User,
) -> SchoolClass:
    """Copy settings, groups, staff, accepted variants and assignments; make a new code.

    Assignments become drafts, with dates relative to the new term.
    """
    from . import assignments

    target = SchoolClass.objects.create(
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        copied_from=source,
        **{field: getattr(source, field) for field in COPIED_FIELDS},
    )
    _copy_parts(source, target)
    assignments.copy_all(source_class=source, target_class=target)
    classes.note(target, by, {"copied_from": source.name})
    return target


def _copy_parts(source: SchoolClass, target: SchoolClass) -> None:
    Group.objects.bulk_create(
        Group(school_class=target, name=group.name) for group in source.groups.all()
    )
    ClassStaff.objects.bulk_create(
        ClassStaff(school_class=target, membership_id=pk)
        for pk in source.staff.filter(membership__ended_at=None).values_list(
            "membership", flat=True
        )
    )
    AcceptedVariant.objects.bulk_create(
        AcceptedVariant(
            school_class=target,
            word=variant.word,
            stressed_syllable=variant.stressed_syllable,
            added_by_id=variant.added_by_id,
        )
        for variant in source.accepted_variants.all()
    )
