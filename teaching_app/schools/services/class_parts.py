"""Groups inside a class, and who of the institution's staff works in it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from teaching_app.schools.models import ClassStaff, Group, Membership, SchoolClass

from . import classes


@transaction.atomic
def add_group(*, school_class: SchoolClass, name: str, by: User) -> Group:
    """Create a group, or return the one of that name."""
    group, created = Group.objects.get_or_create(school_class=school_class, name=name)
    if created:
        classes.note(school_class, by, {"group_added": name})
    return group


@transaction.atomic
def remove_group(*, group: Group, by: User) -> None:
    """Delete a group: its learners stay in the class, its phrases in assignments."""
    classes.note(group.school_class, by, {"group_removed": group.name})
    group.delete()


@transaction.atomic
def add_staff(*, school_class: SchoolClass, membership: Membership, by: User) -> None:
    """Add a member of the institution's staff to the class, with their role there."""
    _, created = ClassStaff.objects.get_or_create(
        school_class=school_class, membership=membership
    )
    if created:
        who = membership.user.get_username()
        classes.note(school_class, by, {"staff_added": who})


@transaction.atomic
def remove_staff(*, staff: ClassStaff, by: User) -> None:
    """Remove somebody from the class; they stay on the institution's staff."""
    who = staff.membership.user.get_username()
    classes.note(staff.school_class, by, {"staff_removed": who})
    staff.delete()
