"""The pages on which teachers look after the learners of a class."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Consent
from teaching_app.schools.models import Enrolment, RosterImport, SchoolClass
from tests.factories.models import RecordingFactory
from tests.factories.schools import (
    EnrolmentFactory,
    FirstPasswordFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture
def school_class(teacher: User) -> SchoolClass:
    return SchoolClassFactory(taught_by=teacher, name="7b")


@pytest.fixture
def client(teacher_client: Client) -> Client:
    return teacher_client


def page_of(client: Client, view: str, /, *about: object) -> str:
    ids = [row.public_id for row in about]
    return client.get(reverse(view, args=ids)).content.decode()


def send(client: Client, view: str, /, *about: object, **form: object) -> str:
    ids = [row.public_id for row in about]
    return client.post(reverse(view, args=ids), form, follow=True).content.decode()


def test_the_join_sheet_has_link_code_qr_and_steps(
    client: Client, school_class: SchoolClass
) -> None:
    page = page_of(client, "teach_join_sheet", school_class)
    link = reverse("join_class", args=[school_class.join_token])
    assert f"http://testserver{link}" in page
    assert school_class.join_code in page
    (svg,) = re.findall(r"<svg[^>]*viewBox[^>]*segno.*?</svg>", page, re.DOTALL)
    assert "style=" not in svg
    assert page.split('class="join-sheet__steps"')[1].count("<li>") == 3


def test_the_list_shows_who_is_there_and_where_they_stand(
    client: Client, school_class: SchoolClass
) -> None:
    EnrolmentFactory(school_class=school_class, name="Leo", first_language="de")
    EnrolmentFactory(school_class=school_class, name="Mia", state=State.WAITING)
    page = page_of(client, "teach_roster", school_class)
    for words in ("Leo", "German", "in the class", "Mia", "has not agreed yet"):
        assert words in page


def test_a_name_in_a_list_is_text_whatever_is_in_it(
    client: Client, school_class: SchoolClass
) -> None:
    EnrolmentFactory(school_class=school_class, name="<script>alert(1)</script>")
    page = page_of(client, "teach_roster", school_class)
    assert "<script>alert" not in page


def test_ticked_learners_come_into_a_group(
    client: Client, school_class: SchoolClass
) -> None:
    leo, mia = EnrolmentFactory.create_batch(2, school_class=school_class)
    ticked = [leo.public_id]
    send(client, "teach_roster_groups", school_class, learners=ticked, group="Blue")
    assert [str(group) for group in leo.groups.all()] == ["Blue"]
    assert not mia.groups.exists()


def test_learners_of_another_class_cannot_be_ticked(
    client: Client, school_class: SchoolClass
) -> None:
    other = EnrolmentFactory()
    ticked = [other.public_id, "nonsense"]
    for learners in ([ticked[0]], [ticked[1]]):
        send(client, "teach_roster_groups", school_class, learners=learners, group="A")
        send(client, "teach_cards", school_class, learners=learners)
    assert not other.groups.exists()


def test_ticking_nothing_gives_a_clear_message(
    client: Client, school_class: SchoolClass
) -> None:
    page = send(client, "teach_roster_groups", school_class, group="Blue")
    assert "Tick the learners first." in page


def test_an_entry_is_changed(client: Client, school_class: SchoolClass) -> None:
    leo = EnrolmentFactory(school_class=school_class)
    group = school_class.groups.create(name="Blue")
    form = {"name": "Leo B", "student_number": "7", "groups": [group.pk]}
    send(client, "teach_enrolment", school_class, leo, **form)
    leo.refresh_from_db()
    assert (leo.name, leo.student_number) == ("Leo B", "7")
    assert list(leo.groups.all()) == [group]


def test_an_entry_without_a_name_is_not_kept(
    client: Client, school_class: SchoolClass
) -> None:
    leo = EnrolmentFactory(school_class=school_class, name="Leo")
    page = send(client, "teach_enrolment", school_class, leo, name="")
    assert 'aria-invalid="true"' in page
    leo.refresh_from_db()
    assert leo.name == "Leo"


def test_a_group_of_another_class_is_refused(
    client: Client, school_class: SchoolClass
) -> None:
    leo = EnrolmentFactory(school_class=school_class)
    foreign = SchoolClassFactory().groups.create(name="Blue")
    send(client, "teach_enrolment", school_class, leo, name="Leo", groups=[foreign.pk])
    assert not leo.groups.exists()


def test_removal_promises_that_practice_stays_and_keeps_it(
    client: Client, school_class: SchoolClass
) -> None:
    leo = EnrolmentFactory(school_class=school_class, name="Leo")
    take = RecordingFactory(owner=leo.learner)
    page = page_of(client, "teach_remove_learner", school_class, leo)
    assert "all practice stay the learner’s own" in page
    send(client, "teach_remove_learner", school_class, leo)
    leo.refresh_from_db()
    take.refresh_from_db()
    assert leo.state == State.REMOVED
    send(client, "teach_invite_learner", school_class, leo)
    leo.refresh_from_db()
    assert leo.state == State.WAITING


def test_the_teacher_passes_the_guardians_link_on(
    client: Client, school_class: SchoolClass
) -> None:
    leo = EnrolmentFactory(school_class=school_class, state=State.WAITING)
    page = send(client, "teach_guardian_link", school_class, leo)
    token = leo.guardian_requests.get().token
    assert reverse("guardian", args=[token]) in page


def test_a_guardian_is_asked_only_for_those_who_wait(
    client: Client, school_class: SchoolClass
) -> None:
    leo = EnrolmentFactory(school_class=school_class)
    send(client, "teach_guardian_link", school_class, leo)
    assert not leo.guardian_requests.exists()


def test_a_list_is_looked_at_then_taken_in_and_the_cards_are_shown_once(
    client: Client, school_class: SchoolClass
) -> None:
    file = SimpleUploadedFile("7b.csv", b"name,email\nLeo,\n=1+1,nonsense\n")
    page = send(client, "teach_roster_import", school_class, file=file)
    assert "1 learner can be taken in" in page
    assert "This is no e-mail address." in page
    assert not Enrolment.objects.exists()

    proposed = RosterImport.objects.get()
    address = reverse(
        "teach_roster_preview", args=[school_class.public_id, proposed.public_id]
    )
    cards = client.post(address)
    assert "no-store" in cards["Cache-Control"]
    username, password = re.findall(r"<code>(.*?)</code>", cards.content.decode())
    leo = Client()
    signed_in = leo.post(
        reverse("account_login"), {"login": username, "password": password}
    )
    assert signed_in.status_code == 302
    assert leo.get("/").url == reverse("choose_password")

    again = client.post(address, follow=True).content.decode()
    assert password not in again
    assert "taken in already" in client.get(address).content.decode()
    assert Enrolment.objects.count() == 1


def test_a_list_of_another_class_is_not_there(
    client: Client, school_class: SchoolClass, teacher: User
) -> None:
    send(client, "teach_roster_import", school_class, names="Leo")
    other = SchoolClassFactory(institution=school_class.institution, taught_by=teacher)
    ids = [other.public_id, RosterImport.objects.get().public_id]
    address = reverse("teach_roster_preview", args=ids)
    assert client.post(address).status_code == 404


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose a file, or write the names."),
        ({"names": "email\na@example.org"}, "no column with names"),
        (
            {"file": SimpleUploadedFile("x.csv", b"x" * (1024 * 1024 + 2))},
            "too large",
        ),
    ],
)
def test_the_problems_of_a_list_are_explained_in_words(
    form: dict, words: str, client: Client, school_class: SchoolClass
) -> None:
    assert words in send(client, "teach_roster_import", school_class, **form)
    assert not RosterImport.objects.exists()


def test_new_cards_are_made_for_the_schools_own_accounts_alone(
    client: Client, school_class: SchoolClass
) -> None:
    leo, mia = EnrolmentFactory.create_batch(2, school_class=school_class)
    FirstPasswordFactory(user=leo.learner.user, institution=school_class.institution)
    mias = mia.learner.user.password
    ticked = [leo.public_id, mia.public_id]
    page = send(client, "teach_cards", school_class, learners=ticked)
    assert page.count('class="login-card"') == 1
    mia.learner.user.refresh_from_db()
    assert mia.learner.user.password == mias


def test_a_large_class_can_be_ticked_as_a_whole(
    client: Client, school_class: SchoolClass
) -> None:
    rows = EnrolmentFactory.create_batch(60, school_class=school_class)
    ticked = [row.public_id for row in rows]
    send(client, "teach_roster_groups", school_class, learners=ticked, group="All")
    assert school_class.groups.get().enrolments.count() == 60


def test_a_take_from_a_card_needs_the_learners_or_a_guardians_word(
    client: Client, school_class: SchoolClass
) -> None:
    send(client, "teach_roster_import", school_class, names="Leo")
    proposed = RosterImport.objects.get()
    send(client, "teach_roster_preview", school_class, proposed)
    assert not Consent.objects.exists()
    assert Enrolment.objects.get().state == State.WAITING
