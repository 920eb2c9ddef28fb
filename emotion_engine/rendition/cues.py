"""Find the cues that bring a take nearer to its style, changing each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from emotion_engine.audio.isolation import load_audio_isolated
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.errors import RenditionError
from emotion_engine.expression.members import TakeInput
from emotion_engine.expression.model import ExpressionModel
from emotion_engine.expression.own_middle import NOBODY, OwnMiddle
from emotion_engine.expression.voice_traces import middle_of
from emotion_engine.models import models_of
from emotion_engine.results import (
    BandMeasure,
    BandPosition,
    CueAdvice,
    CueTrial,
    UtteranceReport,
    VoiceTrace,
)
from emotion_engine.resynthesis.world import analyse

from .moves import Voice, move
from .said import said_words
from .wanted import render

# Nine in ten cues inside the band gain less than 0.03 when they are moved: see
# docs/experiments/resynthesis.md.
LEAST_GAIN = 0.05


def advise(
    source: Path | bytes,
    report: UtteranceReport,
    *,
    style: str,
    own_voice: Sequence[VoiceTrace],
    config: EngineConfig,
) -> CueAdvice:
    """Try every cue outside the natives' band; see ``emotion_engine.try_cues``."""
    if not config.expression_enabled:
        raise RenditionError("Expression is off: no style can be heard.")
    measures, models = outside(report), models_of(config)
    waveform = load_audio_isolated(source, config.limits).waveform
    own = middle_of(own_voice, models.acoustic)
    return try_measures(
        waveform, report, measures, style, config, models.expression, own
    )


def outside(report: UtteranceReport) -> list[BandMeasure]:
    """Return the measures of a report that lie outside the natives' band."""
    compared = report.comparison.measures if report.comparison else ()
    return [m for m in compared if m.position is not BandPosition.INSIDE]


def try_measures(
    waveform: np.ndarray,
    report: UtteranceReport,
    measures: Sequence[BandMeasure],
    style: str,
    config: EngineConfig,
    model: ExpressionModel,
    own: OwnMiddle = NOBODY,
) -> CueAdvice:
    """Move each measure alone, and rank them by the gain.

    Raises
    ------
    RenditionError
        The take was not judged, or the model does not know the style.
    """
    words = said_words(report)
    median_hz = report.melody.median_hz if report.melody else None
    if not words or not median_hz or style not in model.labels:
        raise RenditionError(f"This take cannot be tried for the style {style!r}.")
    voice = Voice(analyse(waveform), words, median_hz)
    moved = {
        m.name: wanted
        for m in measures
        if (wanted := move(voice, m.name, m.value, m.median)) is not None
    }
    makes = [voice.untouched(), *moved.values()]
    renditions = [render(waveform, voice.frames, w) for w in makes]
    heard = listen(renditions, report.text, config, model, own)
    plain, *after = (probabilities[style] for probabilities in heard)
    found = dict(zip(moved, after, strict=True))
    trials = [trial(m, found[m.name], plain) for m in measures if m.name in found]
    return CueAdvice(
        style=style,
        probability=float(plain),
        trials=tuple(sorted(trials, key=lambda t: -t.gain)),
        untried=tuple(m.name for m in measures if m.name not in found),
    )


def listen(
    waveforms: Sequence[np.ndarray],
    text: str,
    config: EngineConfig,
    model: ExpressionModel,
    own: OwnMiddle,
) -> list[dict[str, float]]:
    """Return the style probabilities of each take of a text, from one pass."""
    models = models_of(config)
    levelled = [at_working_level(waveform) for waveform in waveforms]
    encoding = models.acoustic.encode(levelled)
    takes = [
        TakeInput(
            sound, encoding.item(i), models.speech_detector.detect(waveform), text
        )
        for i, (sound, waveform) in enumerate(zip(levelled, waveforms, strict=True))
    ]
    return [
        model.predict(
            take.encoding, speech=take.speech, own=own, take=take
        ).probabilities
        for take in takes
    ]


def trial(measure: BandMeasure, probability: float, plain: float) -> CueTrial:
    """Build the result of moving one measure."""
    gain = probability - plain
    return CueTrial(
        name=measure.name,
        unit=measure.unit,
        value=measure.value,
        median=measure.median,
        probability=probability,
        gain=gain,
        helps=gain >= LEAST_GAIN,
    )
