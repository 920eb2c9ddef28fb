"""Natives who are invited are measured as those of a corpus are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import emotion_engine as engine
from emotion_engine.lab.training.measured_natives import measure_anew
from tests.speech import synthetic_take, write_wav

pytestmark = [pytest.mark.weights, pytest.mark.slow]

SAID = "The photographer will present her new photographs on Friday evening."
OTHER = "Kids are talking by the door."


def test_a_native_is_measured_as_the_laboratory_measures_or_refused(
    engine_config: engine.EngineConfig, tmp_path: Path
) -> None:
    spoken = synthetic_take(SAID, engine_config.weights_dir)
    room = np.random.default_rng(0).normal(0, 2e-4, len(spoken))
    path = write_wav(tmp_path / "take.wav", spoken + room)
    said, other = engine.measure_natives(
        [engine.UtteranceRequest(path, text) for text in (SAID, OTHER)],
        config=engine_config,
    )
    known = measure_anew(engine.Utterance(path, "voice", text=SAID), engine_config)
    assert known is not None
    assert (said.reason, said.doubts) == (None, ())
    assert (said.words, said.melody, said.pauses) == (
        known.words,
        known.melody,
        known.pauses,
    )
    assert engine.doubts_about(said, style="neutral") == ()
    assert other.reason is engine.Reason.OTHER_PHRASE
