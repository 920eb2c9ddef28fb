"""A Celery application for tests, whose engine pauses in the middle of a take.

It waits at the stage ``stress`` for as long as the file ``hold`` lies in ``VAR_DIR``,
and notes each take it begins and ends in ``journal``.
"""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import Any

from celery import signals
from django.conf import settings

import emotion_engine as engine
from teaching_app.celery import app, load_models
from tests.factories import engines

__all__ = ["app"]

signals.worker_process_init.disconnect(load_models)

# With TEST_HURRY dead workers and dead children are detected sooner than in an
# installation.
if HURRY := os.environ.get("TEST_HURRY"):
    app.conf.worker_lost_wait = 1.0
    app.conf.beat_schedule = {
        name: {**entry, "schedule": 1.0}
        for name, entry in app.conf.beat_schedule.items()
    }


@signals.worker_process_init.connect
def slow_down(**_: object) -> None:
    """Replace the engine by the double, in this worker only."""
    from datetime import timedelta

    from teaching_app.practice.models import Analysis
    from teaching_app.practice.services import analysis_run, heartbeat

    analysis_run.run = partial(analysis_run.run, analyze=engines.each_by(analyze))
    if HURRY:
        Analysis.STALE_AFTER = timedelta(seconds=3)
        heartbeat.EVERY_S = 0.5


def analyze(source: bytes, **values: Any) -> engine.UtteranceReport:
    """The double of the engine, with a pause."""
    var = Path(settings.VAR_DIR)
    report_progress = values.pop("on_progress")

    def on_progress(stage: engine.Stage, report: engine.UtteranceReport) -> None:
        report_progress(stage, report)
        while stage is engine.Stage.STRESS and (var / "hold").exists():
            time.sleep(0.05)

    note(var, f"begin {os.getpid()}")
    report = engines.analyze(source, on_progress=on_progress, **values)
    note(var, f"end {os.getpid()}")
    return report


def note(var: Path, line: str) -> None:
    """Append one line to the journal."""
    with (var / "journal").open("a") as journal:
        journal.write(f"{line}\n")
