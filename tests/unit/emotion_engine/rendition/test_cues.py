"""Which cue helps is found by rating the changed take, not by a rule."""

from __future__ import annotations

import numpy as np
import pytest

import emotion_engine as engine
from emotion_engine.rendition import cues
from emotion_engine.rendition.cues import LEAST_GAIN, try_measures
from tests.signals import Syllable, syllable_train
from tests.speech import synthetic_take
from tests.unit.emotion_engine.rendition.test_make import report_of

TEXT = "Kids are talking by the door."


def measure(name: str, value: float, median: float) -> engine.BandMeasure:
    return engine.BandMeasure(
        name, "", value, median, median, median, engine.BandPosition.INSIDE
    )


class WidthModel:
    """Hears a style as far as the melody is wide: what it likes is known."""

    labels = ("happy",)


def wide(waveforms, *_) -> list[dict[str, float]]:
    from emotion_engine.lab.detectors import track_f0

    spans = [np.nanstd(np.log2(track_f0(w).f0_hz)) for w in waveforms]
    return [{"happy": float(min(1.0, 4 * span))} for span in spans]


@pytest.fixture
def take(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cues, "listen", wide)
    return syllable_train([Syllable(hz, duration_s=0.2) for hz in (150, 170, 140, 160)])


def advise(take, *measures: engine.BandMeasure) -> engine.CueAdvice:
    config = engine.EngineConfig()
    report = report_of(take.nuclei)
    return try_measures(take.waveform, report, measures, "happy", config, WidthModel())


def test_the_cue_that_the_model_hears_comes_first(take) -> None:
    tempo = measure("rate_syllables_per_s", 5.0, 4.0)
    flat = measure("pitch_range_st", 4.0, 12.0)
    advice = advise(take, tempo, flat)
    assert [trial.name for trial in advice.trials] == [flat.name, tempo.name]
    best, other = advice.trials
    assert best.helps
    assert best.gain == pytest.approx(best.probability - advice.probability)
    assert not other.helps
    assert abs(other.gain) < LEAST_GAIN


def test_where_no_cue_helps_none_is_said_to(take) -> None:
    advice = advise(take, measure("pitch_range_st", 12.0, 4.0))
    assert advice.trials[0].gain < 0
    assert not advice.trials[0].helps


def test_a_cue_that_cannot_be_moved_alone_is_named(take) -> None:
    advice = advise(take, measure("pause_s", 0.0, 0.5))
    assert advice.untried == ("pause_s",)
    assert advice.trials == ()


def test_a_style_the_model_does_not_know_cannot_be_tried(take) -> None:
    with pytest.raises(engine.RenditionError, match="style"):
        try_measures(
            take.waveform,
            report_of(take.nuclei),
            [],
            "smug",
            engine.EngineConfig(),
            WidthModel(),
        )


def test_with_expression_off_no_style_is_heard() -> None:
    off = engine.EngineConfig(expression_enabled=False)
    with pytest.raises(engine.RenditionError, match="off"):
        engine.try_cues(b"", report_of(()), style="happy", config=off)


@pytest.mark.weights
def test_the_real_head_hears_every_cue_outside_the_band(
    engine_config: engine.EngineConfig, tmp_path
) -> None:
    from tests.speech import write_wav

    voice = synthetic_take(TEXT, engine_config.weights_dir)
    path = write_wav(tmp_path / "take.wav", voice)
    report = engine.analyze_utterance(
        path, text=TEXT, style="surprised", config=engine_config
    )
    advice = engine.try_cues(path, report, style="surprised", config=engine_config)
    outside = {m.name for m in report.comparison.measures if m.position != "inside"}
    assert {t.name for t in advice.trials} | set(advice.untried) == outside
    assert all(0 <= t.probability <= 1 for t in advice.trials)
    gains = [t.gain for t in advice.trials]
    assert gains == sorted(gains, reverse=True)
