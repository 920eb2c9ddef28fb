"""Learners send takes while one fault after another is injected; what came of it."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hostile.boxes import chunk, riff, wav_format
from benchmarks.installation import Installation, percentiles
from benchmarks.servers import PostgreSQL, Redis

from .injected import FAULTS, Scene
from .learners import Delivery, Learners
from .rows import housekept, kept, settle

SAMPLE_RATE, TAKE_S = 48_000, 4
SETTLED_S = 600
APPS = {"quick": "benchmarks.faults.quick_worker", "real": "teaching_app"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How many learners send how many takes each, about how often, to which engine.

    ``calm`` leaves all faults out, to see how long an answer takes where nothing fails.
    """

    learners: int = 50
    each: int = 10
    every_s: float = 20.0
    engine: str = "quick"
    hurry: bool = False
    workers: int = 2
    at_once: int = 1
    calm: bool = False

    @property
    def n_takes(self) -> int:
        """How many takes are sent in all."""
        return self.learners * self.each


def run(plan: Plan, tables: Path | None = None) -> dict[str, Any]:
    """Inject every fault while takes are sent, and say what became of each take.

    ``tables`` is a PostgreSQL cluster to copy, which has them already.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        scene = begin(plan, Path(folder), stack, tables)
        visitors = scene.site.prepare(plan.learners, with_pages=False)
        scene.site.start("web", "worker", "scheduler")
        scene.site.supervise()
        learners = Learners(visitors, take(), each=plan.each, every_s=plan.every_s)
        start = time.monotonic()
        learners.start()
        injected = [] if plan.calm else inject_all(scene, learners, plan.n_takes)
        learners.join()
        sent_s = time.monotonic() - start
        settle(scene.postgresql.address, SETTLED_S)
        done_s = time.monotonic() - start
        housekept_files = housekept(scene.site)
        found = kept(scene.site)
        return {
            **vars_of(plan),
            "injected": injected,
            "sending_s": round(sent_s, 1),
            "all_done_after_s": round(done_s, 1),
            "housekept_files": housekept_files,
            **judged(learners.deliveries, found),
        }


def begin(plan: Plan, folder: Path, stack: ExitStack, tables: Path | None) -> Scene:
    """Start the servers; nothing of the application runs yet."""
    redis = stack.enter_context(Redis())
    postgresql = stack.enter_context(PostgreSQL(tables))
    site = Installation(
        folder,
        app=APPS[plan.engine],
        DATABASE_URL=postgresql.address,
        CELERY_BROKER_URL=redis.address,
        TEST_HURRY="1" if plan.hurry else "",
        WORKER_CONCURRENCY=str(plan.workers),
        ENGINE_THREADS="1",
        TAKES_AT_ONCE=str(plan.at_once),
    )
    return Scene(stack.enter_context(site), redis, postgresql)


def take() -> bytes:
    """A take as the recorder sends it: 16 bits at 48 kHz; silence costs no less."""
    sound = bytes(2 * SAMPLE_RATE * TAKE_S)
    return riff(wav_format(sample_rate=SAMPLE_RATE), chunk(b"data", sound))


def inject_all(scene: Scene, learners: Learners, n_takes: int) -> list[dict[str, Any]]:
    """Inject the faults in turn, evenly over the takes that are accepted."""
    injected = []
    for number, (name, inject) in enumerate(FAULTS.items(), 1):
        due = n_takes * number / (len(FAULTS) + 1)
        while learners.n_accepted < due:
            time.sleep(0.05)
        injected.append({"fault": name, "after_takes": learners.n_accepted})
        inject(scene)
    return injected


def judged(deliveries: list[Delivery], found: dict[str, Any]) -> dict[str, Any]:
    """Compare what was answered with what is kept."""
    accepted = [d for d in deliveries if d.is_accepted]
    rows = {d.key: found["takes"].get(d.key, []) for d in accepted}
    states = Counter(row[0] for of_take in rows.values() for row in of_take)
    once = [key for key, of_take in rows.items() if is_finished_once(of_take)]
    refusals = Counter(r for d in deliveries for r in d.refusals)
    return {
        "takes": len(deliveries),
        "accepted": len(accepted),
        "finished_once": len(once),
        "states": dict(states),
        "noted_once": sum(found["facts"].get(d.key) == 1 for d in accepted),
        "attempts": dict(Counter(row[1] for r in rows.values() for row in r)),
        "errors": dict(Counter(row[2] for r in rows.values() for row in r if row[2])),
        "not_accepted": [d.refusals[-1:] for d in deliveries if not d.is_accepted],
        "sent_without_answer": sum(
            a.status == 0 for d in deliveries for a in d.answers
        ),
        "refused": dict(refusals),
        "refused_without_reason": sum(
            n for refusal, n in refusals.items() if not has_reason(refusal)
        ),
        "kept_but_never_sent": len(found["takes"].keys() - {d.key for d in deliveries}),
        "files_without_row": found["files_without_row"],
        "rows_without_file": found["rows_without_file"],
        "accept": percentiles([d.answers[-1].seconds for d in accepted]),
    }


def is_finished_once(rows: list[list[Any]]) -> bool:
    """Whether a take has one analysis, and that one is at its end."""
    return len(rows) == 1 and rows[0][0] in ("done", "rejected")


def has_reason(refusal: str) -> bool:
    """Whether a refusal says why: ``server_error`` is the word for "we do not know"."""
    _status, _, code = refusal.partition(" ")
    return code not in ("", "server_error")


def faults_of(result: dict[str, Any]) -> list[str]:
    """What must not be."""
    wrong = {
        "not accepted": result["not_accepted"],
        "not finished once": result["accepted"] - result["finished_once"],
        "not noted once": result["accepted"] - result["noted_once"],
        "refused without a reason": result["refused_without_reason"],
        "kept but never sent": result["kept_but_never_sent"],
        "files without a row": result["files_without_row"],
        "rows without a file": result["rows_without_file"],
    }
    return [name for name, found in wrong.items() if found]


def vars_of(plan: Plan) -> dict[str, Any]:
    """The plan, as it stands in the figures."""
    return {name: getattr(plan, name) for name in Plan.__slots__}
