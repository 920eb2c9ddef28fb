"""Doubles of what analyses takes, one or many, and of what makes renditions.

``tests/integration/test_engine_double.py`` holds them against the real one.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path

import emotion_engine as engine
from tests.factories.sound import wav_bytes

Outcome = engine.UtteranceReport | engine.EngineError
OnProgress = Callable[[int, engine.Stage, engine.UtteranceReport], None]
REQUEST_FIELDS = [
    field.name for field in fields(engine.UtteranceRequest) if field.name != "source"
]


def analyze(
    source: Path | bytes,
    *,
    text: str,
    style: str | None = None,
    stress: dict[int, int] | None = None,
    accent: tuple[int, ...] = (),
    profile: engine.NativeProfile | None = None,
    with_expression: bool = True,
    own_voice: tuple[engine.VoiceTrace, ...] = (),
    config: engine.EngineConfig,
    on_progress: Callable[[engine.Stage, engine.UtteranceReport], None] | None = None,
    on_voice: Callable[[engine.VoiceTrace], None] | None = None,
) -> engine.UtteranceReport:
    """Report every stage and find nothing to improve."""
    report = engine.UtteranceReport(text=text, engine_version=engine.ENGINE_VERSION)
    has_expression = config.expression_enabled and with_expression
    stages = [s for s in engine.Stage if has_expression or s != "expression"]
    for stage in stages:
        if on_progress:
            on_progress(stage, report)
    if has_expression and on_voice:
        on_voice(trace(style or "neutral"))
    return engine.UtteranceReport(
        text=text,
        engine_version=engine.ENGINE_VERSION,
        assessable=True,
        timings_ms={stage.value: 1.0 for stage in stages},
    )


def each_by(analyze_one: Callable[..., engine.UtteranceReport]) -> Callable[..., list]:
    """Make a double of ``emotion_engine.analyze_utterances`` of one of the other call."""

    def analyze_all(
        requests: Sequence[engine.UtteranceRequest],
        *,
        config: engine.EngineConfig,
        on_progress: OnProgress | None = None,
        on_voice: Callable[[int, engine.VoiceTrace], None] | None = None,
        on_outcome: Callable[[int, Outcome], None] | None = None,
    ) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for index, request in enumerate(requests):
            asked = {name: getattr(request, name) for name in REQUEST_FIELDS}
            try:
                outcome = analyze_one(
                    request.source,
                    **asked,
                    config=config,
                    on_progress=_of(index, on_progress),
                    on_voice=_of(index, on_voice),
                )
            except engine.CheckpointError:
                raise
            except engine.EngineError as error:
                outcome = error
            outcomes.append(outcome)
            if on_outcome:
                on_outcome(index, outcome)
        return outcomes

    return analyze_all


def _of(index: int, call: Callable[..., None] | None) -> Callable[..., None] | None:
    return partial(call, index) if call else None


def trace(style: str = "neutral", *, value: float = 1.0) -> engine.VoiceTrace:
    """What is handed out of a take by an encoder of one layer, one wide."""
    values = struct.pack("<3e", value, 0.0, 0.0)
    return engine.VoiceTrace("made", style, (1, 3, 1), values)


def refusing(code: engine.AudioRefusal) -> Callable[..., engine.UtteranceReport]:
    """An engine that refuses the file."""

    def refuse(*_: object, **__: object) -> engine.UtteranceReport:
        raise engine.AudioError(code, "made by the test")

    return refuse


def failing(error: Exception) -> Callable[..., engine.UtteranceReport]:
    """An engine that raises."""

    def fail(*_: object, **__: object) -> engine.UtteranceReport:
        raise error

    return fail


def rendition(parts: engine.RenditionPart = engine.RenditionPart.ALL):
    """The result of a rendition in which one syllable became longer by half."""
    return engine.RenditionResult(
        parts=parts,
        after="native",
        n_speakers=24,
        words=(0, 1),
        duration_s=0.6,
        timeline=((0.1, 0.1), (0.3, 0.4), (0.5, 0.6)),
    )


def resynthesize(
    source: Path | bytes,
    report: engine.UtteranceReport,
    profile: engine.NativeProfile | None = None,
    *,
    parts: engine.RenditionPart = engine.RenditionPart.ALL,
    voice: str = "joe",
    stress: Mapping[int, int] | None = None,
    accent: tuple[int, ...] = (),
    config: engine.EngineConfig,
    out: Path,
) -> engine.RenditionResult:
    """Write half a second of silence as the rendition."""
    out.write_bytes(wav_bytes())
    return rendition(parts)


def try_cues(
    source: Path | bytes,
    report: engine.UtteranceReport,
    *,
    style: str,
    own_voice: tuple[engine.VoiceTrace, ...] = (),
    config: engine.EngineConfig,
) -> engine.CueAdvice:
    """Find that a wider melody helps and a slower rate does not."""
    width = engine.CueTrial("pitch_range_st", "st", 4.0, 10.0, 0.4, 0.3, helps=True)
    pace = engine.CueTrial(
        "rate_syllables_per_s", "syllables/s", 6.0, 4.5, 0.09, -0.01, helps=False
    )
    return engine.CueAdvice(style, 0.1, (width, pace), untried=("pause_s",))
