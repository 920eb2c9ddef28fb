"""Doubles of ``emotion_engine.analyze_utterance``.

``tests/integration/test_engine_double.py`` holds them against the real one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import emotion_engine as engine


def analyze(
    source: Path | bytes,
    *,
    text: str,
    style: str | None = None,
    stress: dict[int, int] | None = None,
    accent: tuple[int, ...] = (),
    profile: engine.NativeProfile | None = None,
    with_expression: bool = True,
    config: engine.EngineConfig,
    on_progress: Callable[[engine.Stage, engine.UtteranceReport], None] | None = None,
) -> engine.UtteranceReport:
    """Go through the stages of the engine and find nothing to complain about."""
    report = engine.UtteranceReport(text=text, engine_version=engine.ENGINE_VERSION)
    for stage in engine.Stage:
        if stage is engine.Stage.EXPRESSION and not (
            config.expression_enabled and with_expression
        ):
            continue
        if on_progress:
            on_progress(stage, report)
    return engine.UtteranceReport(
        text=text,
        engine_version=engine.ENGINE_VERSION,
        assessable=True,
        timings_ms={stage.value: 1.0 for stage in engine.Stage},
    )


def refusing(code: engine.AudioRefusal) -> Callable[..., engine.UtteranceReport]:
    """An engine that finds no recording."""

    def refuse(*_: object, **__: object) -> engine.UtteranceReport:
        raise engine.AudioError(code, "made by the test")

    return refuse


def failing(error: Exception) -> Callable[..., engine.UtteranceReport]:
    """An engine that breaks."""

    def fail(*_: object, **__: object) -> engine.UtteranceReport:
        raise error

    return fail
