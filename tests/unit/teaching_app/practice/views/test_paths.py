"""The page that says what comes next, and listening without speaking."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from teaching_app.practice.models import Learner, Listening, PracticeCard
from teaching_app.practice.services import consents, own_phrases, path
from tests.factories.models import AnalysisFactory, LearnerFactory, PhraseFactory
from tests.reports import finding, report

pytestmark = pytest.mark.django_db

STRESS = finding(
    "stress_unclear", 0.9, details={"word": "record", "expected_text": "cord"}
)


def practise(learner: Learner, **values: object) -> AnalysisFactory:
    analysis = AnalysisFactory(
        recording__owner=learner,
        state="done",
        report=report(STRESS).to_json(),
        **values,
    )
    path.note_take(analysis=analysis)
    PracticeCard.objects.filter(analysis=analysis).update(due_at=analysis.created_at)
    return analysis


def test_what_comes_next_says_why(
    learner: Learner, learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "knows_voices", lambda: False)
    practise(learner, style="happy")
    PhraseFactory(text="Something new today.", focus="stress")
    page = learner_client.get(reverse("practise_next")).content.decode()
    assert "Last time: The stress in “record” was not clear." in page
    assert "?style=happy" in page
    assert "It trains what needed work most often lately: word stress." in page
    assert "1 of 3 today." in page


def test_a_first_phrase_says_that_it_makes_the_voice_known(
    learner: Learner, learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "knows_voices", lambda: True)
    PhraseFactory()
    page = learner_client.get(reverse("practise_next")).content.decode()
    assert "Read it plainly. We are still getting to know your voice: 0 of 5" in page
    consents.choose_expression(learner=learner, wanted=False)
    page = learner_client.get(reverse("practise_next")).content.decode()
    assert "Read it plainly" not in page


def test_the_list_begins_with_what_comes_next(
    learner: Learner, learner_client: Client
) -> None:
    practise(learner)
    page = learner_client.get("/").content.decode()
    assert "The stress in “record” was not clear" in page


def test_nobody_sees_what_another_learner_practises(learner_client: Client) -> None:
    theirs = practise(LearnerFactory(), recording__phrase=PhraseFactory(text="Hidden?"))
    shown = learner_client.get(reverse("practise_next"))
    assert shown.context["due"] == []
    assert "was not clear" not in shown.content.decode()
    own = own_phrases.write(learner=theirs.recording.owner, text="My own.", stress={})
    for name, method in (("listen", "get"), ("listened", "post")):
        url = reverse(name, args=[own.slug])
        assert getattr(learner_client, method)(url).status_code == 404
    assert not Listening.objects.exists()


def test_a_new_account_agrees_tests_the_microphone_and_says_a_phrase(
    client: Client,
) -> None:
    phrase = PhraseFactory(level="A2")
    password = "a-long-enough-one-8"
    account = {"username": "newcomer", "password1": password, "password2": password}
    response = client.post("/accounts/signup/", account)
    assert response.url == reverse("first_visit")
    first = client.get(response.url).url
    assert first.startswith("/consent/?next=")
    onward = client.get(first).context["next"]
    assert onward == f"/microphone/?next=%2Fphrases%2F{phrase.slug}%2F"
    consents.agree(learner=Learner.objects.get())
    test = client.get(response.url).url
    assert test == onward
    practice = reverse("practice", args=[phrase.slug])
    assert client.get(test).context["next"] == practice


def test_a_goal_is_chosen_and_nonsense_is_not(
    learner: Learner, learner_client: Client
) -> None:
    url = reverse("daily_goal")
    for steps, kept in (("5", 5), ("-1", 5), ("many", 5), ("0", 0)):
        assert learner_client.post(url, {"steps": steps}).url == "/practice/"
        learner.refresh_from_db()
        assert learner.daily_goal == kept
    page = learner_client.get("/practice/").content.decode()
    assert "0 steps today." in page


def test_there_is_no_word_of_streaks_or_failure(
    learner: Learner, learner_client: Client
) -> None:
    page = learner_client.get("/practice/").content.decode().lower()
    for word in ("streak", "missed", "lost", "failed", "behind"):
        assert word not in page


def test_listening_to_the_end_is_counted_and_said(
    learner: Learner, learner_client: Client
) -> None:
    phrase = PhraseFactory()
    url = reverse("listened", args=[phrase.slug])
    answer = learner_client.post(url, headers={"accept": "application/json"})
    assert answer.json() == {"message": "Listening counts. 1 of 3 today."}
    assert learner_client.post(url).url == reverse("listen", args=[phrase.slug])
    assert Listening.objects.get().learner == learner


def test_just_listening_leads_from_phrase_to_phrase(learner_client: Client) -> None:
    first, second = PhraseFactory(order=1), PhraseFactory(order=2)
    start = learner_client.get(reverse("listen_next"))
    assert start.url == reverse("listen", args=[first.slug])
    page = learner_client.get(start.url).content.decode()
    assert "take-recorder" not in page
    onward = learner_client.get(reverse("listen_next"), {"after": first.slug})
    assert onward.url == reverse("listen", args=[second.slug])
    Listening.objects.create(
        learner=Learner.objects.get(), phrase=first, day="2000-01-01"
    )
    for phrase in (first, second):
        learner_client.post(reverse("listened", args=[phrase.slug]))
    assert learner_client.get(reverse("listen_next")).url == "/practice/"


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    phrase = PhraseFactory()
    addresses = [
        ("get", reverse("practise_next")),
        ("get", reverse("first_visit")),
        ("post", reverse("daily_goal")),
        ("get", reverse("listen_next")),
        ("get", reverse("listen", args=[phrase.slug])),
        ("post", reverse("listened", args=[phrase.slug])),
    ]
    for method, url in addresses:
        response = getattr(client, method)(url)
        assert response.url.startswith("/accounts/login/"), url
