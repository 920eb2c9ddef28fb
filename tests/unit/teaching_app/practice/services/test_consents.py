"""Giving consent, being asked again, and withdrawing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import consents as found
from teaching_app.practice.services import consents
from tests.factories.models import AnalysisFactory, LearnerFactory
from tests.reports import as_read, finding, native_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer() -> Learner:
    return LearnerFactory(agreed=False)


def test_nobody_has_agreed_before_they_were_asked(newcomer: Learner) -> None:
    assert not found.may_record(newcomer)
    assert not found.allows_expression(newcomer)


def test_agreeing_keeps_who_when_and_which_version(
    newcomer: Learner, settings: Any
) -> None:
    consents.agree(learner=newcomer, guardian_name="Li Na")
    (kept,) = newcomer.consents.all()
    assert kept.version == settings.CONSENT_VERSION == newcomer.consent_version
    assert kept.guardian_name == "Li Na"
    assert abs((timezone.now() - kept.given_at).total_seconds()) < 60
    assert newcomer.consented_at == kept.given_at


def test_expression_is_off_until_it_is_asked_for(newcomer: Learner) -> None:
    consents.agree(learner=newcomer)
    assert found.may_record(newcomer)
    assert not found.allows_expression(newcomer)
    consents.choose_expression(learner=newcomer, wanted=True)
    assert found.allows_expression(newcomer)


def test_expression_cannot_be_chosen_where_it_is_off_or_nothing_was_agreed(
    newcomer: Learner, settings: Any
) -> None:
    consents.choose_expression(learner=newcomer, wanted=True)
    assert not found.allows_expression(newcomer)
    settings.EXPRESSION_ENABLED = False
    consents.agree(learner=newcomer, to_expression=True)
    assert [consent.purpose for consent in newcomer.consents.all()] == ["practice"]


def test_a_new_version_asks_again(settings: Any) -> None:
    learner = LearnerFactory()
    settings.CONSENT_VERSION = "2099-1"
    assert not found.may_record(learner)
    assert not found.allows_expression(learner)
    assert found.has_agreed_before(learner)
    consents.agree(learner=learner)
    assert found.may_record(learner)
    assert not found.allows_expression(learner)
    assert learner.consents.filter(withdrawn_at=None).count() == 1


def test_withdrawing_ends_everything_and_keeps_what_was_agreed() -> None:
    learner = LearnerFactory()
    consents.withdraw(learner=learner)
    assert not found.may_record(learner)
    assert not found.allows_expression(learner)
    assert learner.consent_version == ""
    assert learner.consents.exclude(withdrawn_at=None).count() == 2


def test_switching_expression_off_erases_what_it_found_of_this_learner() -> None:
    mine = AnalysisFactory(state="done", style="happy", report=native_report())
    theirs = AnalysisFactory(state="done", style="happy", report=native_report())
    consents.choose_expression(learner=mine.recording.owner, wanted=False)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert not mine.with_expression
    assert "expression" not in mine.report
    assert not any(f["code"].startswith("style_") for f in mine.report["findings"])
    assert mine.report["words"] == theirs.report["words"]
    assert theirs.report["expression"]


def test_switching_expression_off_erases_what_the_words_were_compared_with() -> None:
    differs = finding("voice_and_words_differ", details={"style": "sad"})
    report = replace(as_read(native_report()), findings=(differs,))
    mine = AnalysisFactory(state="done", report=report.to_json())
    consents.choose_expression(learner=mine.recording.owner, wanted=False)
    mine.refresh_from_db()
    assert mine.report["findings"] == []


def test_a_result_that_cannot_be_read_goes_as_a_whole() -> None:
    newer = native_report() | {"format_version": 99}
    mine = AnalysisFactory(state="done", report=newer)
    consents.choose_expression(learner=mine.recording.owner, wanted=False)
    mine.refresh_from_db()
    assert mine.report is None


def test_expression_found_before_anybody_was_asked_is_erased_too() -> None:
    """Takes of the release before have it without anybody's opt-in."""
    learner = LearnerFactory(agreed=False)
    old = AnalysisFactory(
        recording__owner=learner, with_expression=False, report=native_report()
    )
    consents.agree(learner=learner)
    assert "expression" not in Analysis.objects.get(pk=old.pk).report
