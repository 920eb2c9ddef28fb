"""Which queue each task waits in, and which of them a worker empties first."""

from __future__ import annotations

import configparser
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from teaching_app.celery import app
from teaching_app.practice import jobs
from teaching_app.practice.models import Job, Rendition
from tests.factories.models import AnalysisFactory, RenditionFactory

ROOT = Path(__file__).resolve().parents[3]
SERVED = ROOT / "teaching_app" / "serving" / "supervisord.conf"


def queue_of(task: str) -> str:
    return str(app.amqp.router.route({}, task)["queue"].name)


def test_a_worker_looks_for_chores_then_takes_then_requests_then_the_rest() -> None:
    tasks = ("requeue_stale_analyses", "analyse", "render", "prepare_references")
    queues = [queue_of(task) for task in tasks]
    assert queues == ["chores", "cpu", "on-request", "references"]
    assert queues == sorted(queues), "what folder and Redis go by"
    assert queues[0] < "gpu" < queues[2], "takes, where ANALYSIS_QUEUE is gpu"


def test_the_worker_of_one_machine_serves_every_queue() -> None:
    served = configparser.RawConfigParser()
    served.read(SERVED)
    words = served["program:worker"]["command"].split()
    names = words[words.index("--queues") + 1].split(",")
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if not name.startswith("celery.")]
    assert {queue_of(name) for name in ours} == set(names)


# In a process of its own: here other tests may have imported what a worker does not know.
REGISTERED = """
from teaching_app.celery import app
app.loader.import_default_modules()
print("\\n".join(app.tasks))
"""


def test_a_worker_knows_every_task_that_has_a_queue_or_a_time() -> None:
    known = subprocess.check_output(
        [sys.executable, "-c", REGISTERED], cwd=ROOT, text=True
    ).splitlines()
    timed = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert len(timed) > 5
    assert timed | set(app.conf.task_routes) <= set(known)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "queue"),
    [("all", "on-request"), ("wrong", "on-request"), ("cues", "references")],
)
def test_what_begins_by_itself_waits_behind_what_was_asked_for(
    kind: str, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[str] = []

    def send_task(name: str, **options: object) -> None:
        chosen.append(app.amqp.router.route(options, name)["queue"].name)

    monkeypatch.setattr(jobs.app, "send_task", send_task)
    jobs.send(RenditionFactory(kind=kind))
    assert chosen == [queue]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "job",
    [
        lambda: AnalysisFactory(is_background=True),
        lambda: AnalysisFactory(),
        lambda: RenditionFactory(kind=Rendition.Kind.CUES),
        lambda: RenditionFactory(),
    ],
)
def test_every_row_is_in_exactly_one_queue_of_its_kind(
    job: Callable[[], Job],
) -> None:
    row = job()
    rows = type(row).objects.filter(pk=row.pk)
    assert sum(rows.filter(among).exists() for among in row.QUEUES) == 1
