from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.insights.selectors.class_report import report_of
from teaching_app.insights.views import class_report
from teaching_app.schools.models import AuditEvent, SchoolClass
from tests.factories.insights import finding, handed_in, word
from tests.factories.models import PhraseFactory, UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def school_class() -> SchoolClass:
    """Ten learners, eight of whom stress words in ‑tion one syllable early."""
    school_class = SchoolClassFactory(taught_by=UserFactory())
    item = AssignmentItemFactory(assignment__school_class=school_class)
    for n in range(10):
        enrolment = EnrolmentFactory(
            school_class=school_class, name=f"Learner {n}", shares_examples=n < 5
        )
        heard = 1 if n < 8 else 2
        words = [
            word(text, heard, 2, parts=4, index=i)
            for i, text in enumerate(("information", "education"))
        ]
        handed_in(
            enrolment,
            item,
            words=words,
            syllables=[[0, "in", 0.0, False], [0, "for", 1.0, False]],
            findings=[finding("stress_elsewhere", 0, word="information")],
            n_stress_in_place=2,
            accuracy=7.0,
        )
    return school_class


@pytest.fixture
def teacher(school_class: SchoolClass) -> Client:
    client = Client()
    client.force_login(school_class.staff.get().membership.user, backend=BACKEND)
    return client


def page_of(client: Client, school_class: SchoolClass) -> str:
    address = reverse("insights_class", args=[school_class.public_id])
    return client.get(address).content.decode()


def test_the_page_begins_with_what_to_do_next(
    teacher: Client, school_class: SchoolClass
) -> None:
    page = page_of(teacher, school_class)
    answer = "8 of 10 put the stress of words in ‑tion and ‑sion one syllable early"
    assert answer in page
    assert page.index(answer) < page.index("Who has practised")
    assert "quite sure" in page


def test_an_empty_class_says_what_is_needed(teacher: Client) -> None:
    account = UserFactory()
    teacher.force_login(account, backend=BACKEND)
    school_class = SchoolClassFactory(taught_by=account)
    page = page_of(teacher, school_class)
    assert "Nobody is in the class yet" in page
    sheet = reverse("teach_join_sheet", args=[school_class.public_id])
    assert f'<a class="button" href="{sheet}">' in page
    EnrolmentFactory(school_class=school_class)
    page = page_of(teacher, school_class)
    assert "Nothing has been handed in yet" in page
    assignments = reverse("teach_assignments", args=[school_class.public_id])
    assert f'<a class="button" href="{assignments}">' in page


def test_the_page_takes_few_queries_however_many_takes_there_are(
    teacher: Client, school_class: SchoolClass, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        page_of(teacher, school_class)


def examples_in(page: str) -> list[str]:
    parts = page.split('<audio controls preload="none"')[1:]
    return [part.split('src="')[1].split('"')[0].split("#")[0] for part in parts]


def test_examples_are_heard_without_names(
    teacher: Client, school_class: SchoolClass
) -> None:
    addresses = examples_in(page_of(teacher, school_class))
    assert len(addresses) == 3
    response = teacher.get(addresses[0])
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'inline; filename="example.wav"'
    b"".join(response.streaming_content)
    heard = AuditEvent.objects.get(action="heard")
    assert heard.learner is not None


def test_an_example_ends_when_its_learner_no_longer_agrees(
    teacher: Client, school_class: SchoolClass
) -> None:
    addresses = examples_in(page_of(teacher, school_class))
    school_class.enrolments.update(shares_examples=False)
    assert [teacher.get(address).status_code for address in addresses] == [404] * 3


def test_an_example_of_one_class_is_not_heard_in_another(
    teacher: Client, school_class: SchoolClass
) -> None:
    address = examples_in(page_of(teacher, school_class))[0]
    account = school_class.staff.get().membership.user
    other = SchoolClassFactory(taught_by=account, institution=school_class.institution)
    moved = address.replace(str(school_class.public_id), str(other.public_id))
    assert teacher.get(moved).status_code == 404


def test_the_assignment_that_trains_it_is_a_draft_with_phrases_that_fit(
    teacher: Client, school_class: SchoolClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = PhraseFactory(text="Our station is under construction.")
    other = PhraseFactory(text="The cat sat.", focus="melody")
    made: dict[str, Any] = {}
    name = "teaching_app.schools.services.assignments"
    stand_in = SimpleNamespace(from_pattern=lambda **values: made.update(values))
    monkeypatch.setitem(sys.modules, name, stand_in)
    monkeypatch.setattr(
        "teaching_app.schools.services.assignments", stand_in, raising=False
    )
    (found,) = report_of(school_class).patterns
    account = school_class.staff.get().membership.user
    class_report.draft_from(found.pattern, school_class, account)
    assert made["title"] == "Stress in words in ‑tion and ‑sion"
    assert made["by"] == account
    assert fits in made["phrases"]
    assert other not in made["phrases"]
    assert "right before ‑tion" in made["instructions"]


def test_a_pattern_that_is_gone_makes_no_assignment(
    teacher: Client, school_class: SchoolClass
) -> None:
    address = reverse("insights_assign", args=[school_class.public_id])
    response = teacher.post(address, {"pattern": "flat_questions"}, follow=True)
    assert "The class has moved on" in response.content.decode()


def test_nothing_of_styles_is_on_the_page_of_what_was_required(
    teacher: Client, school_class: SchoolClass
) -> None:
    page = page_of(teacher, school_class).casefold()
    for hidden in ("style", "mood", "emotion", "engagement"):
        assert hidden not in page.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("name", ["insights_csv", "insights_xlsx", "insights_pdf"])
def test_downloads_are_logged(
    teacher: Client, school_class: SchoolClass, name: str
) -> None:
    response = teacher.get(reverse(name, args=[school_class.public_id]))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    noted = AuditEvent.objects.get()
    assert (noted.action, noted.what) == ("exported", "class report")
