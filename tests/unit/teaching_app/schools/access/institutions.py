"""Who reaches institutions, their staff and log, and the settings of classes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from teaching_app.schools.models import Group, Invitation
from teaching_app.schools.models.institution import Role
from tests.factories.schools import MembershipFactory
from tests.unit.teaching_app.schools.access.lines import (
    ADMIN,
    ALL_STAFF,
    SIGNED_IN,
    TEACHERS,
    Line,
    World,
)

CLASS_POSTS = (
    "teach_class_joining",
    "teach_add_group",
    "teach_add_class_staff",
    "teach_class_archive",
    "teach_class_copy",
)
A_DAY = {"starts_on": "2026-09-01", "ends_on": "2026-12-20"}

LINES = [
    Line("GET teach_start", "", SIGNED_IN),
    Line("POST teach_start", "", SIGNED_IN, {"name": "A school"}),
    Line("GET teach_invitation", "invitation", SIGNED_IN),
    Line("POST teach_invitation", "invitation", SIGNED_IN),
    Line("GET teach_home", "", ALL_STAFF),
    Line("GET teach_institution", "institution", ADMIN),
    Line("POST teach_institution", "institution", ADMIN, {"name": "Renamed"}),
    Line("POST teach_invite", "institution", ADMIN, {"role": "teacher"}),
    Line("POST teach_withdraw_invitation", "open_invitation", ADMIN),
    Line("POST teach_change_role", "member", ADMIN, {"role": "assistant"}),
    Line("POST teach_end_membership", "member", ADMIN),
    Line("POST teach_leave", "institution", ALL_STAFF),
    Line("GET teach_audit_log", "institution", ADMIN),
    Line("GET teach_audit_export", "institution", ADMIN),
    # Assistants make no classes: without one who could, the page is not there.
    Line("GET teach_class_new", "", (*ALL_STAFF[:1], ADMIN[0], *ALL_STAFF[2:])),
    Line(
        "POST teach_class_new",
        "",
        (*ALL_STAFF[:1], ADMIN[0], *ALL_STAFF[2:]),
        {"name": "7b", "age_group": "teens", **A_DAY},
    ),
    Line("GET teach_class_settings", "class", TEACHERS),
    Line("POST teach_class_settings", "class", TEACHERS, {"name": "7c"}),
    *(Line(f"POST {name}", "class", TEACHERS) for name in CLASS_POSTS),
    Line("GET teach_class_copy", "class", TEACHERS),
    Line("POST teach_remove_group", "group", TEACHERS),
    Line("POST teach_remove_class_staff", "class_staff", TEACHERS),
    Line("GET teach_class_delete", "class", TEACHERS),
    Line("POST teach_class_delete", "class", TEACHERS, {"sure": "yes"}),
]


def rows(world: World) -> dict[str, list[Any]]:
    """A member, an invitation, a group, and somebody who teaches the class."""
    school_class = world.school_class
    institution = school_class.institution
    member = MembershipFactory(institution=institution, role=Role.TEACHER)
    invitation = Invitation.objects.create(
        institution=institution,
        role=Role.TEACHER,
        expires_at=timezone.now() + timedelta(days=1),
    )
    group = Group.objects.create(school_class=school_class, name="Reds")
    staff = school_class.staff.get(membership__user=world.accounts["assistant"])
    return {
        "class": [school_class.public_id],
        "institution": [institution.public_id],
        "invitation": [invitation.token],
        "open_invitation": [institution.public_id, invitation.pk],
        "member": [institution.public_id, member.pk],
        "group": [school_class.public_id, group.pk],
        "class_staff": [school_class.public_id, staff.pk],
    }
