"""A take compared with the learner's earlier ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Analysis, Learner, Phrase
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.reports import as_read, finding, synthetic_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def phrase(db: None) -> Phrase:
    return PhraseFactory(text="The photographer took a photograph.")


def corrected() -> dict[str, Any]:
    report = synthetic_report()
    report["words"][1].update(stress_state="as_expected", stressed_syllable=1)
    return replace(as_read(report), findings=(finding("well_done", 0.0),)).to_json()


def take(learner: Learner, phrase: Phrase, report: dict[str, Any]) -> Analysis:
    return AnalysisFactory(
        recording__owner=learner,
        recording__phrase=phrase,
        state=Analysis.State.DONE,
        report=report,
    )


def with_total(report: dict[str, Any], value: float) -> dict[str, Any]:
    total = {"value": value, "low": value - 0.5, "high": value + 0.5}
    return {**report, "delivery": {**report["delivery"], "total": total}}


def page(client: Client, analysis: Analysis) -> Any:
    return client.get(reverse("feedback", args=[analysis.public_id]))


def test_a_first_take_has_nothing_beside_it(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    response = page(learner_client, take(learner, phrase, synthetic_report()))
    assert response.context["earlier_takes"] == []
    assert "Beside your earlier takes" not in response.content.decode()


def test_a_corrected_stress_is_named_on_the_page(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    before = take(learner, phrase, synthetic_report())
    response = page(learner_client, take(learner, phrase, corrected()))
    text = response.content.decode()
    assert "Corrected: the stress of “photographer” is in place now." in text
    assert reverse("take_audio", args=[before.public_id]) in text
    (shown,) = response.context["earlier_takes"]
    assert shown.label == "Your last and best take"


def test_the_best_take_stands_beside_the_last(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    best = take(learner, phrase, with_total(corrected(), 9.0))
    take(learner, phrase, with_total(synthetic_report(), 6.0))
    now = take(learner, phrase, with_total(corrected(), 7.0))
    last, shown = page(learner_client, now).context["earlier_takes"]
    assert (last.label, shown.label) == ("Your last take", "Your best take so far")
    assert str(best.public_id) in shown.feedback_url
    assert [change.scores[-1].verdict for change in (last.change, shown.change)] == [
        "same",
        "weaker",
    ]


def test_takes_of_others_are_never_shown(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    take(AnalysisFactory().recording.owner, phrase, synthetic_report())
    response = page(learner_client, take(learner, phrase, corrected()))
    assert response.context["earlier_takes"] == []


def test_a_take_whose_sound_was_deleted_can_still_be_compared(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    before = take(learner, phrase, synthetic_report())
    before.recording.file.delete(save=True)
    response = page(learner_client, take(learner, phrase, corrected()))
    (shown,) = response.context["earlier_takes"]
    assert shown.audio_url == ""
