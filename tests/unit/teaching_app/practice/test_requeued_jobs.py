"""Jobs whose worker died, or whose message was lost, are sent again, and others not."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from kombu.exceptions import OperationalError

from teaching_app.practice import jobs, tasks
from teaching_app.practice.models import (
    Analysis,
)
from tests.factories.jobs import (
    FACTORIES,
    Factory,
    ago,
    change,
    claimed,
    every_kind,
    every_sent_kind,
    state_of,
)
from tests.factories.models import (
    AnalysisFactory,
    DataExportFactory,
    ReferenceJobFactory,
    RenditionFactory,
)

pytestmark = pytest.mark.django_db


@every_kind
def test_rows_of_a_dead_worker_are_requeued(make: Factory, messages: list) -> None:
    job, _ = claimed(make)
    change(job, heartbeat_at=ago(21))
    jobs.requeue_stale(type(job))
    assert (state_of(job), job.claimed_by) == ("queued", "")


@every_kind
def test_rows_of_a_worker_that_died_before_the_clock_was_set_back_are_requeued(
    make: Factory, messages: list
) -> None:
    job, _ = claimed(make)
    change(job, heartbeat_at=ago(-3600))
    jobs.requeue_stale(type(job))
    assert state_of(job) == "queued"


@every_sent_kind
def test_what_was_sent_before_the_clock_was_set_back_is_sent_again(
    make: Factory, messages: list[tuple[str, list[Any]]]
) -> None:
    job = make(last_sent_at=ago(-3600))
    make(state="done", heartbeat_at=ago(-3600))
    assert jobs.requeue_stale(type(job)) == 1
    assert messages == [(job.TASK, [job.message])]


@every_kind
def test_a_worker_that_beats_keeps_its_job(make: Factory, messages: list) -> None:
    job, claim = claimed(make, queued_at=ago(3600))
    change(job, heartbeat_at=ago(21))
    assert jobs.heartbeat(claim)
    assert jobs.requeue_stale(type(job)) == 0
    assert state_of(job) == "running"
    assert messages == []


@every_kind
def test_a_job_that_kills_every_worker_is_given_up(
    make: Factory, messages: list
) -> None:
    job, _ = claimed(make)
    change(job, heartbeat_at=ago(21), attempts=job.MAX_ATTEMPTS)
    assert jobs.requeue_stale(type(job)) == 0
    assert state_of(job) == "failed"
    assert messages == []


@pytest.mark.parametrize("make", [RenditionFactory, DataExportFactory])
@pytest.mark.parametrize(
    ("queued_s_ago", "state"), [(60, "running"), (21 * 60, "queued")]
)
def test_a_claim_of_the_release_without_heartbeats_is_given_its_time(
    make: Factory, queued_s_ago: int, state: str, messages: list
) -> None:
    job = make(state="running", queued_at=ago(queued_s_ago), attempts=1)
    jobs.requeue_stale(type(job))
    assert state_of(job) == state


@every_sent_kind
@pytest.mark.parametrize(("sent_s_ago", "n_sent"), [(None, 1), (31, 1), (5, 0)])
def test_what_nobody_came_for_is_sent_again(
    make: Factory, sent_s_ago: int | None, n_sent: int, messages: list
) -> None:
    job = make(last_sent_at=None if sent_s_ago is None else ago(sent_s_ago))
    assert jobs.requeue_stale(type(job)) == n_sent
    assert messages == [(job.TASK, [job.pk])] * n_sent


@every_sent_kind
def test_nothing_is_sent_again_where_workers_begin_one_after_another(
    make: Factory, messages: list
) -> None:
    job = make(last_sent_at=ago(300), queued_at=ago(300))
    _, begun = claimed(make)
    jobs.finish(begun)
    assert jobs.requeue_stale(type(job)) == 0
    type(job).objects.update(heartbeat_at=ago(31))
    assert jobs.requeue_stale(type(job)) == 1
    assert messages == [(job.TASK, [job.pk])]


def test_what_was_never_sent_is_sent_whatever_workers_do(messages: list) -> None:
    claimed(AnalysisFactory)
    job = AnalysisFactory(last_sent_at=None)
    assert jobs.requeue_stale(Analysis) == 1
    assert messages == [("analyse", [job.pk])]


def test_progress_in_one_queue_says_nothing_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        jobs.app, "send_task", lambda *_, queue="", **__: told.append(queue)
    )
    claimed(AnalysisFactory)
    for is_background in (False, True):
        AnalysisFactory(is_background=is_background, last_sent_at=ago(300))
    assert jobs.requeue_stale(Analysis) == 1
    assert told == ["references"]


@every_sent_kind
def test_a_message_about_a_job_that_is_done_serves_the_one_that_waits_longest(
    make: Factory,
) -> None:
    done, late, first = (
        make(state="done"),
        make(queued_at=ago(1)),
        make(queued_at=ago(9)),
    )
    served = [
        claim.pk
        for _ in range(3)
        for claim in jobs.claim_in_turn(type(done), done.pk, worker="worker-a")
    ]
    assert served == [first.pk, late.pk]


@every_sent_kind
def test_a_row_whose_message_served_an_earlier_one_is_sent_again(
    make: Factory, messages: list[tuple[str, list[Any]]]
) -> None:
    lost, named = make(queued_at=ago(9)), make(queued_at=ago(1))
    serve = partial(jobs.claim_in_turn, type(named), named.pk, worker="worker-a")
    assert [claim.pk for claim in serve()] == [lost.pk]
    again = [(named.TASK, [named.message])]
    assert messages == again
    assert [claim.pk for claim in serve()] == [named.pk]
    assert serve() == []
    assert messages == again


@pytest.mark.parametrize(
    ("make", "before", "behind"),
    [
        (AnalysisFactory, {}, {"is_background": True}),
        (RenditionFactory, {"kind": "all"}, {"kind": "cues"}),
    ],
)
def test_a_message_serves_no_row_of_another_queue(
    make: Factory, before: dict, behind: dict
) -> None:
    named, other = make(**behind), make(**before, queued_at=ago(9))
    (served,) = jobs.claim_in_turn(type(named), named.pk, worker="worker-a")
    assert served.pk == named.pk
    assert jobs.claim_in_turn(type(named), named.pk, worker="worker-a") == []
    assert state_of(other) == "queued"


@pytest.mark.parametrize("is_there", [True, False])
def test_a_stale_message_reads_and_writes_nothing(
    is_there: bool, django_assert_max_num_queries: Any
) -> None:
    done = AnalysisFactory(state="done")
    named = done.pk if is_there else done.pk + 1
    with django_assert_max_num_queries(2) as asked:
        assert jobs.claim_in_turn(Analysis, named, worker="worker-a") == []
    assert all(query["sql"].startswith("SELECT") for query in asked)


@every_sent_kind
@pytest.mark.parametrize("error", [OperationalError("gone"), OSError("disk full")])
def test_without_a_broker_the_row_waits(
    make: Factory, error: Exception, monkeypatch: pytest.MonkeyPatch, messages: list
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    job = make()
    with monkeypatch.context() as without_broker:
        without_broker.setattr(jobs.app, "send_task", refuse)
        assert jobs.send(job) is False
    assert (state_of(job), job.last_sent_at) == ("queued", None)
    assert jobs.requeue_stale(type(job)) == 1
    assert messages == [(job.TASK, [job.pk])]


@pytest.mark.parametrize("is_background", [True, False])
def test_what_nobody_waits_for_leaves_the_queue_of_takes_free(
    is_background: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[str] = []

    def send_task(name: str, **options: Any) -> None:
        chosen.append(jobs.app.amqp.router.route(options, name)["queue"].name)

    monkeypatch.setattr(jobs.app, "send_task", send_task)
    assert jobs.send(AnalysisFactory(is_background=is_background))
    assert jobs.requeue_stale(Analysis) == 0
    change(Analysis.objects.get(), last_sent_at=ago(31))
    assert jobs.requeue_stale(Analysis) == 1
    assert chosen == ["references" if is_background else "cpu"] * 2


def test_the_message_of_a_reference_names_its_phrase(messages: list) -> None:
    job = ReferenceJobFactory()
    assert jobs.send(job)
    assert messages == [("prepare_references", [job.phrase_id])]


def test_housekeeping_looks_after_every_kind(messages: list) -> None:
    dead = [claimed(make)[0] for make in FACTORIES]
    for job in dead:
        change(job, heartbeat_at=ago(21))
    tasks.requeue_stale_analyses()
    assert {state_of(job) for job in dead} == {"queued"}
    assert {name for name, _ in messages} == {"analyse", "pack_export", "render"}
