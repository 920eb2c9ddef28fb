"""One take through the whole engine, with the real weights."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

import emotion_engine as engine
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.models import models_of
from emotion_engine.voice.synthesis import synthesize

pytestmark = pytest.mark.weights

TEXT = "Kids are talking by the door."
OTHER = "She wrote a letter to her friend."


def wav(waveform: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, waveform, SAMPLE_RATE, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def voice(engine_config: engine.EngineConfig) -> np.ndarray:
    """The model voice saying the phrase, in a quiet room."""
    spoken = synthesize(TEXT, voice=models_of(engine_config).voice)
    room = np.random.default_rng(0).normal(0, 2e-4, len(spoken))
    return (spoken + room).astype(np.float32)


def analyze(
    waveform: np.ndarray, config: engine.EngineConfig, text: str = TEXT, **options
) -> engine.UtteranceReport:
    return engine.analyze_utterance(wav(waveform), text=text, config=config, **options)


def test_a_take_of_the_phrase_is_analysed_whole(
    voice: np.ndarray, engine_config: engine.EngineConfig
) -> None:
    seen: list[engine.Stage] = []
    report = analyze(
        voice, engine_config, style="happy", on_progress=lambda s, _: seen.append(s)
    )
    assert report.assessable, report.reason
    assert seen == list(engine.Stage)
    assert set(report.timings_ms) == {stage.value for stage in engine.Stage}
    assert report.heard.lower().strip(".") == TEXT.lower().strip(".")
    assert [w.text for w in report.words] == TEXT.strip(".").split()
    assert report.reference.n_speakers == 24
    assert report.reference.style == "happy"
    assert report.expression.target == "happy"
    assert sum(report.expression.probabilities.values()) == pytest.approx(1, abs=1e-3)
    assert report.comparison.melody
    assert 0 <= report.delivery.total.low <= report.delivery.total.value <= 10
    assert report.findings


def test_partial_results_only_grow(
    voice: np.ndarray, engine_config: engine.EngineConfig
) -> None:
    known: list[set[str]] = []

    def watch(_: engine.Stage, report: engine.UtteranceReport) -> None:
        values = report.to_json()
        known.append({k for k, v in values.items() if v not in (None, [], {})})

    analyze(voice, engine_config, on_progress=watch)
    assert all(before <= after for before, after in itertools.pairwise(known))


def test_another_phrase_gets_no_result(
    voice: np.ndarray, engine_config: engine.EngineConfig
) -> None:
    report = analyze(voice, engine_config, text=OTHER)
    assert report.assessable is False
    assert report.reason is engine.Reason.OTHER_PHRASE
    assert report.words == ()
    assert report.delivery is None
    assert report.expression is None


def test_six_decibels_change_no_word_and_hardly_a_score(
    voice: np.ndarray, engine_config: engine.EngineConfig
) -> None:
    loud, soft = analyze(voice, engine_config), analyze(voice / 2, engine_config)
    assert [w.stress_state for w in loud.words] == [w.stress_state for w in soft.words]
    total = loud.delivery.total
    assert total.low <= soft.delivery.total.value <= total.high


SECOND = SAMPLE_RATE
NOISE = np.random.default_rng(1).normal(0, 0.1, 3 * SECOND).astype(np.float32)
HOPELESS = {
    "silence": (np.zeros(3 * SECOND, np.float32), {"no_speech", "too_quiet"}),
    "white noise": (NOISE, {"no_speech", "too_noisy"}),
    "too short": (NOISE[: SECOND // 5], {"too_short"}),
    "three minutes": (np.tile(NOISE, 60), {"too_long"}),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_what_cannot_be_judged_says_why(
    name: str, engine_config: engine.EngineConfig
) -> None:
    waveform, reasons = HOPELESS[name]
    report = analyze(waveform, engine_config)
    assert report.assessable is False
    assert report.reason in reasons
    assert report.quality is not None


def test_hard_clipping_is_named(
    voice: np.ndarray, engine_config: engine.EngineConfig
) -> None:
    report = analyze(np.clip(voice * 20, -1, 1), engine_config)
    assert report.reason is engine.Reason.CLIPPED


def test_without_expression_nothing_of_it_is_loaded_or_reported(
    voice: np.ndarray, weights_dir: Path, tmp_path: Path
) -> None:
    take = tmp_path / "take.wav"
    take.write_bytes(wav(voice))
    program = f"""
import json, sys
from pathlib import Path
import emotion_engine as engine
config = engine.EngineConfig(
    weights_dir=Path({str(weights_dir)!r}), expression_enabled=False
)
stages = []
report = engine.analyze_utterance(
    Path({str(take)!r}), text={TEXT!r}, style="happy", config=config,
    on_progress=lambda stage, _: stages.append(stage.value),
)
assert report.assessable, report.reason
loaded = [m for m in sys.modules if m.startswith("emotion_engine.expression")]
print(json.dumps([loaded, stages, report.to_json()]))
"""
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "emotion_engine.expression" not in finished.stdout
    assert '"expression"' not in finished.stdout
    assert "style_" not in finished.stdout


@pytest.mark.data
@pytest.mark.parametrize(
    ("take", "text"),
    [
        (
            "ravdess/audio/actor_12/03-01-05-02-02-01-12.flac",
            "Dogs are sitting by the door.",
        ),
        (
            "timit_sample/audio/dr1-fvmh0/sa1.flac",
            "She had your dark suit in greasy wash water all year.",
        ),
        ("librispeech/audio/19/19-198-0000.ogg", "NORTHANGER ABBEY"),
        ("speechocean762/audio/0001/000010011.ogg", "WE CALL IT BEAR"),
    ],
)
def test_real_takes_of_four_corpora_are_analysed(
    take: str, text: str, speech_data: Path, engine_config: engine.EngineConfig
) -> None:
    report = engine.analyze_utterance(
        speech_data / take, text=text, config=engine_config
    )
    assert report.assessable, report.reason
    assert [w.text for w in report.words] == text.strip(".").split()
    starts = [word.start_s for word in report.words]
    assert starts == sorted(starts)
