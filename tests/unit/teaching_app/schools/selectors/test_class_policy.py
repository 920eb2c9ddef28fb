"""Tests of how takes of a class are reported to learner and teacher."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from teaching_app.practice import feedback_policy
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import reports
from teaching_app.schools.models import LiveRound, LiveTake, SchoolClass
from teaching_app.schools.strictness import POLICIES, Strictness
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.factories.schools import AcceptedVariantFactory, SubmissionFactory
from tests.reports import synthetic_report
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db

State = engine.StressState


@pytest.fixture
def handed_in() -> Analysis:
    """ "PHOtographer", said by a learner of a class."""
    return SubmissionFactory(analysis__report=synthetic_report()).analysis


@pytest.fixture
def school_class(handed_in: Analysis) -> SchoolClass:
    return handed_in.submission.enrolment.school_class


def state_of_photographer(analysis: Analysis) -> State:
    fresh = Analysis.objects.get(pk=analysis.pk)
    reported = reports.visible(fresh)
    return reported.words[1].stress_state


def test_accepted_stress_is_right_in_takes_handed_in_to_the_class(
    handed_in: Analysis, school_class: SchoolClass
) -> None:
    stored = handed_in.report
    assert state_of_photographer(handed_in) is State.ELSEWHERE
    AcceptedVariantFactory(
        school_class=school_class, word="photographer", stressed_syllable=0
    )
    assert state_of_photographer(handed_in) is State.AS_EXPECTED
    handed_in.refresh_from_db()
    assert handed_in.report == stored, "what the machine said is kept"
    assert reports.as_json(handed_in)["words"][1]["stress_state"] == "elsewhere"


def test_other_classes_and_own_practice_are_reported_as_before(
    handed_in: Analysis,
) -> None:
    AcceptedVariantFactory(word="photographer", stressed_syllable=0)
    own = AnalysisFactory(
        recording__owner=handed_in.recording.owner,
        state="done",
        report=synthetic_report(),
    )
    assert feedback_policy.policy_of(own) is feedback_policy.AS_FOUND
    assert state_of_photographer(own) is State.ELSEWHERE
    assert state_of_photographer(handed_in) is State.ELSEWHERE


def test_a_gentle_class_does_not_report_a_small_lead(
    handed_in: Analysis, school_class: SchoolClass
) -> None:
    school_class.strictness = Strictness.GENTLE
    school_class.save()
    reported = reports.visible(Analysis.objects.get(pk=handed_in.pk))
    assert reported.words[1].stress_state is State.NOT_GRADED
    assert [f.code.value for f in reported.findings] == ["well_done"]


def test_a_live_take_is_reported_by_the_policy_of_its_class(
    handed_in: Analysis, school_class: SchoolClass
) -> None:
    live_round = LiveRound.objects.create(
        school_class=school_class, phrase=PhraseFactory()
    )
    take = AnalysisFactory(state="done", report=synthetic_report())
    LiveTake.objects.create(
        live_round=live_round, learner=take.recording.owner, analysis=take
    )
    AcceptedVariantFactory(
        school_class=school_class, word="photographer", stressed_syllable=0
    )
    assert state_of_photographer(take) is State.AS_EXPECTED


def test_the_learner_reads_that_it_is_accepted_on_the_page_and_in_the_history(
    handed_in: Analysis, school_class: SchoolClass, client: Client
) -> None:
    AcceptedVariantFactory(
        school_class=school_class, word="photographer", stressed_syllable=0
    )
    learner = handed_in.recording.owner
    client.force_login(learner.user, backend=BACKEND)
    page = client.get(reverse("feedback", args=[handed_in.public_id]))
    assert "accepted in this class" in page.content.decode()
    assert page.context["result"].main.code == "well_done"
    assert "elsewhere" not in page.context["result"].summary.text
    line = Template(
        "{% load take_summary %}{% take_summary take as reported %}{{ reported.text }}"
    )
    reported = line.render(Context({"take": Analysis.objects.get(pk=handed_in.pk)}))
    assert reported == "Say it along with the reference", "the scores are not good"


def test_many_takes_are_prepared_in_a_bounded_number_of_queries(
    django_assert_num_queries: object,
) -> None:
    takes = [SubmissionFactory().analysis for _ in range(3)]
    with django_assert_num_queries(4):
        feedback_policy.prepare(takes)
        assert all(
            feedback_policy.policy_of(take) == feedback_policy.AS_FOUND
            for take in takes
        )


def test_strict_classes_are_asked_more_and_gentle_ones_nothing() -> None:
    gentle, strict = POLICIES[Strictness.GENTLE], POLICIES[Strictness.STRICT]
    assert POLICIES[Strictness.NORMAL] == feedback_policy.AS_FOUND
    assert strict.asks_from < 1.1 < gentle.asks_from
    assert strict.elsewhere_from is None, "it tells no more than others"
    assert set(POLICIES) == set(Strictness)
