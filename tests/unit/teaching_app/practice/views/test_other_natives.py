"""A take whose natives have changed: judged again, beside its first result."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Learner, PracticeCard, VoiceTrace
from teaching_app.practice.selectors import analyses, history
from teaching_app.practice.services import analysis_run, consents
from tests.factories.engines import analyze, each_by
from tests.factories.models import AnalysisFactory, NativeProfileFactory
from tests.reports import as_read, finding, native_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teaching_app.practice.jobs.publish", lambda *_, **__: True)


@pytest.fixture
def first(learner: Learner) -> Analysis:
    """A result of yesterday."""
    made: Analysis = AnalysisFactory(
        recording__owner=learner,
        state=Analysis.State.DONE,
        report=native_report(),
        profile_version="old",
        finished_at=timezone.now() - timedelta(days=1),
    )
    return made


def newer(first: Analysis, **facts: Any) -> None:
    NativeProfileFactory(phrase=first.phrase, version="new", n_speakers=30, **facts)


def page(client: Client, analysis: Analysis) -> Any:
    response = client.get(reverse("feedback", args=[analysis.public_id]))
    return response.context["other_natives"], response.content.decode()


def judge_again(client: Client, analysis: Analysis) -> Analysis:
    address = reverse("judge_take_again", args=[analysis.public_id])
    shown = client.post(address, follow=True).context["analysis"]
    found: Analysis = Analysis.objects.get(pk=shown.pk)
    return found


def finish(again: Analysis, stored: dict[str, Any]) -> None:
    done = {"state": Analysis.State.DONE, "finished_at": timezone.now()}
    Analysis.objects.filter(pk=again.pk).update(
        report=stored, profile_version="new", **done
    )


def test_a_result_of_the_natives_there_are_says_nothing_of_others(
    first, learner_client
) -> None:
    told, text = page(learner_client, first)
    assert told is None
    assert "Judge this take again" not in text


def test_natives_from_before_the_result_are_not_newer(first, learner_client) -> None:
    newer(first)
    first.phrase.native_profiles.update(created_at=first.finished_at)
    assert page(learner_client, first)[0] is None


def test_an_older_result_offers_to_be_judged_by_newer_natives(
    first, learner_client
) -> None:
    newer(first)
    told, text = page(learner_client, first)
    assert (told.n_newer, told.other) == (30, None)
    assert "30 native speakers have recorded this phrase" in text


def test_judged_again_the_first_result_stays_and_is_compared_with(
    first, learner_client
) -> None:
    newer(first)
    again = judge_again(learner_client, first)
    assert (again.judges_again, again.recording) == (first, first.recording)
    fast = finding("too_fast", details={"value": 6.0, "low": 3.0, "high": 5.0})
    later = replace(as_read(native_report()), findings=(fast,))
    finish(again, later.to_json())
    told, _text = page(learner_client, again)
    assert (told.is_later, told.n_newer) == (True, 0)
    assert told.other.url == reverse("feedback", args=[first.public_id])
    assert len(told.change.new) == 1
    assert told.change.scores
    told, _ = page(learner_client, first)
    assert told.other.url == reverse("feedback", args=[again.public_id])
    assert len(told.change.new) == 1
    first.refresh_from_db()
    assert first.profile_version == "old"


def test_by_natives_that_change_nothing_the_page_says_so(first, learner_client) -> None:
    newer(first)
    finish(judge_again(learner_client, first), native_report())
    told = "Compared with either group, the feedback is the same."
    assert told in page(learner_client, first)[1]


def test_natives_of_other_sentences_are_not_counted_as_natives_of_this_one(
    first, learner_client
) -> None:
    first.report["reference"]["kind"] = "expected"
    first.save()
    newer(first)
    again = judge_again(learner_client, first)
    finish(again, native_report())
    told, text = page(learner_client, again)
    assert (told.other.n_natives, told.other.is_expected) == (0, True)
    assert "when nobody had recorded the phrase" in text
    assert page(learner_client, first)[0].other.n_natives == 24


def test_a_take_is_judged_again_once_by_the_same_natives(first, learner_client) -> None:
    newer(first)
    again = judge_again(learner_client, first)
    assert judge_again(learner_client, first) == again
    finish(again, native_report())
    assert judge_again(learner_client, again) == again


def test_a_result_that_is_judged_again_is_no_further_take(
    first, learner, learner_client
) -> None:
    newer(first)
    again = judge_again(learner_client, first)
    assert list(analyses.of_learner(learner)) == [first]
    assert history.phrases_practised(learner).get().n_takes == 1
    finish(again, native_report())
    assert analyses.earlier_takes(Analysis.objects.get(pk=again.pk)) == []


def test_nothing_is_learnt_from_a_take_twice(first, learner_client) -> None:
    newer(first, data=as_profile())
    again = judge_again(learner_client, first)
    analysis_run.run(again.pk, worker="w", analyze=each_by(analyze))
    again.refresh_from_db()
    assert again.state == Analysis.State.DONE
    assert not VoiceTrace.objects.exists()
    assert not PracticeCard.objects.exists()


def as_profile() -> dict[str, Any]:
    return engine.shipped_profiles()[0].to_json()


def test_without_consent_or_sound_nothing_is_judged_again(
    first, learner, learner_client
) -> None:
    newer(first)
    first.recording.file.delete(save=True)
    assert page(learner_client, first)[0] is None
    assert judge_again(learner_client, first) == first


def test_whoever_has_withdrawn_is_not_judged_again(
    first, learner, learner_client
) -> None:
    newer(first)
    consents.withdraw(learner=learner)
    assert page(learner_client, first)[0] is None
