"""One take under review, by one teacher and by two at once."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice.models import Learner
from teaching_app.schools.models import (
    AuditEvent,
    Comment,
    CommentPhrase,
    Judgement,
    Submission,
)
from teaching_app.schools.selectors import judged
from tests.factories.models import AnalysisFactory, UserFactory
from tests.factories.schools import SubmissionFactory
from tests.factories.sound import upload
from tests.reports import native_report

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HTMX = {"HX-Request": "true"}


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def ann(db: None) -> User:
    return UserFactory(first_name="Ann")


@pytest.fixture
def take(ann: User) -> Submission:
    """Handed in to a class that Ann teaches; Bo administers the institution."""
    return SubmissionFactory(item__assignment__school_class__taught_by=ann)


@pytest.fixture
def bo(take: Submission) -> User:
    user = UserFactory(first_name="Bo")
    institution = take.item.assignment.school_class.institution
    institution.memberships.create(user=user, role="admin")
    return user


@pytest.fixture
def client(ann: User) -> Client:
    return browser_of(ann)


@pytest.fixture
def learner_client(take: Submission) -> Client:
    return browser_of(take.enrolment.learner.user)


def page_of(client: Client, take: Submission) -> str:
    response = client.get(reverse("teach_take", args=[take.public_id]))
    assert response.status_code == 200
    return response.content.decode()


def judge(
    client: Client, take: Submission, answer: str = "agree", **changes: object
) -> HttpResponse:
    sent = {
        "point": "stress:2",
        "answer": answer,
        "idempotency_key": uuid4(),
        "seen": str(judged.newest(take)),
        **changes,
    }
    return client.post(
        reverse("teach_judge", args=[take.public_id]), sent, headers=HTMX
    )


def comment(client: Client, take: Submission, **values: object) -> HttpResponse:
    sent = {"text": "Well said.", "idempotency_key": uuid4(), **values}
    return client.post(reverse("teach_comment", args=[take.public_id]), sent)


def learner_page(client: Client, take: Submission) -> str:
    url = reverse("feedback", args=[take.analysis.public_id])
    return client.get(url).content.decode()


def test_the_page_shows_the_report_as_practice_draws_it_without_expression(
    client: Client, take: Submission
) -> None:
    page = page_of(client, take)
    assert 'id="words-compared"' in page
    assert 'data-point="stress:2"' in page
    assert 'data-point="band:prosody"' in page
    assert "sounds like" not in page.lower()


def test_the_report_does_not_speak_to_the_teacher_as_to_the_learner(
    client: Client, take: Submission
) -> None:
    page = page_of(client, take)
    start, end = page.index('<div class="result">'), page.index('class="review-on"')
    assert not re.findall(r".{30}\byour?\b.{30}", page[start:end], re.IGNORECASE)


def test_the_tab_of_review_is_current_on_the_page_of_a_take(
    client: Client, take: Submission
) -> None:
    tabs = re.findall(r'<a href="([^"]+)" aria-current="true">', page_of(client, take))
    school_class = take.item.assignment.school_class
    assert tabs == [reverse("teach_review", args=[school_class.public_id])]


def test_opening_a_take_is_noted_and_so_is_hearing_it_once(
    client: Client, take: Submission, learner_client: Client
) -> None:
    page_of(client, take)
    audio = reverse("take_audio", args=[take.analysis.public_id])
    for asked in ({}, {"Range": "bytes=0-"}):
        client.get(audio, headers=asked)
    learner_client.get(audio)
    learner_page(learner_client, take)
    events = AuditEvent.objects.order_by("pk").values_list("action", "what", "learner")
    learner = take.enrolment.learner.pk
    assert list(events) == [("saw", "take", learner), ("heard", "take", learner)]


def test_the_sound_is_not_fetched_before_it_is_played(
    client: Client, take: Submission
) -> None:
    audio = reverse("take_audio", args=[take.analysis.public_id])
    assert f'src="{audio}" preload="none"' in page_of(client, take)


def test_staff_who_open_the_learners_own_page_are_logged_and_see_no_earlier_take(
    client: Client, take: Submission, learner_client: Client
) -> None:
    recording = take.analysis.recording
    later = AnalysisFactory(
        recording__owner=recording.owner,
        recording__phrase=recording.phrase,
        state="done",
        report=native_report(),
        with_expression=False,
    )
    Submission.objects.filter(pk=take.pk).update(analysis=later)
    take.refresh_from_db()
    earlier = "Your last and best take"
    assert earlier in learner_page(learner_client, take)
    assert earlier not in learner_page(client, take)
    assert AuditEvent.objects.get().action == "saw"


def test_the_judgement_is_shown_beside_the_engines_result(
    client: Client, take: Submission
) -> None:
    answer = judge(client, take, "syllable:1").content.decode()
    assert "no syllable stood out; expected on" in answer
    assert "<strong>heard on “ing”</strong>" in answer
    assert "Ann" in answer


def test_without_scripts_the_form_leads_back_to_the_page(
    client: Client, take: Submission
) -> None:
    sent = {"point": "stress:2", "answer": "agree", "idempotency_key": uuid4()}
    response = client.post(reverse("teach_judge", args=[take.public_id]), sent)
    assert response.url == reverse("teach_take", args=[take.public_id]) + "#judging"
    assert Judgement.objects.get().verdict == "agreed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "syllable:7"},
        {"point": "stress:99"},
        {"idempotency_key": "no"},
        {"point": ""},
    ],
)
def test_an_unknown_answer_is_refused(
    client: Client, take: Submission, wrong: dict[str, str]
) -> None:
    assert judge(client, take, **wrong).status_code == 400
    assert not Judgement.objects.exists()


def test_two_concurrent_reviewers_lose_nothing_and_see_each_others_judgements(
    client: Client, bo: User, take: Submission
) -> None:
    drawn = str(judged.newest(take))
    judge(client, take, "syllable:1", seen=drawn)
    answer = judge(browser_of(bo), take, seen=drawn).content.decode()
    assert [(j.author_name, j.verdict) for j in Judgement.objects.order_by("pk")] == [
        ("Ann", "overruled"),
        ("Bo", "agreed"),
    ]
    assert "Meanwhile somebody else has judged 1 point" in answer
    assert answer.index("Bo:") < answer.index("Ann:")  # the newest holds


def test_an_open_page_is_notified_of_what_a_colleague_wrote(
    client: Client, bo: User, take: Submission
) -> None:
    url = reverse("teach_since", args=[take.public_id])
    drawn = {"seen": str(judged.newest(take))}
    assert client.get(url, drawn).status_code == 204
    judge(client, take)
    comment(client, take)
    assert client.get(url, drawn).status_code == 204  # one's own is no news
    told = browser_of(bo).get(url, drawn).content.decode()
    assert "judged 1 point" in told
    assert "There is 1 new comment" in told
    assert browser_of(bo).get(url, {"seen": "x.y"}).status_code == 200


def test_a_double_click_adds_one_row(client: Client, take: Submission) -> None:
    key = uuid4()
    for _ in range(2):
        judge(client, take, idempotency_key=key)
        comment(client, take, idempotency_key=key)
    assert Judgement.objects.count() == Comment.objects.count() == 1


def test_after_the_last_point_the_next_take_follows(
    client: Client, take: Submission
) -> None:
    following = SubmissionFactory(item=take.item, analysis__report=native_report())
    done = reverse("teach_done", args=[take.public_id])
    assert client.post(done).url == reverse("teach_take", args=[following.public_id])
    done = reverse("teach_done", args=[following.public_id])
    school_class = take.item.assignment.school_class
    assert client.post(done).url == reverse(
        "teach_review", args=[school_class.public_id]
    )


def test_a_deleted_take_keeps_its_page_without_sound_and_result(
    client: Client, take: Submission
) -> None:
    take.analysis.recording.delete()
    page = page_of(client, take)
    assert "Deleted by its learner" in page
    assert "data-point=" not in page


def test_many_judgements_and_comments_cost_no_more_queries(
    client: Client, take: Submission
) -> None:
    def n_queries() -> int:
        page_of(client, take)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, take)
        return len(queries)

    judge(client, take)
    comment(client, take)
    few = n_queries()
    for _ in range(8):
        judge(client, take)
        comment(client, take)
    assert n_queries() == few <= 30


def test_a_comment_may_be_one_of_ones_own_sentences(
    client: Client, take: Submission, ann: User
) -> None:
    phrase = CommentPhrase.objects.create(owner=ann, text="Mind the stress.")
    comment(client, take, phrase=phrase.pk, text="Here too.", word_index=2)
    written = Comment.objects.get()
    assert written.text == "Mind the stress. Here too."
    assert written.word_index == 2


def test_another_teachers_sentence_cannot_be_used(
    client: Client, take: Submission, bo: User
) -> None:
    theirs = CommentPhrase.objects.create(owner=bo, text="Theirs.")
    assert comment(client, take, phrase=theirs.pk).status_code == 400
    assert not Comment.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": " "}, {"word_index": 99}])
def test_an_empty_comment_or_one_without_a_valid_place_is_refused(
    client: Client, take: Submission, wrong: dict[str, object]
) -> None:
    assert comment(client, take, **wrong).status_code == 400
    assert not Comment.objects.exists()


def test_a_reusable_sentence_is_saved_and_can_be_changed(
    client: Client, take: Submission, ann: User
) -> None:
    comment(client, take, keep="on")
    kept = ann.comment_phrases.get()
    assert kept.text == "Well said."
    url = reverse("teach_comment_phrase", args=[kept.pk])
    client.post(url, {"text": "Very well said."})
    assert ann.comment_phrases.get().text == "Very well said."
    client.post(url, {"remove": "yes", "text": ""})
    assert not ann.comment_phrases.exists()


def test_a_spoken_comment_is_sent_by_the_recorder_and_heard_by_the_learner(
    client: Client, learner_client: Client, take: Submission
) -> None:
    response = client.post(
        reverse("teach_voice_comment", args=[take.public_id]),
        {"audio": upload(), "idempotency_key": uuid4()},
        headers={"accept": "application/json"},
    )
    assert response.status_code == 201
    assert response.json()["feedback_url"].endswith("#comments")
    spoken = Comment.objects.get()
    url = reverse("comment_audio", args=[spoken.public_id])
    assert url in learner_page(learner_client, take)
    heard = learner_client.get(url)
    assert heard["Content-Type"] == "audio/wav"
    assert heard["Cache-Control"] == "private, no-store"


def test_a_file_without_audio_is_refused_with_the_recorders_message(
    client: Client, take: Submission
) -> None:
    response = client.post(
        reverse("teach_voice_comment", args=[take.public_id]),
        {"audio": upload(b"<html>"), "idempotency_key": uuid4()},
        headers={"accept": "application/json"},
    )
    assert (response.status_code, response.json()["code"]) == (400, "not_audio")


def test_the_learner_reads_judgements_and_comments_and_replies_with_a_question(
    client: Client, learner_client: Client, take: Submission
) -> None:
    before = learner_page(learner_client, take)
    assert "Ask your teacher" in before
    judge(client, take, "syllable:1")
    comment(client, take, text="Listen to “talking”.", word_index=2)
    page = learner_page(learner_client, take)
    assert "on “ing”" in page
    assert "Listen to “talking”." in page
    assert page.index('id="from-teacher"') < page.index('id="result"')
    answered = learner_client.post(
        reverse("answer_teacher", args=[take.public_id]),
        {"text": "Why?", "is_question": "on", "idempotency_key": uuid4()},
    )
    assert answered.url.endswith("#from-teacher")
    question = Comment.objects.get(is_from_learner=True)
    assert question.is_question
    school_class = take.item.assignment.school_class
    queue = client.get(reverse("teach_review", args=[school_class.public_id]))
    assert "a question" in queue.content.decode()


def test_changes_after_the_due_date_are_shown_to_both(
    client: Client, learner_client: Client, take: Submission
) -> None:
    judge(client, take)
    assignment = take.item.assignment
    assignment.due_at = timezone.now() - timedelta(days=1)
    assignment.save()
    answer = judge(client, take, "syllable:1").content.decode()
    changed = "changed after the due date"
    assert changed in answer
    assert changed in learner_page(learner_client, take)


def test_a_take_of_ones_own_practice_has_no_panel(learner: Learner) -> None:
    practised = AnalysisFactory(recording__owner=learner)
    url = reverse("feedback", args=[practised.public_id])
    assert "from-teacher" not in browser_of(learner.user).get(url).content.decode()


def test_another_learner_cannot_answer(take: Submission, learner: Learner) -> None:
    response = browser_of(learner.user).post(
        reverse("answer_teacher", args=[take.public_id]),
        {"text": "Hello", "idempotency_key": uuid4()},
    )
    assert response.status_code == 404
