"""What every page asks: whether this account teaches, and what leaves soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from teaching_app.practice.models import Learner, Recording
from teaching_app.schools.models import AuditEvent
from teaching_app.schools.models.institution import Role
from teaching_app.schools.templatetags.teaching import (
    details,
    runs_class,
    teaches,
    thing,
)
from tests.factories.models import UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def test_whether_somebody_teaches_is_asked_once_for_a_page(
    django_assert_num_queries: Any,
) -> None:
    teacher = MembershipFactory().user
    with django_assert_num_queries(1):
        assert teaches(teacher)
        assert teaches(teacher)
    assert not teaches(UserFactory())


def test_a_page_without_an_account_has_no_teacher(
    django_assert_num_queries: Any,
) -> None:
    page = Template("{% load teaching %}{% teaches user as yes %}{{ yes }}")
    with django_assert_num_queries(0):
        assert page.render(Context()) == "False"
        assert page.render(Context({"user": AnonymousUser()})) == "False"


def test_an_assistant_has_no_tab_for_settings() -> None:
    helper = MembershipFactory(role=Role.ASSISTANT)
    school_class = SchoolClassFactory(institution=helper.institution)
    school_class.staff.create(membership=helper)
    teacher = MembershipFactory(institution=helper.institution)
    school_class.staff.create(membership=teacher)
    assert runs_class(teacher.user, school_class)
    assert not runs_class(helper.user, school_class)
    tabs = Template('{% include "components/class_tabs.html" %}')
    shown = {
        user: tabs.render(Context({"user": user, "school_class": school_class}))
        for user in (teacher.user, helper.user)
    }
    assert "settings/" in shown[teacher.user]
    assert "settings/" not in shown[helper.user]


def test_learners_see_on_their_page_what_is_deleted_soon(
    learner: Learner, learner_client: Client
) -> None:
    school_class = SchoolClassFactory(retention_days=30, name="7b")
    enrolment = EnrolmentFactory(school_class=school_class, learner=learner)
    submission = SubmissionFactory(
        item__assignment__school_class=school_class, enrolment=enrolment
    )
    assert (
        "Deleted by itself soon" not in learner_client.get("/my-data/").content.decode()
    )
    then = timezone.now() - timedelta(days=25)
    recording = submission.analysis.recording
    Recording.objects.filter(pk=recording.pk).update(created_at=then)
    page = learner_client.get("/my-data/").content.decode()
    assert "Deleted by itself soon" in page
    assert recording.phrase.text in page
    assert "7b" in page


def test_a_log_entry_is_in_words_where_there_are_some() -> None:
    known = AuditEvent(
        what="take",
        details={
            "n_takes": 2,
            "settings": ["a", "b"],
            "email": "",
            "made": True,
            "archived": False,
            "else": {"deep": 1},
            "account": "teacher",
            "role": "admin",
        },
    )
    assert thing(known) == "take"
    assert thing(AuditEvent(what="unheard of")) == "unheard of"
    assert (
        details(known)
        == "number of takes: 2; settings: a, b; made; not archived; else: {'deep': 1}; account: teacher; "
        "role: administrator"
    )


def test_a_teacher_reads_what_stays_before_deleting_their_account(
    learner: Learner, learner_client: Client
) -> None:
    said = "What you have taught stays with your school"
    assert said not in learner_client.get("/my-data/delete/").content.decode()
    MembershipFactory(user=learner.user)
    assert said in learner_client.get("/my-data/delete/").content.decode()
