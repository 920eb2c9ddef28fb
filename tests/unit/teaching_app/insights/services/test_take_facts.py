from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from teaching_app.insights.models import TakeFact
from teaching_app.insights.services import take_facts
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import consents
from teaching_app.practice.signals import take_finished
from teaching_app.schools.models import LiveTake
from tests.factories.models import AnalysisFactory
from tests.factories.schools import (
    EnrolmentFactory,
    LiveRoundFactory,
    SubmissionFactory,
)
from tests.reports import native_report, synthetic_report

pytestmark = pytest.mark.django_db


def done(**values: object) -> Analysis:
    return AnalysisFactory(**{"state": "done", "report": native_report()} | values)


def test_a_finished_take_has_its_facts() -> None:
    take = done()
    take_finished.send(sender=Analysis, analysis=take)
    fact = TakeFact.objects.get(analysis=take)
    assert (fact.learner, fact.phrase) == (take.recording.owner, take.recording.phrase)
    assert fact.assessable


def test_storing_twice_leaves_one_row_with_the_latest_facts() -> None:
    take = done()
    take_facts.keep(analysis=take)
    take.report = synthetic_report()
    take_facts.keep(analysis=take)
    fact = TakeFact.objects.get(analysis=take)
    assert fact.n_stress_elsewhere == 1


def test_a_take_that_is_not_done_has_no_facts() -> None:
    assert take_facts.keep(analysis=done(state="failed", report=None)) is None
    assert not TakeFact.objects.exists()


def test_the_style_of_voluntary_practice_is_kept() -> None:
    fact = take_facts.keep(analysis=done())
    assert (fact.style_wanted, fact.style_heard) == ("happy", "happy")


def test_no_style_of_a_submitted_take_is_kept() -> None:
    take = SubmissionFactory(analysis__with_expression=True).analysis
    fact = take_facts.keep(analysis=take)
    assert fact.is_required
    assert (fact.style_wanted, fact.style_heard, fact.style_match) == ("", "", None)


def test_a_take_that_is_handed_in_later_is_required_from_then_on() -> None:
    take = done()
    take_facts.keep(analysis=take)
    enrolment = EnrolmentFactory(learner=take.recording.owner)
    SubmissionFactory(
        analysis=take,
        enrolment=enrolment,
        item__assignment__school_class=enrolment.school_class,
        item__phrase=take.recording.phrase,
    )
    fact = TakeFact.objects.get(analysis=take)
    assert (fact.is_required, fact.style_heard) == (True, "")


def test_a_live_take_that_another_replaced_stays_required() -> None:
    earlier = done()
    learner = earlier.recording.owner
    live = LiveTake.objects.create(
        live_round=LiveRoundFactory(), learner=learner, analysis=earlier
    )
    take_facts.keep(analysis=earlier)
    live.analysis = done(recording__owner=learner)
    live.save()
    assert list(take_facts.rebuild()) == [2]
    assert TakeFact.objects.get(analysis=earlier).is_required


def test_nothing_of_a_style_exists_where_expression_is_off(
    settings: LazySettings,
) -> None:
    settings.EXPRESSION_ENABLED = False
    fact = take_facts.keep(analysis=done())
    assert (fact.style_wanted, fact.style_heard, fact.style_match) == ("", "", None)


def test_switching_expression_off_clears_the_styles() -> None:
    take = done()
    take_facts.keep(analysis=take)
    consents.choose_expression(learner=take.recording.owner, wanted=False)
    fact = TakeFact.objects.get(analysis=take)
    assert (fact.style_wanted, fact.style_heard, fact.style_match) == ("", "", None)


def test_all_facts_are_rebuilt_in_batches() -> None:
    takes = [done(), done(), done()]
    take_facts.keep(analysis=takes[0])
    TakeFact.objects.update(total=1.0)
    assert list(take_facts.rebuild(at_once=2)) == [2, 3]
    assert set(TakeFact.objects.values_list("total", flat=True)) == {7.2}
    assert TakeFact.objects.count() == 3


def test_the_command_builds_missing_facts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = take_facts.keep(analysis=done())
    done()
    call_command("rebuild_facts", "--missing", "--batch", "1")
    assert "Facts of 1 takes are made." in capsys.readouterr().out
    assert TakeFact.objects.filter(pk=kept.pk).exists()
    assert TakeFact.objects.count() == 2
