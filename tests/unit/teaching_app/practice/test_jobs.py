"""What holds for every kind of job."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from teaching_app.api import tasks as api_tasks
from teaching_app.api.models import EphemeralTake
from teaching_app.insights import tasks as insights_tasks
from teaching_app.insights.models import ClassRebuild
from teaching_app.lti import tasks as lti_tasks
from teaching_app.lti.models import Grade
from teaching_app.natives import tasks as natives_tasks
from teaching_app.natives.models import MeasuringJob, ProfileJob
from teaching_app.practice import jobs, tasks
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import (
    Analysis,
    DataExport,
    Job,
    ListeningSound,
    ReferenceJob,
    Rendition,
)
from teaching_app.practice.signals import job_ended
from teaching_app.schools import tasks as schools_tasks
from teaching_app.schools.models import DemoTake
from tests.factories.jobs import (
    Factory,
    ago,
    change,
    claimed,
    every_kind,
    state_of,
)
from tests.factories.models import (
    AnalysisFactory,
    ReferenceJobFactory,
)

pytestmark = pytest.mark.django_db


def test_the_kinds_are_found_and_each_names_a_task_that_exists() -> None:
    ours = {Analysis, Rendition, DataExport, ReferenceJob, ListeningSound}
    theirs = {
        DemoTake: schools_tasks,
        ClassRebuild: insights_tasks,
        EphemeralTake: api_tasks,
        Grade: lti_tasks,
        MeasuringJob: natives_tasks,
        ProfileJob: natives_tasks,
    }
    assert set(jobs.kinds()) == ours | set(theirs)
    for model in jobs.kinds():
        of_domain = theirs.get(model, tasks)
        assert getattr(of_domain, model.TASK).name == model.TASK


@every_kind
def test_a_claim_has_a_token_a_heartbeat_and_counts_the_attempt(make: Factory) -> None:
    job, claim = claimed(make, error="the last worker died")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("running", 1, "")
    assert job.claimed_by == claim.token
    assert claim.token.startswith("worker-a/")
    assert job.heartbeat_at == job.started_at is not None
    assert jobs.claim(type(job), worker="worker-b", pk=job.pk) == []


@every_kind
@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_is_finished_is_not_claimed(make: Factory, state: str) -> None:
    job = make(state=state)
    assert jobs.claim(type(job), worker="worker-a") == []


@every_kind
def test_up_to_n_are_claimed_at_once_the_longest_waiting_first(make: Factory) -> None:
    late, first, second = (make(queued_at=ago(s)) for s in (1, 9, 5))
    batch = jobs.claim(type(late), worker="worker-a", limit=2)
    assert [claim.pk for claim in batch] == [first.pk, second.pk]
    rest = jobs.claim(type(late), worker="worker-b", limit=2)
    assert [claim.pk for claim in rest] == [late.pk]


@every_kind
def test_what_was_tried_before_is_claimed_alone(make: Factory) -> None:
    tried, first, second = (
        make(queued_at=ago(9), attempts=1),
        make(queued_at=ago(5)),
        make(queued_at=ago(1)),
    )
    claim = partial(jobs.claim, type(tried), worker="worker-a", limit=3)
    assert [each.pk for each in claim()] == [tried.pk]
    change(tried, state="queued", claimed_by="", queued_at=ago(3))
    assert [each.pk for each in claim()] == [first.pk, second.pk]
    assert [each.pk for each in claim()] == [tried.pk]


def test_others_that_come_soon_join_several_that_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = [AnalysisFactory(queued_at=ago(9 - i)) for i in range(2)]
    came: list[Job] = []
    monkeypatch.setattr(jobs.time, "sleep", lambda _: came.append(AnalysisFactory()))
    claims = jobs.claim_in_turn(
        Analysis, waiting[0].pk, worker="worker-a", limit=4, gather_s=0.05
    )
    assert [claim.pk for claim in claims] == [row.pk for row in (*waiting, *came)]


@pytest.mark.parametrize(("n_waiting", "limit"), [(1, 4), (4, 4), (3, 1)])
def test_one_alone_or_a_full_batch_is_not_kept_waiting(
    monkeypatch: pytest.MonkeyPatch, n_waiting: int, limit: int
) -> None:
    rows = AnalysisFactory.create_batch(n_waiting)
    monkeypatch.setattr(jobs.time, "sleep", lambda _: pytest.fail("waited"))
    claims = jobs.claim_in_turn(
        Analysis, rows[0].pk, worker="worker-a", limit=limit, gather_s=0.05
    )
    assert len(claims) == min(n_waiting, limit)


@every_kind
def test_a_heartbeat_reaches_those_of_a_batch_that_are_still_held(
    make: Factory,
) -> None:
    rows = [make() for _ in range(3)]
    batch = jobs.claim(type(rows[0]), worker="worker-a", limit=3)
    type(rows[0]).objects.update(heartbeat_at=ago(60))
    jobs.finish(batch[0])
    change(rows[1], claimed_by="worker-b/token")
    assert jobs.heartbeat(*batch) == 1
    beaten = type(rows[0]).objects.filter(heartbeat_at__gt=ago(30))
    assert [row.pk for row in beaten] == [rows[2].pk]


@every_kind
def test_a_worker_that_lost_its_claim_writes_nothing(
    make: Factory, messages: list
) -> None:
    job, lost = claimed(make)
    change(job, heartbeat_at=ago(21))
    jobs.requeue_stale(type(job))
    (held,) = jobs.claim(type(job), worker="worker-b", pk=job.pk)
    for write in (
        lambda: jobs.write(lost, error="x"),
        lambda: jobs.finish(lost),
        lambda: jobs.fetch(lost),
        lambda: jobs.writing(lost).__enter__(),
    ):
        with pytest.raises(LostClaimError):
            write()
    jobs.fail(lost, error="too late")
    assert not jobs.release(lost)
    assert not jobs.heartbeat(lost)
    job.refresh_from_db()
    assert (job.state, job.claimed_by, job.error) == ("running", held.token, "")


@every_kind
def test_a_row_that_was_deleted_is_a_lost_claim(make: Factory) -> None:
    job, claim = claimed(make)
    job.delete()
    with pytest.raises(LostClaimError):
        jobs.finish(claim)


@every_kind
def test_what_else_is_written_for_a_job_is_all_or_nothing(make: Factory) -> None:
    job, claim = claimed(make)
    other = make()

    def change_and_break() -> None:
        with jobs.writing(claim):
            change(other, error="half")
            raise OSError("made by the test")

    with pytest.raises(OSError, match="made by the test"):
        change_and_break()
    other.refresh_from_db()
    assert other.error == ""
    assert state_of(job) == "running"


@every_kind
def test_a_fault_is_tried_again_and_given_up_after_the_last_attempt(
    make: Factory,
) -> None:
    job, claim = claimed(make)
    for _ in range(job.MAX_ATTEMPTS - 1):
        jobs.fail(claim, error="out of luck")
        assert state_of(job) == "queued"
        (claim,) = jobs.claim(type(job), worker="worker-a")
    jobs.fail(claim, error="out of luck" * 100)
    assert state_of(job) == "failed"
    assert job.error.startswith("out of luck")
    assert (job.claimed_by, job.finished_at is not None) == ("", True)


@every_kind
def test_what_is_put_back_has_lost_no_attempt(make: Factory) -> None:
    job, claim = claimed(make)
    assert jobs.release(claim)
    assert (state_of(job), job.attempts, job.claimed_by) == ("queued", 0, "")


@every_kind
def test_one_that_was_given_up_is_tried_again_when_asked_for(
    make: Factory, messages: list, django_capture_on_commit_callbacks: Any
) -> None:
    job = make(state="failed", attempts=3, error="out of luck", finished_at=ago(5))
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.retry(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("queued", 0, "")
    assert job.finished_at is None
    assert messages == [(job.TASK, [job.message])]
    assert not jobs.retry(job)


@every_kind
def test_the_database_refuses_a_state_that_is_not_known(make: Factory) -> None:
    with pytest.raises(IntegrityError):
        make(state="lost")


@pytest.mark.parametrize("make", [AnalysisFactory, ReferenceJobFactory])
def test_the_database_refuses_running_without_a_claim(make: Factory) -> None:
    with pytest.raises(IntegrityError):
        make(running=True, claimed_by="")


def test_one_reference_job_for_a_phrase_and_a_voice() -> None:
    job = ReferenceJobFactory()
    ReferenceJobFactory(phrase=job.phrase, voice="another")
    with pytest.raises(IntegrityError):
        ReferenceJobFactory(phrase=job.phrase)


@every_kind
def test_an_end_is_told_inside_its_transaction(make: Factory) -> None:
    job, claim = claimed(make)
    told: list[tuple[type[Job], list[int], str]] = []

    def hear(sender: type[Job], pks: list[int], **_: object) -> None:
        state = sender.objects.get(pk=pks[0]).state
        told.append((sender, pks, state))
        raise RuntimeError("made by the test")

    job_ended.connect(hear)
    try:
        with pytest.raises(RuntimeError):
            jobs.finish(claim)
    finally:
        job_ended.disconnect(hear)
    assert told == [(type(job), [job.pk], "done")]
    job.refresh_from_db()
    assert job.state == "running"
