"""The life of an analysis."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone
from kombu.exceptions import OperationalError

from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import analyses
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory

pytestmark = pytest.mark.django_db
State = Analysis.State
REPORT = {"engine_version": "1.2", "assessable": True}


def ago(seconds: float) -> Any:
    return timezone.now() - timedelta(seconds=seconds)


def claimed() -> tuple[Analysis, analyses.Claim]:
    analysis = AnalysisFactory()
    claim = analyses.claim(analysis.pk, worker="worker-a")
    assert claim is not None
    return analysis, claim


def fall_silent(analysis: Analysis) -> None:
    Analysis.objects.filter(pk=analysis.pk).update(heartbeat_at=ago(21))


def test_a_worker_claims_a_queued_take() -> None:
    analysis, claim = claimed()
    analysis.refresh_from_db()
    assert analysis.state == State.RUNNING
    assert analysis.claimed_by == claim.token
    assert claim.token.startswith("worker-a/")
    assert analysis.attempts == 1


def test_a_claimed_take_cannot_be_claimed_again() -> None:
    analysis, _ = claimed()
    assert analyses.claim(analysis.pk, worker="worker-b") is None


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.REJECTED])
def test_what_is_finished_is_not_claimed(state: str) -> None:
    analysis = AnalysisFactory(state=state)
    assert analyses.claim(analysis.pk, worker="worker-a") is None


def test_progress_is_kept_as_it_comes() -> None:
    analysis, claim = claimed()
    analyses.progress(claim, stage="quality", stages_done=1, report={"heard": None})
    analysis.refresh_from_db()
    assert (analysis.stage, analysis.stages_done) == ("quality", 1)
    assert analysis.report == {"heard": None}


def test_a_finished_take_has_its_report_and_versions() -> None:
    analysis, claim = claimed()
    analyses.finish(claim, report=REPORT, stages_done=10, profile_version="7")
    analysis.refresh_from_db()
    assert analysis.state == State.DONE
    assert analysis.engine_version == "1.2"
    assert analysis.profile_version == "7"
    assert analysis.finished_at >= analysis.started_at


def test_a_refused_take_loses_its_file_and_keeps_the_reason() -> None:
    analysis, claim = claimed()
    assert len(stored_files()) == 1
    analyses.reject(claim, code="not_audio")
    analysis.refresh_from_db()
    assert (analysis.state, analysis.refusal) == (State.REJECTED, "not_audio")
    assert stored_files() == []
    assert not analysis.recording.file


def test_a_fault_is_tried_again_and_given_up_after_the_third() -> None:
    analysis, claim = claimed()
    for _ in range(analyses.MAX_ATTEMPTS - 1):
        analyses.fail(claim, error="out of luck")
        analysis.refresh_from_db()
        assert analysis.state == State.QUEUED
        claim = analyses.claim(analysis.pk, worker="worker-a")
    analyses.fail(claim, error="out of luck")
    analysis.refresh_from_db()
    assert (analysis.state, analysis.error) == (State.FAILED, "out of luck")


def test_a_failed_take_can_be_tried_again_by_its_learner(
    sent: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    analysis = AnalysisFactory(state=State.FAILED, attempts=3, error="out of luck")
    with django_capture_on_commit_callbacks(execute=True):
        assert analyses.retry(analysis)
    analysis.refresh_from_db()
    assert (analysis.state, analysis.attempts) == (State.QUEUED, 0)
    assert sent == [analysis.pk]
    assert not analyses.retry(analysis)


@pytest.mark.parametrize(
    "write",
    [
        lambda claim: analyses.progress(claim, stage="x", stages_done=9, report={}),
        lambda claim: analyses.finish(
            claim, report=REPORT, stages_done=9, profile_version=""
        ),
        lambda claim: analyses.reject(claim, code="not_audio"),
    ],
)
def test_a_worker_back_from_the_dead_changes_nothing(write: Any) -> None:
    analysis, lost = claimed()
    fall_silent(analysis)
    analyses.requeue_stale()
    held = analyses.claim(analysis.pk, worker="worker-b")
    with pytest.raises(LostClaimError):
        write(lost)
    assert not analyses.heartbeat(lost)
    analyses.fail(lost, error="too late")
    analysis.refresh_from_db()
    assert analysis.state == State.RUNNING
    assert analysis.claimed_by == held.token
    assert analysis.report is None
    assert len(stored_files()) == 1


def test_a_silent_worker_loses_its_take_to_the_queue(sent: list[int]) -> None:
    analysis, _ = claimed()
    fall_silent(analysis)
    assert analyses.requeue_stale() == 1
    analysis.refresh_from_db()
    assert analysis.state == State.QUEUED
    assert sent == [analysis.pk]


def test_a_worker_that_beats_keeps_its_take(sent: list[int]) -> None:
    analysis, claim = claimed()
    fall_silent(analysis)
    assert analyses.heartbeat(claim)
    assert analyses.requeue_stale() == 0
    assert sent == []


def test_a_take_that_kills_every_worker_is_given_up(sent: list[int]) -> None:
    analysis, _ = claimed()
    Analysis.objects.filter(pk=analysis.pk).update(
        heartbeat_at=ago(21), attempts=analyses.MAX_ATTEMPTS
    )
    assert analyses.requeue_stale() == 0
    analysis.refresh_from_db()
    assert analysis.state == State.FAILED
    assert sent == []


@pytest.mark.parametrize(("sent_s_ago", "expected"), [(None, 1), (31, 1), (5, 0)])
def test_takes_that_nobody_came_for_are_sent_again(
    sent_s_ago: int | None, expected: int, sent: list[int]
) -> None:
    AnalysisFactory(last_sent_at=None if sent_s_ago is None else ago(sent_s_ago))
    assert analyses.requeue_stale() == len(sent) == expected


@pytest.mark.parametrize("error", [OperationalError("gone"), OSError("disk full")])
def test_without_a_broker_the_take_waits_in_its_row(
    error: Exception, monkeypatch: pytest.MonkeyPatch, sent: list[int]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    analysis = AnalysisFactory()
    with monkeypatch.context() as without_broker:
        without_broker.setattr(analyses.app, "send_task", refuse)
        assert analyses.send(analysis.pk) is False
    analysis.refresh_from_db()
    assert (analysis.state, analysis.last_sent_at) == (State.QUEUED, None)
    assert analyses.requeue_stale() == 1
    assert sent == [analysis.pk]


@pytest.mark.parametrize(
    "values", [{"state": "lost"}, {"state": "running", "claimed_by": ""}]
)
def test_the_database_refuses_states_that_cannot_be(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        AnalysisFactory(**values)
