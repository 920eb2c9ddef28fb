"""The life of an analysis."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import analyses
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory

pytestmark = pytest.mark.django_db
State = Analysis.State
REPORT = {"engine_version": "1.2", "assessable": True}


def claimed() -> tuple[Analysis, jobs.Claim]:
    analysis = AnalysisFactory()
    (claim,) = jobs.claim(Analysis, worker="worker-a", pk=analysis.pk)
    return analysis, claim


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


def test_a_take_that_is_given_up_is_at_no_stage_any_more() -> None:
    analysis, claim = claimed()
    Analysis.objects.update(attempts=Analysis.MAX_ATTEMPTS)
    analyses.progress(claim, stage="quality", stages_done=1, report={})
    jobs.fail(claim, error="out of luck")
    analysis.refresh_from_db()
    assert (analysis.state, analysis.stage) == (State.FAILED, "")


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
    Analysis.objects.update(claimed_by="worker-b/token")
    with pytest.raises(LostClaimError):
        write(lost)
    analysis.refresh_from_db()
    assert analysis.state == State.RUNNING
    assert analysis.report is None
    assert len(stored_files()) == 1
