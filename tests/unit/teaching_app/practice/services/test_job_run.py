"""However a worker leaves its job, the row does not stay running."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError

from teaching_app import log_context
from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import job_run
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> jobs.Claim:
    AnalysisFactory()
    return jobs.claim(Analysis, worker="worker-a")[0]


def row() -> Analysis:
    return Analysis.objects.get()


def test_what_the_block_has_written_stays(claim: jobs.Claim) -> None:
    with job_run.working_on(claim):
        jobs.finish(claim)
    assert row().state == "done"


def test_a_fault_queues_it_again_and_is_logged_and_raised(
    claim: jobs.Claim, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(OSError, match="disk full"), job_run.working_on(claim):
        raise OSError("disk full")
    assert (row().state, row().error) == ("queued", "OSError: disk full")
    assert f"analysis {claim.pk} failed: disk full" in caplog.text


def test_what_is_logged_meanwhile_names_the_row(
    claim: jobs.Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    about: list[object] = []
    monkeypatch.setattr(
        job_run.logger, "error", lambda *_: about.append(log_context.current())
    )
    with pytest.raises(OSError, match="disk full"), job_run.working_on(claim):
        raise OSError("disk full")
    assert about == [{"analysis": claim.pk}]
    assert log_context.current() == {}


def test_a_lost_claim_ends_quietly(
    claim: jobs.Claim, caplog: pytest.LogCaptureFixture
) -> None:
    Analysis.objects.update(claimed_by="worker-b/token")
    with job_run.working_on(claim):
        jobs.finish(claim)
    assert row().state == "running"
    assert f"analysis {claim.pk} is no longer ours" in caplog.text


@pytest.mark.parametrize("stop", [SystemExit, KeyboardInterrupt])
def test_a_worker_that_is_told_to_stop_puts_its_job_back(
    claim: jobs.Claim, stop: type[BaseException]
) -> None:
    with pytest.raises(stop), job_run.working_on(claim):
        raise stop
    assert (row().state, row().attempts) == ("queued", 0)


def test_a_file_stays_where_its_row_was_written(claim: jobs.Claim) -> None:
    name = default_storage.save("made.wav", ContentFile(b"sound"))
    with job_run.deleted_unless_kept(name):
        jobs.finish(claim)
    assert name in stored_files()


def test_a_file_goes_where_its_row_cannot_be_written(claim: jobs.Claim) -> None:
    Analysis.objects.update(claimed_by="worker-b/token")
    name = default_storage.save("made.wav", ContentFile(b"sound"))
    with pytest.raises(LostClaimError), job_run.deleted_unless_kept(name):
        jobs.finish(claim)
    assert name not in stored_files()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_file_stays_where_nobody_knows_whether_its_row_was_written(
    claim: jobs.Claim, error: type[Exception]
) -> None:
    name = default_storage.save("made.wav", ContentFile(b"sound"))
    with pytest.raises(error), job_run.deleted_unless_kept(name):
        raise error("server closed the connection unexpectedly")
    assert name in stored_files()
