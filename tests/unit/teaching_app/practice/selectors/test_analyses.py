"""Analyses as their owner may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.selectors import analyses
from tests.factories.models import AnalysisFactory, PhraseFactory

pytestmark = pytest.mark.django_db


def test_a_learner_sees_own_takes_newest_first(learner: Learner) -> None:
    older = AnalysisFactory(recording__owner=learner)
    newer = AnalysisFactory(recording__owner=learner)
    AnalysisFactory()
    assert list(analyses.of_learner(learner)) == [newer, older]


def test_the_place_in_the_queue_counts_who_came_before() -> None:
    now = timezone.now()
    first, second, third = (
        AnalysisFactory(queued_at=now + timedelta(seconds=n)) for n in range(3)
    )
    running = AnalysisFactory(running=True, queued_at=now - timedelta(seconds=9))
    places = [analyses.queue_position(a) for a in (first, second, third, running)]
    assert places == [1, 2, 3, None]


def test_where_expression_is_off_old_reports_show_no_trace_of_it(
    settings: Any,
) -> None:
    report = {
        "expression": {"target": "happy"},
        "findings": [{"code": "style_not_clear"}, {"code": "too_fast"}],
        "reference": {"style": "happy", "n_speakers": 24},
        "timings_ms": {"stress": 1.0, "expression": 2.0},
    }
    analysis = AnalysisFactory(report=report)
    assert analyses.visible_report(analysis) == report
    settings.EXPRESSION_ENABLED = False
    assert analyses.visible_report(analysis) == {
        "findings": [{"code": "too_fast"}],
        "reference": {"n_speakers": 24},
        "timings_ms": {"stress": 1.0},
    }
    assert "expression" not in analyses.stage_names()


def test_a_learner_who_did_not_ask_for_expression_is_shown_none() -> None:
    report = {"expression": {"target": "happy"}, "assessable": True}
    analysis = AnalysisFactory(report=report, with_expression=False)
    assert analyses.visible_report(analysis) == {"assessable": True, "findings": []}
    assert "expression" not in analyses.stage_names(with_expression=False)


def advised(learner: Learner, phrase: Phrase, *codes: str) -> Analysis:
    return AnalysisFactory(
        recording__owner=learner,
        recording__phrase=phrase,
        state=Analysis.State.DONE,
        report={"findings": [{"code": code} for code in codes]},
    )


def test_earlier_advice_is_that_of_the_last_takes_of_the_phrase(
    learner: Learner,
) -> None:
    phrase = PhraseFactory()
    for code in ("too_slow", "too_fast", "melody_too_flat"):
        advised(learner, phrase, code, "well_done")
    advised(learner, phrase)
    advised(learner, PhraseFactory(), "words_missing")
    now = advised(learner, phrase, "too_fast")
    advised(learner, phrase, "stress_unclear")
    assert analyses.earlier_advice(now) == ["melody_too_flat", "too_fast"]


def test_earlier_takes_say_the_same_in_the_same_style_and_could_be_judged(
    learner: Learner,
) -> None:
    phrase = PhraseFactory()
    own = {"recording__owner": learner, "recording__phrase": phrase}
    judged = {"state": Analysis.State.DONE, "report": {"assessable": True}}
    first = AnalysisFactory(**own, **judged)
    AnalysisFactory(**own, **judged, style="happy")
    AnalysisFactory(recording__owner=learner, **judged)
    AnalysisFactory(recording__phrase=phrase, **judged)
    AnalysisFactory(**own, state=Analysis.State.DONE, report={"assessable": False})
    AnalysisFactory(**own)
    second = AnalysisFactory(**own, **judged)
    this = AnalysisFactory(**own, **judged)
    AnalysisFactory(**own, **judged)
    assert analyses.earlier_takes(this) == [second, first]
