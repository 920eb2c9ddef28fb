"""What comes next, and today's progress."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice.models import Learner, Phrase, PracticeCard, Recording
from teaching_app.practice.selectors import path
from teaching_app.practice.services import path as service
from tests.factories.models import (
    AnalysisFactory,
    PhraseFactory,
    RecordingFactory,
    VoiceTraceFactory,
)
from tests.reports import finding, report

pytestmark = pytest.mark.django_db


def said(learner: Learner, code: str, severity: float, **phrase: object) -> Phrase:
    """Practise a new phrase with one finding."""
    analysis = AnalysisFactory(
        recording__owner=learner,
        recording__phrase=PhraseFactory(**phrase),
        state="done",
        report=report(finding(code, severity)).to_json(),
    )
    service.note_take(analysis=analysis)
    return analysis.recording.phrase


def make_due(phrase: Phrase, *, hours_ago: int = 1) -> None:
    due_at = timezone.now() - timedelta(hours=hours_ago)
    PracticeCard.objects.filter(phrase=phrase).update(due_at=due_at)


def test_what_is_due_comes_in_the_order_in_which_it_waits(learner: Learner) -> None:
    late, later, not_yet = (said(learner, "well_done", 0.0) for _ in range(3))
    make_due(late, hours_ago=9)
    make_due(later, hours_ago=2)
    assert [step.phrase for step in path.due(learner, limit=5)] == [late, later]
    assert not_yet not in [step.phrase for step in path.new(learner, limit=5)]


def test_a_step_knows_what_was_found_last_time(learner: Learner) -> None:
    make_due(said(learner, "stress_elsewhere", 0.9))
    (step,) = path.due(learner, limit=1)
    assert step.finding.code == "stress_elsewhere"
    step.card.analysis = None
    assert step.finding is None


def test_a_phrase_that_is_not_offered_any_more_is_not_proposed(
    learner: Learner,
) -> None:
    phrase = said(learner, "stress_elsewhere", 0.9)
    make_due(phrase)
    Phrase.objects.filter(pk=phrase.pk).update(is_active=False)
    assert path.due(learner, limit=5) == []


def test_new_phrases_fit_the_level_and_what_is_weak_first(learner: Learner) -> None:
    for _ in range(2):
        said(learner, "melody_too_flat", 0.5, level="B1", focus="stress")
    said(learner, "stress_unclear", 0.5, level="B1")
    hard = PhraseFactory(level="C1", focus="melody")
    fitting = PhraseFactory(level="B1", focus="stress")
    wanted = PhraseFactory(level="B1", focus="melody", order=9)
    steps = path.new(learner, limit=3)
    assert [step.phrase for step in steps] == [wanted, fitting, hard]
    assert [step.skill for step in steps] == ["melody", "", "melody"]


@pytest.mark.parametrize("code", ["nucleus_on_other_word", "focus_on_other_word"])
def test_who_leans_on_other_words_is_given_phrases_for_the_word_that_matters(
    learner: Learner, code: str
) -> None:
    said(learner, code, 0.5, level="B1", focus="stress")
    assert path.weak_skill(learner) == "focus"


def test_a_learner_begins_with_the_easiest_level(learner: Learner) -> None:
    PhraseFactory(level="C1")
    easy = PhraseFactory(level="A2", order=9)
    assert path.new(learner, limit=1)[0].phrase == easy
    assert path.weak_skill(learner) == ""


def test_five_that_went_well_lead_to_the_next_level(learner: Learner) -> None:
    for _ in range(4):
        said(learner, "well_done", 0.0, level="B1")
    assert path.level_of(learner) == "B1"
    said(learner, "well_done", 0.0, level="B1")
    assert path.level_of(learner) == "B2"
    said(learner, "stress_elsewhere", 0.9, level="B1")
    assert path.level_of(learner) == "B1"


def test_today_counts_takes_and_listening_of_today_alone(learner: Learner) -> None:
    RecordingFactory(owner=learner)
    RecordingFactory()
    old = RecordingFactory(owner=learner)
    yesterday = timezone.now() - timedelta(days=1)
    Recording.objects.filter(pk=old.pk).update(created_at=yesterday)
    service.note_listening(learner=learner, phrase=PhraseFactory())
    today = path.today(learner)
    assert (today.takes, today.listened, today.goal) == (1, 1, 3)
    assert today.marks == [True, True, False]
    service.note_listening(learner=learner, phrase=PhraseFactory())
    assert path.today(learner).marks == [True, True, True]


def test_without_a_goal_there_are_no_marks(learner: Learner) -> None:
    service.set_daily_goal(learner=learner, steps=0)
    learner.refresh_from_db()
    today = path.today(learner)
    assert today.marks == []


def test_listening_goes_on_to_what_today_has_not_heard(learner: Learner) -> None:
    first, second = PhraseFactory(order=1), PhraseFactory(order=2)
    assert path.to_hear(learner) == first
    assert path.to_hear(learner, after=first.slug) == second
    service.note_listening(learner=learner, phrase=first)
    assert path.to_hear(learner) == second
    service.note_listening(learner=learner, phrase=second)
    assert path.to_hear(learner) is None


def test_the_first_phrases_are_for_plain_reading_until_the_voice_is_known(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "knows_voices", lambda: True)
    styled = PhraseFactory(level="A2", focus=Phrase.Focus.STYLE)
    VoiceTraceFactory.create_batch(4, recording__owner=learner)
    steps = path.new(learner, limit=10)
    assert steps
    assert styled not in [step.phrase for step in steps]
    assert all(step.voice.takes == 4 for step in steps)
    VoiceTraceFactory(recording__owner=learner)
    steps = path.new(learner, limit=10)
    assert steps[0].phrase == styled
    assert not any(step.voice for step in steps)
