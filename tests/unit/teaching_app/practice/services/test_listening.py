"""Questions of the listening games, and what an answer changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching_app.practice.models import (
    Learner,
    ListeningCard,
    ListeningQuestion,
    ListeningSound,
)
from teaching_app.practice.selectors.reading_voices import BY_CODE
from teaching_app.practice.services import listening
from tests.factories.models import ListeningQuestionFactory, ListeningSoundFactory

pytestmark = pytest.mark.django_db


def test_the_shipped_questions_are_installed_once_and_their_sounds_wait() -> None:
    gone = ListeningQuestionFactory(slug="no-longer-shipped")
    n_new = listening.install()
    assert n_new > 60
    assert listening.install() == 0
    gone.refresh_from_db()
    assert not gone.is_active
    sounds = ListeningSound.objects.all()
    assert {sound.state for sound in sounds} == {"queued"}
    assert {sound.speaker for sound in sounds} <= BY_CODE.keys()


def test_each_shipped_question_has_its_answer_among_its_options() -> None:
    listening.install()
    questions = ListeningQuestion.objects.filter(is_active=True)
    assert {q.game for q in questions} == {"stress", "focus", "melody"}
    for question in questions:
        assert 2 <= len(question.options) <= 4
        assert question.answer < len(question.options)
        assert len({*question.options}) == len(question.options)
        assert question.sounds.exists()


def test_a_right_answer_comes_back_later_and_a_wrong_one_soon(learner: Learner) -> None:
    sound = ListeningSoundFactory(made=True)
    assert not listening.note_answer(learner=learner, sound=sound, choice=0)
    card = ListeningCard.objects.get()
    assert card.rating == 1
    assert card.due_at < timezone.now() + timedelta(hours=1)
    assert card.last_speaker == "bf_emma"
    for _ in range(3):
        assert listening.note_answer(learner=learner, sound=sound, choice=1)
    card.refresh_from_db()
    assert card.rating == 3
    assert card.due_at > timezone.now() + timedelta(hours=12)
