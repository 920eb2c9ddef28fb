"""Delivery scores stay on the raters' scale and carry their repeatability."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.audio.voice_activity import detect_speech
from emotion_engine.config import EngineConfig
from emotion_engine.delivery.model import ASPECTS, DeliveryModel, load_delivery
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.encoders.whisper import load_whisper
from emotion_engine.errors import CheckpointError
from emotion_engine.training.alterations import HARMLESS
from emotion_engine.training.corpora import load_corpus


def a_model(**facts: object) -> DeliveryModel:
    """The scores are the four values of the only layer."""
    linear = LinearHead(
        PooledInput((0,), ("mean",)),
        mean=np.zeros(4, np.float32),
        scale=np.ones(4, np.float32),
        weight=np.eye(4, dtype=np.float32),
        bias=np.zeros(4, np.float32),
    )
    return DeliveryModel("toy", linear, **facts)


def encoding_of(*scores: float) -> Encoding:
    hidden = torch.tensor(scores).expand(1, 1, 10, 4)
    return Encoding(hidden, torch.tensor([10]), 50.0)


def test_each_aspect_has_its_value_and_interval() -> None:
    model = a_model(repeatability=(0.1, 0.2, 0.3, 0.4))
    heard = model.predict(encoding_of(5.0, 6.0, 7.0, 8.0))
    assert heard.fluency.value == pytest.approx(6)
    assert (heard.fluency.low, heard.fluency.high) == pytest.approx((5.8, 6.2))
    assert (heard.total.low, heard.total.high) == pytest.approx((7.6, 8.4))


def test_scores_stay_between_0_and_10() -> None:
    heard = a_model(repeatability=(1.0,) * 4).predict(encoding_of(-3.0, 12.0, 9.5, 0.5))
    assert (heard.accuracy.low, heard.accuracy.value) == (0, 0)
    assert (heard.fluency.value, heard.fluency.high) == (10, 10)
    assert heard.prosody.high == 10
    assert heard.total.low == 0


def test_a_model_survives_the_disk(tmp_path: Path) -> None:
    model = a_model(repeatability=(0.1, 0.2, 0.3, 0.4))
    model.write(tmp_path, {"date": "today"})
    again = DeliveryModel.read(tmp_path)
    assert (again.name, again.repeatability) == ("toy", model.repeatability)
    pooled = np.random.default_rng(0).normal(5, 1, size=(3, 1, 3, 4))
    np.testing.assert_array_equal(again.scores(pooled), model.scores(pooled))


def test_a_model_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no usable head"):
        DeliveryModel.read(tmp_path)


def test_the_shipped_model_knows_how_far_it_wavers() -> None:
    model = load_delivery(EngineConfig())
    assert all(0 < half < 1.5 for half in model.repeatability)


@pytest.mark.weights
@pytest.mark.data
def test_harmless_changes_stay_within_the_stated_repeatability(
    engine_config: EngineConfig, speech_data: Path
) -> None:
    corpus = load_corpus(speech_data / "timit_sample")
    model, whisper = load_delivery(engine_config), load_whisper(engine_config)
    inside = []
    for path in corpus.paths[5:160:40]:
        waveform = load_audio(path, engine_config.limits).waveform
        takes = [waveform, *(change(waveform, 1) for change in HARMLESS)]
        values = []
        for take in map(at_working_level, takes):
            heard = model.predict(whisper.encode([take]), speech=detect_speech(take))
            values.append([getattr(heard, aspect).value for aspect in ASPECTS])
        moved = np.abs(np.array(values[1:]) - values[0])
        inside.append(moved <= model.repeatability)
    # stated for 95 % of takes; four of other speakers leave room for chance
    assert np.mean(inside) >= 0.85
