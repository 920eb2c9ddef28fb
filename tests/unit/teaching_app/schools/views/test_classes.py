"""Classes on their pages: made in a minute, settled, copied, put away, deleted."""

from __future__ import annotations

import sys
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice.models import ErasureReceipt
from teaching_app.schools import services
from teaching_app.schools.models import SchoolClass
from teaching_app.schools.models.institution import Role
from tests.factories.schools import (
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class(teacher: User) -> SchoolClass:
    return SchoolClassFactory(taught_by=teacher, age_group="teens")


def at(name: str, school_class: SchoolClass, *more: int) -> str:
    return reverse(name, args=[school_class.public_id, *more])


def as_sent(school_class: SchoolClass, **changes: Any) -> dict[str, Any]:
    names = ("name", "level", "age_group", "starts_on", "ends_on", "retention_days")
    return {name: getattr(school_class, name) for name in names} | changes


def test_a_name_and_an_age_group_are_enough_for_a_class(
    teacher: User, teacher_client: Client
) -> None:
    MembershipFactory(user=teacher)
    form = teacher_client.get("/teach/classes/new/").context["form"]
    days = {n: form[n].value().isoformat() for n in ("starts_on", "ends_on")}
    sent = {"name": "7b", "age_group": "teens", **days}
    response = teacher_client.post("/teach/classes/new/", sent)
    made = SchoolClass.objects.get()
    assert response.url == at("teach_class_settings", made)
    assert (made.name, made.age_group, made.level) == ("7b", "teens", "")
    assert made.starts_on == timezone.localdate()
    assert not made.allows_expression
    assert made.is_open


def test_no_age_group_is_preselected(teacher: User, teacher_client: Client) -> None:
    MembershipFactory(user=teacher)
    response = teacher_client.post("/teach/classes/new/", {"name": "7b"})
    assert response.status_code == 400
    assert response.context["form"].errors.keys() == {
        "age_group",
        "starts_on",
        "ends_on",
    }


def test_a_teacher_in_two_schools_chooses_one(
    teacher: User, teacher_client: Client
) -> None:
    one, other = (MembershipFactory(user=teacher) for _ in range(2))
    assisted = MembershipFactory(user=teacher, role=Role.ASSISTANT)
    sent = {
        "name": "7b",
        "age_group": "teens",
        "starts_on": "2026-09-01",
        "ends_on": "2026-12-20",
    }
    assert teacher_client.post("/teach/classes/new/", sent).status_code == 400
    for wrong in (assisted, MembershipFactory()):
        sent["institution"] = wrong.institution_id
        assert teacher_client.post("/teach/classes/new/", sent).status_code == 400
    sent["institution"] = other.institution_id
    teacher_client.post("/teach/classes/new/", sent)
    assert SchoolClass.objects.get().institution == other.institution
    assert one.institution != other.institution


def test_languages_are_a_list_and_dates_are_in_order(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    page = at("teach_class_settings", school_class)
    languages = " Chinese,Spanish, ,Chinese "
    teacher_client.post(page, as_sent(school_class, first_languages=languages))
    school_class.refresh_from_db()
    assert school_class.first_languages == ["Chinese", "Spanish"]
    assert 'value="Chinese, Spanish"' in teacher_client.get(page).content.decode()
    early = school_class.starts_on - timedelta(days=1)
    response = teacher_client.post(page, as_sent(school_class, ends_on=early))
    assert "The term ends before it starts." in response.content.decode()


def test_invalid_input_changes_neither_the_row_nor_the_page_heading(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    page = at("teach_class_settings", school_class)
    sent = as_sent(school_class, name="Renamed", retention_days=99_999)
    response = teacher_client.post(page, sent)
    assert response.status_code == 400
    assert response.context["school_class"].name == school_class.name


def test_expression_is_off_until_it_is_switched_on(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    page = at("teach_class_settings", school_class)
    assert "never compared with styles" in teacher_client.get(page).content.decode()
    teacher_client.post(page, as_sent(school_class, allows_expression="on"))
    school_class.refresh_from_db()
    assert school_class.allows_expression
    teacher_client.post(page, as_sent(school_class))
    school_class.refresh_from_db()
    assert not school_class.allows_expression


def test_where_expression_is_off_for_the_site_it_is_not_mentioned(
    settings: Any, teacher_client: Client, school_class: SchoolClass
) -> None:
    settings.EXPRESSION_ENABLED = False
    page = at("teach_class_settings", school_class)
    assert "style" not in teacher_client.get(page).content.decode().split("<main")[1]
    teacher_client.post(page, as_sent(school_class, allows_expression="on"))
    school_class.refresh_from_db()
    assert not school_class.allows_expression


def test_joining_is_closed_and_opened_and_its_code_renewed(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    page, change = (
        at(name, school_class)
        for name in ("teach_class_settings", "teach_class_joining")
    )
    code = school_class.join_code
    assert code in teacher_client.get(page).content.decode()
    closed = teacher_client.post(change, {"wanted": "close"}, follow=True)
    assert code not in closed.content.decode()
    teacher_client.post(change, {"wanted": "open"})
    renewed = teacher_client.post(change, {"wanted": "renew"}, follow=True)
    school_class.refresh_from_db()
    assert school_class.join_code != code
    assert school_class.join_code in renewed.content.decode()


def test_groups_and_colleagues_are_added_and_removed(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    colleague = MembershipFactory(institution=school_class.institution)
    elsewhere = MembershipFactory()
    teacher_client.post(at("teach_add_group", school_class), {"name": "Reds"})
    for one in (colleague, elsewhere):
        sent = {"membership": one.pk}
        teacher_client.post(at("teach_add_class_staff", school_class), sent)
    added = school_class.staff.get(membership=colleague)
    assert not school_class.staff.filter(membership=elsewhere).exists()
    group = school_class.groups.get()
    teacher_client.post(at("teach_remove_group", school_class, group.pk))
    teacher_client.post(at("teach_remove_class_staff", school_class, added.pk))
    assert not school_class.groups.exists()
    assert school_class.staff.count() == 1


def test_removing_oneself_redirects_to_the_classes(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    own = school_class.staff.get()
    path = at("teach_remove_class_staff", school_class, own.pk)
    assert teacher_client.post(path).url == "/teach/"


def test_a_copy_is_proposed_for_the_time_after_this_term(
    monkeypatch: pytest.MonkeyPatch,
    teacher_client: Client,
    school_class: SchoolClass,
) -> None:
    stand_in = SimpleNamespace(copy_all=lambda **_: [])
    name = f"{services.__name__}.assignments"
    monkeypatch.setitem(sys.modules, name, stand_in)
    monkeypatch.setattr(services, "assignments", stand_in, raising=False)
    page = at("teach_class_copy", school_class)
    form = teacher_client.get(page).context["form"]
    assert form["starts_on"].value() == school_class.ends_on + timedelta(days=1)
    length = school_class.ends_on - school_class.starts_on
    assert form["ends_on"].value() - form["starts_on"].value() == length
    sent = {"name": "8b", "starts_on": "2027-02-01", "ends_on": "2027-06-01"}
    teacher_client.post(page, sent)
    target = SchoolClass.objects.get(name="8b")
    assert target.copied_from == school_class
    school_class.refresh_from_db()
    assert school_class.name != "8b"


def test_a_class_is_archived_and_reopened(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    archive = at("teach_class_archive", school_class)
    response = teacher_client.post(archive, follow=True)
    assert "This class is in the archive" in response.content.decode()
    teacher_client.post(at("teach_class_joining", school_class), {"wanted": "open"})
    school_class.refresh_from_db()
    assert not school_class.is_open, "nobody joins a class in the archive"
    teacher_client.post(archive)
    school_class.refresh_from_db()
    assert school_class.archived_at is None


def test_a_class_is_deleted_only_by_a_ticked_box_and_leads_to_its_receipt(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    SubmissionFactory(item__assignment__school_class=school_class)
    page = at("teach_class_delete", school_class)
    asked = teacher_client.get(page).content.decode()
    assert "1 learner in the class" in asked
    assert "1 assignment" in asked
    assert "Tick the box first" in teacher_client.post(page).content.decode()
    assert SchoolClass.objects.exists()
    response = teacher_client.post(page, {"sure": "yes"}, follow=True)
    assert str(ErasureReceipt.objects.get().public_id) in response.content.decode()
    assert "a class, with all that its staff could see" in response.content.decode()
