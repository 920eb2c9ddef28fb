"""What a listening game asks next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.practice.models import Learner, ListeningCard, ListeningSound
from teaching_app.practice.selectors import listening, path
from tests.factories.models import ListeningQuestionFactory, ListeningSoundFactory

pytestmark = pytest.mark.django_db


def card(
    learner: Learner, sound: ListeningSound, *, due_in: timedelta
) -> ListeningCard:
    now = timezone.now()
    return ListeningCard.objects.create(
        learner=learner,
        question=sound.question,
        memory={},
        rating=3,
        last_speaker=sound.speaker,
        reviewed_at=now,
        due_at=now + due_in,
    )


def test_what_is_due_comes_first_then_what_is_new_then_the_rest(
    learner: Learner,
) -> None:
    due, later, new = ListeningSoundFactory.create_batch(3, made=True)
    card(learner, later, due_in=timedelta(days=2))
    card(learner, due, due_in=-timedelta(days=2))
    asked: list[int] = []
    for expected in (due, new, later):
        sound = listening.next_sound(learner, "stress", asked=asked)
        assert sound == expected
        asked.append(sound.question_id)
    assert listening.next_sound(learner, "stress", asked=asked) is None


def test_another_speaker_asks_the_next_time(learner: Learner) -> None:
    heard = ListeningSoundFactory(made=True)
    other = ListeningSoundFactory(
        made=True, question=heard.question, speaker="am_fenrir"
    )
    card(learner, heard, due_in=-timedelta(days=1))
    assert listening.next_sound(learner, "stress", asked=[]) == other


def test_only_games_with_sounds_are_offered(learner: Learner) -> None:
    ready = ListeningSoundFactory(made=True)
    ListeningSoundFactory(question=ListeningQuestionFactory(game="friendly"))
    ListeningSoundFactory(
        made=True, question=ListeningQuestionFactory(game="melody", is_active=False)
    )
    card(learner, ready, due_in=-timedelta(days=1))
    (game,) = listening.games(learner)
    assert (game.code, game.n_due) == ("stress", 1)


def test_with_expression_off_nobody_is_asked_how_a_delivery_sounds(
    learner: Learner, settings: Any
) -> None:
    ListeningSoundFactory(made=True, question=ListeningQuestionFactory(game="friendly"))
    assert [game.code for game in listening.games(learner)] == ["friendly"]
    settings.EXPRESSION_ENABLED = False
    assert listening.games(learner) == []


def test_five_answers_are_a_step_of_the_daily_goal(learner: Learner) -> None:
    for number in range(1, 6):
        sound = ListeningSoundFactory(made=True)
        card(learner, sound, due_in=timedelta(days=1))
        assert path.today(learner).listened == number // 5
