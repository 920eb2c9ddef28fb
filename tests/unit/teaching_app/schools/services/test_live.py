"""Rounds begin and end; takes count while one is on, and are shown by a tap alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from teaching_app.practice.services import erasure
from teaching_app.schools.models import LiveRound, LiveTake
from teaching_app.schools.models.live_round import LONGEST
from teaching_app.schools.services import live
from tests.factories.models import PhraseFactory, UserFactory
from tests.factories.schools import EnrolmentFactory, LiveRoundFactory
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db


def send(live_round: LiveRound, learner: Any, key: Any = None) -> Any:
    return live.submit(
        live_round=live_round,
        learner=learner,
        upload=upload(),
        idempotency_key=key or uuid4(),
    ).analysis


@pytest.fixture
def live_round() -> LiveRound:
    return LiveRoundFactory()


@pytest.fixture
def learner(live_round: LiveRound) -> Any:
    return EnrolmentFactory(school_class=live_round.school_class).learner


def test_a_class_has_one_round_at_a_time(live_round: LiveRound) -> None:
    begun = live.start(
        school_class=live_round.school_class, phrase=PhraseFactory(), by=UserFactory()
    )
    live_round.refresh_from_db()
    assert not live_round.is_open
    assert begun.is_open
    assert begun.code != live_round.code


def test_a_round_that_nobody_ended_expires_after_hours(live_round: LiveRound) -> None:
    live_round.started_at = timezone.now() - LONGEST + timedelta(minutes=1)
    assert live_round.is_open
    live_round.started_at = timezone.now() - LONGEST
    assert not live_round.is_open


def test_a_take_is_required_practice_without_expression(
    live_round: LiveRound, learner: Any
) -> None:
    analysis = send(live_round, learner)
    assert LiveTake.objects.get().analysis == analysis
    assert (analysis.with_expression, analysis.style) == (False, "")


def test_the_newest_take_counts_and_needs_a_new_tap_to_be_shown(
    live_round: LiveRound, learner: Any
) -> None:
    key = uuid4()
    send(live_round, learner, key)
    live.show(live_take=LiveTake.objects.get(), is_shown=True)
    send(live_round, learner, key)
    assert LiveTake.objects.get().is_shown, "the same take again changes nothing"
    newest = send(live_round, learner)
    take = LiveTake.objects.get()
    assert (take.analysis, take.is_shown) == (newest, False)


def test_a_take_after_the_end_is_kept_as_ones_own(
    live_round: LiveRound, learner: Any
) -> None:
    live.join(live_round=live_round, learner=learner)
    live.end(live_round=live_round)
    analysis = send(live_round, learner)
    assert analysis.recording.owner == learner
    assert LiveTake.objects.get().analysis is None


def test_a_learner_joins_once(live_round: LiveRound, learner: Any) -> None:
    first = live.join(live_round=live_round, learner=learner)
    assert live.join(live_round=live_round, learner=learner) == first


def test_deleting_the_take_removes_it_from_the_screen(
    live_round: LiveRound, learner: Any
) -> None:
    analysis = send(live_round, learner)
    erasure.erase_take(recording=analysis.recording)
    assert LiveTake.objects.get().analysis is None
