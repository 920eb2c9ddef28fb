"""The Celery application with an engine that decodes, waits a moment and is content.

What is around the engine can so be tried with many takes on a small machine. With
``TEST_HURRY`` dead workers and lost messages are noticed sooner than in an
installation, so that a test need not wait for them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from celery import signals

import emotion_engine as engine
from teaching_app.celery import app, load_models

__all__ = ["app"]

TAKE_S = 0.3
Outcome = engine.UtteranceReport | engine.EngineError
HURRY = bool(os.environ.get("TEST_HURRY"))

signals.worker_process_init.disconnect(load_models)
if HURRY:
    app.conf.worker_lost_wait = 1.0
    app.conf.beat_schedule = {
        name: {**entry, "schedule": 1.0}
        for name, entry in app.conf.beat_schedule.items()
        if entry["task"] == "requeue_stale_analyses"
    }


@signals.worker_process_init.connect
def replace_engine(**_: object) -> None:
    """Analyse with the quick engine, in the worker's children only."""
    from teaching_app.practice.models import Analysis
    from teaching_app.practice.services import analysis_run, heartbeat

    analysis_run.run = partial(analysis_run.run, analyze=analyze)
    if HURRY:
        Analysis.STALE_AFTER = Analysis.RESEND_AFTER = timedelta(seconds=3)
        heartbeat.EVERY_S = 0.5


def analyze(
    requests: Sequence[engine.UtteranceRequest],
    *,
    config: engine.EngineConfig,
    on_progress: Callable[[int, engine.Stage, engine.UtteranceReport], None],
    on_outcome: Callable[[int, Outcome], None],
    **_: object,
) -> None:
    """Decode each take, tell every stage, and find nothing to improve."""
    for index, request in enumerate(requests):
        report = engine.UtteranceReport(
            text=request.text, engine_version=engine.ENGINE_VERSION
        )
        stages = [
            stage
            for stage in engine.Stage
            if request.with_expression or stage is not engine.Stage.EXPRESSION
        ]
        engine.plain_wav(request.source, config.limits)
        for stage in stages:
            on_progress(index, stage, report)
            time.sleep(TAKE_S / len(stages))
        done = engine.UtteranceReport(
            text=request.text,
            engine_version=engine.ENGINE_VERSION,
            assessable=True,
            timings_ms={stage.value: 1000 * TAKE_S / len(stages) for stage in stages},
        )
        on_outcome(index, done)
