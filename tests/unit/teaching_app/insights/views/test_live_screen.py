"""The big screen shows the class together, and one learner only by their own tap."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.insights.services import take_facts
from teaching_app.practice.models import Analysis
from teaching_app.schools.models import LiveRound, LiveTake
from teaching_app.schools.services import live
from tests.factories.models import AnalysisFactory, LearnerFactory, UserFactory
from tests.factories.schools import LiveRoundFactory
from tests.reports import native_report, unheard

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
NEEDED = 3
PHONES = 40


@pytest.fixture
def live_round() -> LiveRound:
    return LiveRoundFactory(school_class__taught_by=UserFactory())


@pytest.fixture
def screen(live_round: LiveRound) -> Client:
    client = Client()
    teacher = live_round.school_class.staff.get().membership.user
    client.force_login(teacher, backend=BACKEND)
    return client


def said(live_round: LiveRound, *, report: Any = None, **values: Any) -> LiveTake:
    """A learner of whom a take has come in and been judged."""
    learner = LearnerFactory()
    analysis = AnalysisFactory(
        recording__owner=learner,
        recording__phrase=live_round.phrase,
        state=Analysis.State.DONE,
        report=report or native_report(),
        with_expression=False,
    )
    take_facts.keep(analysis=analysis)
    return LiveTake.objects.create(
        live_round=live_round, learner=learner, analysis=analysis, **values
    )


def look(client: Client, live_round: LiveRound) -> Any:
    name = reverse("teach_live_screen", args=[live_round.public_id])
    return client.get(name)


def poll(client: Client, live_round: LiveRound, seen: str = "") -> Any:
    name = reverse("teach_live_now", args=[live_round.public_id])
    return client.get(name, {"seen": seen})


def test_how_many_have_joined_and_sent(screen: Client, live_round: LiveRound) -> None:
    live.join(live_round=live_round, learner=LearnerFactory())
    said(live_round)
    state = look(screen, live_round).context["state"]
    assert (state.n_joined, state.n_sent) == (2, 1)


def test_below_three_takes_nothing_is_shown(
    screen: Client, live_round: LiveRound
) -> None:
    for _ in range(NEEDED - 1):
        said(live_round)
    said(live_round, report=unheard())  # could not be judged: it does not count
    answer = poll(screen, live_round)
    assert answer.context["map"] is None
    assert answer.context["drawing"] is None
    assert "1 more take is needed." in answer.content.decode()


def test_from_three_takes_on_the_class_is_shown_together(
    screen: Client, live_round: LiveRound
) -> None:
    takes = [said(live_round) for _ in range(NEEDED)]
    answer = poll(screen, live_round)
    assert answer.context["map"].n_learners == NEEDED
    drawing = answer.context["drawing"]
    assert drawing.class_half
    assert drawing.natives
    assert drawing.shown == ()
    body = answer.content.decode()
    for take in takes:
        assert take.learner.user.username not in body
        assert str(take.analysis.public_id) not in body


def test_a_tap_shows_one_line_and_another_hides_it(
    screen: Client, live_round: LiveRound
) -> None:
    take = said(live_round, is_shown=True)
    drawing = poll(screen, live_round).context["drawing"]
    assert drawing.shown
    assert drawing.class_half == (), "two and fewer are no class"
    live.show(live_take=take, is_shown=False)
    assert poll(screen, live_round).context["drawing"] is None


def test_the_response_is_empty_if_nothing_is_new(
    screen: Client, live_round: LiveRound
) -> None:
    seen = look(screen, live_round).context["state"].version
    assert poll(screen, live_round, seen).status_code == 204
    said(live_round)
    answer = poll(screen, live_round, seen)
    assert answer.status_code == 200
    assert answer.context["state"].version != seen
    live.end(live_round=live_round)
    ended = poll(screen, live_round, answer.context["state"].version)
    assert ended.status_code == 200
    assert "hx-get" not in ended.content.decode(), "it asks no longer"


def test_forty_phones_cost_as_many_queries_as_three(
    screen: Client, live_round: LiveRound, django_assert_max_num_queries: Any
) -> None:
    for _ in range(PHONES):
        said(live_round)
    with django_assert_max_num_queries(20):
        answer = poll(screen, live_round)
    assert answer.context["map"].n_learners == PHONES
    seen = answer.context["state"].version
    with django_assert_max_num_queries(8):
        assert poll(screen, live_round, seen).status_code == 204
