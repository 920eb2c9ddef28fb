"""Analyses as their owner may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.selectors import analyses
from tests.factories.models import AnalysisFactory, PhraseFactory, RenditionFactory
from tests.reports import finding, report, unheard

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


def test_a_take_that_somebody_waits_for_is_before_what_nobody_waits_for() -> None:
    now = timezone.now()
    quiet = AnalysisFactory(is_background=True, queued_at=now - timedelta(seconds=9))
    take = AnalysisFactory(queued_at=now)
    RenditionFactory(queued_at=now - timedelta(seconds=9))
    assert [analyses.queue_position(a) for a in (take, quiet)] == [1, 2]


def test_two_takes_of_the_same_moment_have_two_places() -> None:
    now = timezone.now()
    takes = [AnalysisFactory(queued_at=now) for _ in range(2)]
    assert [analyses.queue_position(a) for a in takes] == [1, 2]


def test_without_expression_its_stage_is_not_among_the_stages(settings: Any) -> None:
    assert "expression" in analyses.stage_names()
    assert "expression" not in analyses.stage_names(with_expression=False)
    settings.EXPRESSION_ENABLED = False
    assert "expression" not in analyses.stage_names()


def advised(learner: Learner, phrase: Phrase, *codes: str) -> Analysis:
    return AnalysisFactory(
        recording__owner=learner,
        recording__phrase=phrase,
        state=Analysis.State.DONE,
        report=report(*map(finding, codes)).to_json(),
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
    judged = {"state": Analysis.State.DONE, "report": report().to_json()}
    first = AnalysisFactory(**own, **judged)
    AnalysisFactory(**own, **judged, style="happy")
    AnalysisFactory(recording__owner=learner, **judged)
    AnalysisFactory(recording__phrase=phrase, **judged)
    AnalysisFactory(**own, state=Analysis.State.DONE, report=unheard())
    AnalysisFactory(**own)
    second = AnalysisFactory(**own, **judged)
    this = AnalysisFactory(**own, **judged)
    AnalysisFactory(**own, **judged)
    assert analyses.earlier_takes(this) == [second, first]
