"""A learner joins a round by its code, says the phrase, and shows it or not."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Analysis, Learner
from teaching_app.schools import guesses
from teaching_app.schools.models import Enrolment, LiveRound, LiveTake
from teaching_app.schools.services import live
from tests.factories.models import LearnerFactory
from tests.factories.schools import (
    EnrolmentFactory,
    LiveRoundFactory,
    SharedPhraseFactory,
)
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def no_earlier_guesses() -> None:
    cache.clear()


@pytest.fixture
def enrolment(learner: Learner) -> Enrolment:
    return EnrolmentFactory(learner=learner)


@pytest.fixture
def live_round(enrolment: Enrolment) -> LiveRound:
    return LiveRoundFactory(school_class=enrolment.school_class)


def address(name: str, live_round: LiveRound) -> str:
    return reverse(name, args=[live_round.code])


def type_code(client: Client, code: str) -> Any:
    return client.post(reverse("live_join"), {"code": code})


def send(client: Client, live_round: LiveRound) -> Any:
    form = {"audio": upload(), "idempotency_key": str(uuid4()), "source": "recorder"}
    return client.post(address("live_send", live_round), form, **JSON)


def test_the_code_leads_to_the_phrase_however_it_is_typed(
    learner_client: Client, live_round: LiveRound
) -> None:
    typed = f" {live_round.code[:3]}-{live_round.code[3:]} ".lower()
    response = type_code(learner_client, typed)
    assert response.url == address("live_round", live_round)
    page = learner_client.get(response.url)
    assert page.context["submit_url"] == address("live_send", live_round)
    assert "nothing of you alone unless you tap for it" in page.content.decode()
    assert 'name="style"' not in page.content.decode()
    assert LiveTake.objects.get().analysis is None


def test_the_link_alone_joins_nobody(
    learner_client: Client, live_round: LiveRound
) -> None:
    page = learner_client.get(address("live_round", live_round)).content.decode()
    assert f'value="{live_round.code}"' in page
    assert "Join the round" in page
    assert not LiveTake.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "left", "removed"])
def test_a_code_lets_in_only_who_is_in_the_class(
    learner_client: Client, live_round: LiveRound, enrolment: Enrolment, state: str
) -> None:
    Enrolment.objects.update(state=state)
    response = type_code(learner_client, live_round.code)
    assert "No round of a class that you are in has this code." in (
        response.content.decode()
    )
    assert not LiveTake.objects.exists()
    assert Enrolment.objects.get().state == state


def test_a_code_signs_nobody_in(client: Client, live_round: LiveRound) -> None:
    response = type_code(client, live_round.code)
    assert response.url.startswith("/accounts/login/")


def test_wrong_codes_are_limited(learner_client: Client, live_round: LiveRound) -> None:
    for _ in range(guesses.WRONG_BY_ACCOUNT):
        assert type_code(learner_client, "AAAAAAA").status_code == 200
    assert type_code(learner_client, live_round.code).status_code == 429
    assert not LiveTake.objects.exists()


def test_a_teachers_own_phrase_can_be_said_in_a_round(
    learner_client: Client, enrolment: Enrolment
) -> None:
    shared = SharedPhraseFactory(institution=enrolment.school_class.institution)
    live_round = LiveRoundFactory(
        school_class=enrolment.school_class, phrase=shared.phrase
    )
    live.join(live_round=live_round, learner=enrolment.learner)
    page = learner_client.get(address("live_round", live_round)).content.decode()
    assert shared.phrase.text in page


def test_ones_own_take_is_shown_by_a_tap_and_taken_back(
    learner_client: Client, live_round: LiveRound
) -> None:
    answer = send(learner_client, live_round)
    assert answer.status_code == 201
    page = learner_client.get(answer.json()["feedback_url"]).content.decode()
    assert "Show mine" in page
    assert address("live_round", live_round) in page, "the way back to the round"
    for wanted in ("yes", "no"):
        sent = {"wanted": wanted}
        learner_client.post(address("live_show", live_round), sent)
        assert LiveTake.objects.get().is_shown is (wanted == "yes")


def test_nobody_shows_anothers_take(
    learner_client: Client, live_round: LiveRound
) -> None:
    send(learner_client, live_round)
    other = Client()
    classmate = EnrolmentFactory(
        school_class=live_round.school_class, learner=LearnerFactory()
    ).learner
    other.force_login(
        classmate.user, backend="django.contrib.auth.backends.ModelBackend"
    )
    sent = {"wanted": "yes"}
    assert other.post(address("live_show", live_round), sent).status_code == 404
    assert not LiveTake.objects.get().is_shown


def test_after_the_end_the_page_says_so_and_a_take_is_ones_own(
    learner_client: Client, live_round: LiveRound
) -> None:
    live.end(live_round=live_round)
    page = learner_client.get(address("live_round", live_round)).content.decode()
    assert "This round is over." in page
    answer = send(learner_client, live_round)
    assert answer.status_code == 201
    assert not LiveTake.objects.exists()


@pytest.mark.parametrize("state", ["left", "removed"])
def test_a_take_that_comes_after_leaving_is_ones_own(
    learner_client: Client, live_round: LiveRound, enrolment: Enrolment, state: str
) -> None:
    type_code(learner_client, live_round.code)
    Enrolment.objects.update(state=state)
    assert send(learner_client, live_round).status_code == 201
    assert LiveTake.objects.get().analysis is None
    assert Analysis.objects.get().recording.owner == enrolment.learner


def test_a_refused_take_says_why_on_the_page_of_the_round(
    learner_client: Client, live_round: LiveRound
) -> None:
    form = {"idempotency_key": str(uuid4()), "source": "upload"}
    response = learner_client.post(address("live_send", live_round), form)
    assert response.status_code == 400
    assert response.context["submit_url"] == address("live_send", live_round)
