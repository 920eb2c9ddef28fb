"""Learners see what is asked for, practise inside it, and never lose a take."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner
from teaching_app.schools.models import Assignment, Enrolment, Group, Submission
from tests.factories.models import AnalysisFactory, UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SharedPhraseFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def enrolment(learner: Learner) -> Enrolment:
    return EnrolmentFactory(learner=learner)


@pytest.fixture
def item(enrolment: Enrolment) -> Any:
    return AssignmentItemFactory(
        assignment__school_class=enrolment.school_class,
        assignment__title="Questions that rise",
    )


def address(name: str, item: Any) -> str:
    return reverse(name, args=[item.assignment.public_id, item.phrase.slug])


def form(**changes: Any) -> dict[str, Any]:
    return {
        "audio": upload(),
        "idempotency_key": str(uuid4()),
        "source": "recorder",
        **changes,
    }


def rules(item: Any, **values: Any) -> None:
    Assignment.objects.filter(pk=item.assignment_id).update(**values)


def test_practising_inside_an_assignment_hands_in(
    learner_client: Client, item: Any
) -> None:
    page = learner_client.get(address("practise_assignment", item))
    body = page.content.decode()
    assert page.context["submit_url"] == address("hand_in", item)
    assert f'action="{address("hand_in", item)}"' in body
    assert "This take is handed in to “Questions that rise”." in body
    assert 'name="style"' not in body
    response = learner_client.post(address("hand_in", item), form(), **JSON)
    assert response.status_code == 201
    submission = Submission.objects.get()
    assert submission.analysis.with_expression is False
    assert submission.analysis.style == ""
    assert submission.analysis.recording.source == "recorder"
    assert response.json()["feedback_url"] == f"/takes/{submission.analysis.public_id}/"


def test_an_assignment_says_nothing_of_styles_where_free_practice_does(
    learner_client: Client, item: Any
) -> None:
    tip = "The style is yours to choose."
    type(item.phrase).objects.update(focus="style", tip=tip)
    asked = learner_client.get(address("practise_assignment", item))
    free = learner_client.get(reverse("practice", args=[item.phrase.slug]))
    assert (asked.context["focus"], asked.context["tip"]) == ("melody", "")
    assert tip not in asked.content.decode()
    assert (free.context["focus"], free.context["tip"]) == ("style", tip)
    assert tip in free.content.decode()


def test_a_style_that_somebody_sends_is_refused(
    learner_client: Client, item: Any
) -> None:
    sent = form(style="happy")
    response = learner_client.post(address("hand_in", item), sent, **JSON)
    assert response.json()["code"] == "unknown_style"
    assert not Analysis.objects.exists()


def test_the_same_take_sent_twice_is_one_attempt(
    learner_client: Client, item: Any
) -> None:
    key = str(uuid4())
    answers = [
        learner_client.post(address("hand_in", item), form(idempotency_key=key), **JSON)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    assert Submission.objects.count() == 1


def test_the_page_warns_before_recording_that_no_more_takes_are_accepted(
    learner_client: Client, item: Any
) -> None:
    rules(item, max_attempts=1)
    learner_client.post(address("hand_in", item), form())
    body = learner_client.get(address("practise_assignment", item)).content.decode()
    assert "You have used all attempts at this phrase." in body
    assert '<div class="stack" data-unsent hidden>' in body, "for what was not sent"
    assert reverse("practice", args=[item.phrase.slug]) in body


def test_nothing_is_offered_to_hand_in_once_late_takes_are_refused(
    learner_client: Client, item: Any
) -> None:
    page = reverse("my_assignment", args=[item.assignment.public_id])
    practise = address("practise_assignment", item)
    rules(item, due_at=timezone.now() - timedelta(minutes=1), max_attempts=3)
    assert practise in learner_client.get(page).content.decode()
    rules(item, late_rule="refuse")
    body = learner_client.get(page).content.decode()
    assert practise not in body
    assert "The due date has passed, and nothing more is taken." in body
    assert "attempts left" not in body
    assert reverse("practice", args=[item.phrase.slug]) in body, "for oneself"


def test_a_take_that_came_too_late_is_kept_and_its_page_says_so(
    learner_client: Client, item: Any
) -> None:
    due_at = timezone.now() - timedelta(minutes=1)
    rules(item, due_at=due_at, late_rule="refuse")
    response = learner_client.post(address("hand_in", item), form(), **JSON)
    assert response.status_code == 201
    page = learner_client.get(response.json()["feedback_url"]).content.decode()
    assert "This take came after the due date, so it was not handed in." in page
    assert "kept in your own practice" in page
    assert not Submission.objects.exists()


def test_a_take_recorded_before_it_was_taken_back_is_kept_too(
    learner_client: Client, item: Any
) -> None:
    rules(item, published_at=None)
    assert learner_client.get(address("practise_assignment", item)).status_code == 404
    response = learner_client.post(address("hand_in", item), form(), **JSON)
    assert response.json()["feedback_url"].endswith("?kept=withdrawn")


def test_a_take_of_an_assignment_that_was_deleted_is_kept_as_ones_own(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    shared = SharedPhraseFactory(institution=enrolment.school_class.institution)
    own = AssignmentItemFactory(assignment=item.assignment, phrase=shared.phrase)
    wanted = [address("hand_in", item), address("hand_in", own)]
    item.assignment.delete()
    for url in wanted:
        response = learner_client.post(url, form(), **JSON)
        assert response.status_code == 201
        kept = response.json()["feedback_url"]
        assert kept.endswith("?kept=withdrawn")
        assert "was not handed in" in learner_client.get(kept).content.decode()
    assert not any(Analysis.objects.values_list("with_expression", flat=True))


def test_no_take_is_kept_of_a_phrase_that_was_never_the_learners_to_say(
    learner_client: Client, enrolment: Enrolment
) -> None:
    other = SharedPhraseFactory()
    url = reverse("hand_in", args=[uuid4(), other.phrase.slug])
    assert learner_client.post(url, form(), **JSON).status_code == 404
    assert not Analysis.objects.exists()


def test_a_take_that_had_no_connection_in_time_is_marked_and_not_late(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    rules(item, published_at=now - 3 * hour, due_at=now - hour, late_rule="refuse")
    sent = form(age_s="7200")
    kept = learner_client.post(address("hand_in", item), sent, **JSON).json()
    assert (
        "recorded in time" in learner_client.get(kept["feedback_url"]).content.decode()
    )
    for age_s in ("", "nan", "soon", "-5", "60"):
        late = learner_client.post(address("hand_in", item), form(age_s=age_s), **JSON)
        assert late.json()["feedback_url"].endswith("?kept=too_late"), age_s


def test_what_is_for_another_group_is_not_there(
    learner_client: Client, item: Any
) -> None:
    group = Group.objects.create(school_class=item.assignment.school_class, name="Blue")
    item.groups.add(group)
    assert learner_client.get(address("practise_assignment", item)).status_code == 404


def test_the_feedback_page_says_which_attempt_it_is_and_what_counts(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    rules(item, max_attempts=3, counting="chosen")
    first, second = (
        SubmissionFactory(item=item, enrolment=enrolment, attempt=n) for n in (1, 2)
    )
    url = reverse("feedback", args=[first.analysis.public_id])
    page = learner_client.get(url).content.decode()
    assert "Handed in to “Questions that rise”" in page
    assert "attempt 1 of 3" in page
    assert "Another take counts." in page
    assert address("practise_assignment", item) in page
    chosen = learner_client.post(reverse("choose_take", args=[first.public_id]))
    assert chosen.status_code == 302
    second.refresh_from_db()
    assert "This is the take that counts." in learner_client.get(url).content.decode()


def test_a_take_of_ones_own_says_nothing_of_assignments(
    learner_client: Client, learner: Learner
) -> None:
    take = AnalysisFactory(recording__owner=learner)
    url = reverse("feedback", args=[take.public_id])
    page = learner_client.get(url, {"kept": "nonsense"}).content.decode()
    assert "handed in" not in page.lower()
    assert reverse("practice", args=[take.recording.phrase.slug]) in page


def test_one_does_not_choose_where_another_rule_holds(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    take = SubmissionFactory(item=item, enrolment=enrolment)
    response = learner_client.post(reverse("choose_take", args=[take.public_id]))
    assert response.status_code == 404


def link_back(client: Client, take: Submission) -> str:
    page = client.get(reverse("feedback", args=[take.analysis.public_id]))
    return page.content.decode().split('class="back-link" href="')[1].split('"')[0]


def test_the_way_back_from_a_take_leads_nowhere_that_is_closed(
    learner_client: Client, enrolment: Enrolment
) -> None:
    shared = SharedPhraseFactory(institution=enrolment.school_class.institution)
    item = AssignmentItemFactory(
        assignment__school_class=enrolment.school_class, phrase=shared.phrase
    )
    take = SubmissionFactory(item=item, enrolment=enrolment)
    assert link_back(learner_client, take) == address("practise_assignment", item)
    Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.LEFT)
    after = link_back(learner_client, take)
    assert after == reverse("phrase_history", args=[shared.phrase.slug])
    assert learner_client.get(after).status_code == 200


def test_what_came_back_is_news_until_the_assignment_is_opened(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    take = SubmissionFactory(item=item, enrolment=enrolment)
    Submission.objects.filter(pk=take.pk).update(
        set_aside_at=timezone.now(), set_aside_reason="That was the dog."
    )
    listed = learner_client.get(reverse("phrase_list")).content.decode()
    assert "came back" in listed
    url = reverse("my_assignment", args=[item.assignment.public_id])
    page = learner_client.get(url).content.decode()
    assert "That was the dog." in page
    assert "came back" in page
    assert (
        "came back" not in learner_client.get(reverse("phrase_list")).content.decode()
    )


def test_the_assignment_named_first_is_not_listed_once_more(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    AssignmentItemFactory(assignment=item.assignment)  # so that it is still open
    take = SubmissionFactory(item=item, enrolment=enrolment)
    Submission.objects.filter(pk=take.pk).update(set_aside_at=timezone.now())
    page = learner_client.get(reverse("phrase_list")).content.decode()
    assert page.count(">came back</span>") == 1


def test_the_first_page_says_what_is_due_first(
    learner_client: Client, item: Any
) -> None:
    rules(item, due_at=timezone.now() + timedelta(days=1))
    page = learner_client.get(reverse("phrase_list")).content.decode()
    assert "Due first" in page
    assert "0 of 1 handed in" in page
    assert "due soon or came back" in page
    assert address("practise_assignment", item) in page


def test_whoever_is_in_no_class_sees_nothing_of_assignments(
    learner_client: Client,
) -> None:
    page = learner_client.get(reverse("phrase_list")).content.decode()
    assert "Assignments" not in page
    assert "Due first" not in page


def test_a_recording_handed_in_by_a_teacher_is_marked_so(
    learner_client: Client, item: Any, enrolment: Enrolment
) -> None:
    take = SubmissionFactory(item=item, enrolment=enrolment, handed_in_by=UserFactory())
    for url in (
        reverse("my_assignment", args=[item.assignment.public_id]),
        reverse("feedback", args=[take.analysis.public_id]),
    ):
        assert "by your teacher" in learner_client.get(url).content.decode()
