"""A finished take reschedules its phrase."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from fsrs import Rating

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Learner, Listening, PracticeCard
from teaching_app.practice.services import analysis_run, erasure, path
from tests.factories import engines
from tests.factories.models import AnalysisFactory, LearnerFactory, PhraseFactory
from tests.reports import finding
from tests.reports import report as report_of

pytestmark = pytest.mark.django_db


def report(*findings: tuple[str, float]) -> engine.UtteranceReport:
    return report_of(*(finding(code, severity) for code, severity in findings))


def take(learner: Learner, *findings: tuple[str, float], **values: object) -> Analysis:
    return AnalysisFactory(
        recording__owner=learner,
        state="done",
        report=report(*findings).to_json(),
        **values,
    )


@pytest.mark.parametrize(("total", "rating"), [(9.0, Rating.Easy), (6.0, Rating.Good)])
def test_a_take_without_a_fault_is_easy_only_if_it_is_good_as_a_whole(
    total: float, rating: Rating
) -> None:
    score = engine.ScoreEstimate(total, total - 0.3, total + 0.3)
    rated = engine.DeliveryResult(score, score, score, score)
    praised = report_of(finding("well_done", 0.0), delivery=rated)
    assert path.grade(praised) == rating


def test_a_question_does_not_count_against_a_take() -> None:
    asked = replace(finding("stress_elsewhere", 0.8), certainty=engine.Certainty.ASKED)
    assert path.grade(report_of(finding("well_done", 0.0), asked)) == Rating.Easy


@pytest.mark.parametrize(
    ("findings", "rating"),
    [
        ([("well_done", 0.0)], Rating.Easy),
        ([("noisy_take", 0.9)], Rating.Easy),
        ([("too_fast", 0.2)], Rating.Good),
        ([("stress_unclear", 0.5), ("too_fast", 0.2)], Rating.Hard),
        ([("too_fast", 0.2), ("melody_too_flat", 0.8)], Rating.Again),
        ([("stress_elsewhere", 0.1)], Rating.Again),
        ([("words_missing", 0.1)], Rating.Again),
    ],
)
def test_a_take_is_graded_by_the_worst_that_was_found(
    findings: list, rating: Rating
) -> None:
    assert path.grade(report(*findings)) == rating


@pytest.mark.parametrize(
    "given",
    [
        None,
        report_of(assessable=False).to_json(),
        report_of().to_json() | {"format_version": 99},
    ],
)
def test_what_was_not_judged_moves_nothing(
    learner: Learner, given: dict | None
) -> None:
    analysis = AnalysisFactory(recording__owner=learner, state="done", report=given)
    assert path.note_take(analysis=analysis) is None
    assert not PracticeCard.objects.exists()


def test_what_went_wrong_comes_back_sooner_than_what_went_well(
    learner: Learner,
) -> None:
    bad = path.note_take(analysis=take(learner, ("stress_elsewhere", 0.9)))
    good = path.note_take(analysis=take(learner, ("too_fast", 0.1)))
    best = path.note_take(analysis=take(learner, ("well_done", 0.0)))
    now = timezone.now()
    assert bad.due_at - now < timedelta(hours=1)
    assert timedelta(hours=12) < good.due_at - now < best.due_at - now


def test_a_phrase_that_goes_well_again_waits_longer(learner: Learner) -> None:
    phrase = PhraseFactory()
    first = path.note_take(
        analysis=take(learner, ("too_fast", 0.1), recording__phrase=phrase)
    )
    waited = first.due_at - first.reviewed_at
    later = {**first.memory, "last_review": _earlier(first.memory["last_review"])}
    PracticeCard.objects.update(memory=later)
    again = path.note_take(
        analysis=take(learner, ("too_fast", 0.1), recording__phrase=phrase)
    )
    assert again.pk == first.pk
    assert again.due_at - again.reviewed_at > waited


def _earlier(moment: str) -> str:
    return (datetime.fromisoformat(moment) - timedelta(days=7)).isoformat()


def test_the_worker_schedules_what_it_has_judged(learner: Learner) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    analysis_run.run(analysis.pk, worker="w", analyze=engines.each_by(engines.analyze))
    card = PracticeCard.objects.get(learner=learner)
    assert card.analysis == analysis
    assert card.rating == PracticeCard.Rating.EASY


def test_a_deleted_take_leaves_no_trace_but_the_date(learner: Learner) -> None:
    card = path.note_take(analysis=take(learner, ("stress_elsewhere", 0.9)))
    erasure.erase_take(recording=card.analysis.recording)
    card.refresh_from_db()
    assert card.analysis is None


def test_listening_counts_once_a_day_for_each_phrase(learner: Learner) -> None:
    phrase = PhraseFactory()
    assert path.note_listening(learner=learner, phrase=phrase)
    assert not path.note_listening(learner=learner, phrase=phrase)
    assert path.note_listening(learner=LearnerFactory(), phrase=phrase)
    Listening.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert path.note_listening(learner=learner, phrase=phrase)
