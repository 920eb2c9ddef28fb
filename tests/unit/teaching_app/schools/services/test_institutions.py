"""Opening an institution, and what becomes of it when people go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from teaching_app.practice.models import Phrase
from teaching_app.practice.services import erasure
from teaching_app.schools.errors import NotOpenError
from teaching_app.schools.models import (
    AuditEvent,
    Comment,
    Institution,
    Membership,
    SharedPhrase,
)
from teaching_app.schools.models.institution import Role
from teaching_app.schools.services import audit, institutions, invitations
from tests.factories.models import LearnerFactory, PhraseFactory, UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def erase(user: User) -> None:
    erasure.erase_everything(learner=LearnerFactory(user=user))


def test_whoever_opens_a_school_is_its_administrator_at_once() -> None:
    teacher = UserFactory()
    institution = institutions.start(by=teacher, name="A school")
    membership = institution.memberships.get()
    assert (membership.user, membership.role) == (teacher, Role.ADMIN)
    assert institution.audit_events.get().actor == teacher


def test_a_lone_teachers_school_has_their_name() -> None:
    teacher = UserFactory(first_name="Ada", last_name="Byron")
    assert institutions.start(by=teacher, name="").name == "Ada Byron"


@pytest.mark.parametrize("teaching", ["invitation", "approval"])
def test_nobody_opens_a_school_where_the_setting_forbids_it(
    settings: Any, teaching: str
) -> None:
    settings.TEACHING = teaching
    with pytest.raises(NotOpenError):
        institutions.start(by=UserFactory(), name="A school")
    assert not Institution.objects.exists()


def test_a_change_is_saved_and_logged() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    institutions.change(
        institution=admin.institution,
        by=admin.user,
        name="Better",
        needs_second_factor=True,
    )
    admin.institution.refresh_from_db()
    assert (admin.institution.name, admin.institution.needs_second_factor) == (
        "Better",
        True,
    )
    assert admin.institution.audit_events.get().details["name"] == "Better"


def test_after_the_last_administrator_the_longest_serving_teacher_follows() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    first, second = (MembershipFactory(institution=admin.institution) for _ in range(2))
    MembershipFactory(institution=admin.institution, role=Role.ASSISTANT)
    erase(admin.user)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.role, second.role) == (Role.ADMIN, Role.TEACHER)
    event = admin.institution.audit_events.get()
    assert (event.actor_name, event.details["account"]) == ("", first.user.username)


def test_while_another_administrator_is_there_nobody_gets_another_role() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    MembershipFactory(institution=admin.institution, role=Role.ADMIN)
    teacher = MembershipFactory(institution=admin.institution)
    erase(admin.user)
    teacher.refresh_from_db()
    assert teacher.role == Role.TEACHER


@pytest.mark.parametrize("with_assistant", [False, True])
def test_without_any_teacher_the_classes_are_archived_and_no_link_works(
    with_assistant: bool,
) -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    school_class = SchoolClassFactory(
        institution=admin.institution, taught_by=admin.user
    )
    link = invitations.invite(
        institution=admin.institution, role=Role.TEACHER, by=admin.user
    )
    if with_assistant:
        MembershipFactory(institution=admin.institution, role=Role.ASSISTANT)
    erase(admin.user)
    school_class.refresh_from_db()
    link.refresh_from_db()
    assert school_class.archived_at is not None
    assert not school_class.is_open
    assert link.expires_at <= timezone.now()
    roles = Membership.objects.filter(ended_at=None).values_list("role", flat=True)
    assert list(roles) == ([Role.ASSISTANT] if with_assistant else [])


def test_submissions_and_comments_survive_their_teacher() -> None:
    teacher = UserFactory(first_name="Ada", last_name="Byron")
    school_class = SchoolClassFactory(taught_by=teacher)
    MembershipFactory(institution=school_class.institution, role=Role.ADMIN)
    submission = SubmissionFactory(item__assignment__school_class=school_class)
    Comment.objects.create(
        submission=submission,
        author=teacher,
        author_name="Ada Byron",
        is_from_learner=False,
        text="Well said.",
    )
    audit.note(
        actor=teacher,
        action=AuditEvent.Action.HEARD,
        what="take",
        institution=school_class.institution,
    )
    erase(teacher)
    comment, event = Comment.objects.get(), AuditEvent.objects.get(what="take")
    assert (comment.author, comment.author_name) == (None, "Ada Byron")
    assert (event.actor, event.actor_name) == (None, "Ada Byron")
    school_class.refresh_from_db()
    assert school_class.archived_at is None
    assert not school_class.staff.exists()


def shared(author: User, institution: Institution, *, is_shared: bool) -> Phrase:
    phrase = PhraseFactory(is_listed=False)
    SharedPhrase.objects.create(
        phrase=phrase, institution=institution, author=author, is_shared=is_shared
    )
    return phrase


def test_phrases_stay_with_the_school_except_unassigned_drafts() -> None:
    teacher = MembershipFactory(role=Role.ADMIN)
    institution = teacher.institution
    for_all = shared(teacher.user, institution, is_shared=True)
    given = shared(teacher.user, institution, is_shared=False)
    AssignmentItemFactory(phrase=given)
    shared(teacher.user, institution, is_shared=False)
    erase(teacher.user)
    left = SharedPhrase.objects.order_by("pk")
    assert [row.phrase for row in left] == [for_all, given]
    assert {row.author for row in left} == {None}


@pytest.mark.parametrize("at_once", [False, True])
def test_an_institution_is_deleted_with_all_but_its_log(at_once: bool) -> None:
    teacher = UserFactory()
    institution = institutions.open_for(admin=teacher, name="A school")
    SchoolClassFactory(institution=institution)
    (Institution.objects.all() if at_once else institution).delete()
    event = AuditEvent.objects.get()
    assert (event.institution, event.institution_name) == (None, "A school")
    assert not Membership.objects.exists()
    assert User.objects.filter(pk=teacher.pk).exists()


def test_an_invitation_that_expired_stays_as_it_was() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    link = invitations.invite(
        institution=admin.institution, role=Role.TEACHER, by=admin.user
    )
    link.expires_at = yesterday = timezone.now() - timedelta(days=1)
    link.save()
    erase(admin.user)
    link.refresh_from_db()
    assert link.expires_at == yesterday
