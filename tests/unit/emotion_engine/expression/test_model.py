"""Styles as results: calibrated, placed among natives, silent when unsure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import STYLES, EngineConfig
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.expression.model import LinearExpression
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.expression.spread import Spread
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.reserved import RESERVED
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.models import models_of
from emotion_engine.profiles.store import ExpressionProfile, NativeProfile
from emotion_engine.weights.shipped import assets_folder
from tests.natives import performing
from tests.spoken import said_word

OPEN_CORPORA = {"crema_d", "librispeech_clean", "arctic", "speechocean762"}
LABELS = ("calm", "happy", "sad")


def a_head(**facts: object) -> ExpressionHead:
    """The logits of calm, happy and sad are the three values of the only layer."""
    linear = LinearHead(
        PooledInput((0,), ("mean",)),
        mean=np.zeros(3, np.float32),
        scale=np.ones(3, np.float32),
        weight=np.eye(3, dtype=np.float32),
        bias=np.zeros(3, np.float32),
    )
    return ExpressionHead("toy", LABELS, linear, **facts)


def encoding_of(*logits: float) -> Encoding:
    hidden = torch.tensor(logits).expand(1, 1, 10, 3)
    return Encoding(hidden, torch.tensor([10]), 50.0)


def test_probabilities_are_the_softmax_of_the_cooled_logits() -> None:
    heard = LinearExpression(a_head(temperature=2.0)).predict(
        encoding_of(2.0, 0.0, 0.0)
    )
    expected = np.exp([1, 0, 0]) / np.exp([1, 0, 0]).sum()
    assert list(heard.probabilities) == list(LABELS)
    assert list(heard.probabilities.values()) == pytest.approx(expected, abs=1e-6)
    assert sum(heard.probabilities.values()) == pytest.approx(1)
    assert heard.model == "toy"


def test_it_names_the_likeliest_style_only_when_sure() -> None:
    model = LinearExpression(a_head(threshold=0.6))
    sure, unsure = (
        model.predict(encoding_of(0, 3, 0)),
        model.predict(encoding_of(0, 1, 1)),
    )
    assert (sure.clear, sure.sounds_like) == (True, "happy")
    assert (unsure.clear, unsure.sounds_like) == (False, None)


def test_the_match_is_the_place_among_natives_of_the_target_style() -> None:
    natives = ExpressionProfile(
        {"calm": 0.2, "happy": 0.7, "sad": 0.1}, (0.1, 0.3, 0.9)
    )
    heard = LinearExpression(a_head()).predict(
        encoding_of(0, 0, 0), target="happy", profile=performing("happy", natives)
    )
    assert heard.match == pytest.approx(0.5 + 0.5 * (1 / 3 - 0.3) / 0.6, abs=1e-6)
    assert heard.native_probabilities == natives.mean


@pytest.mark.parametrize(
    ("target", "profile"),
    [
        (None, performing("happy", ExpressionProfile({}, (0.1, 0.9)))),
        ("happy", None),
        ("happy", performing("happy", None)),
        ("happy", performing("sad", ExpressionProfile({}, (0.1, 0.9)))),
    ],
)
def test_without_natives_of_the_target_style_there_is_no_match(
    target: str | None, profile: NativeProfile | None
) -> None:
    model = LinearExpression(a_head())
    heard = model.predict(encoding_of(0, 1, 0), target=target, profile=profile)
    assert heard.match is None
    assert heard.target == target


def test_the_word_that_sounds_like_the_style_is_salient() -> None:
    hidden = torch.zeros(1, 1, 100, 3)
    hidden[0, 0, 50:, 1] = 6.0  # happy from the first second on
    encoding = Encoding(hidden, torch.tensor([100]), 50.0)
    words = (
        said_word(0, (1,), start_s=0.0, end_s=1.0),
        said_word(1, (1,), start_s=1.0, end_s=2.0),
    )
    found = LinearExpression(a_head()).predict(encoding, words=words).carried
    assert found.style == "happy"
    assert found.words[1] > 0.9


def test_each_probability_has_the_interval_of_its_level() -> None:
    model = LinearExpression(a_head(), Spread((0.0, 1.0), (0.0, 0.5), (0.5, 1.0)))
    heard = model.predict(encoding_of(0, 0, 0))
    assert list(heard.intervals) == list(LABELS)
    assert heard.intervals["sad"] == pytest.approx((1 / 6, 2 / 3))
    assert LinearExpression(a_head()).predict(encoding_of(0, 0, 0)).intervals is None


def test_there_is_no_salience_without_a_clear_or_requested_style() -> None:
    unsure = LinearExpression(a_head(threshold=0.99))
    assert unsure.predict(encoding_of(0, 1, 1)).carried is None
    assert unsure.predict(encoding_of(0, 1, 1), target="happy").carried is not None


def test_a_head_survives_the_disk(tmp_path: Path) -> None:
    head = a_head(threshold=0.4, temperature=1.5, trained_on=np.array([7], np.uint32))
    head.write(tmp_path, {"date": "today"})
    again = ExpressionHead.read(tmp_path)
    assert (again.name, again.labels) == ("toy", LABELS)
    assert (again.temperature, again.threshold) == (1.5, 0.4)
    assert again.trained_on.tolist() == [7]
    pooled = np.random.default_rng(0).normal(size=(4, 1, 3, 3))
    np.testing.assert_allclose(again.probabilities(pooled), head.probabilities(pooled))


def test_a_head_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no usable head"):
        ExpressionHead.read(tmp_path)


def test_the_shipped_head_knows_the_styles_of_the_product() -> None:
    head = read_style_head(assets_folder("expression"))
    assert head.labels == STYLES
    assert set(head.speakers) >= {"ravdess", "crema_d"}
    assert len(head.speakers["ravdess"]) == 24


def test_the_open_head_learnt_from_nothing_that_forbids_commercial_use() -> None:
    head = read_style_head(assets_folder("expression", "open"))
    assert set(head.speakers) == OPEN_CORPORA
    assert len(head.speakers["crema_d"]) == 76
    full = read_style_head(assets_folder("expression"))
    assert len(head.trained_on) < len(full.trained_on)


@pytest.mark.parametrize("licence", ["full", "open"])
def test_no_shipped_head_learnt_from_a_reserved_reader(licence: str) -> None:
    head = read_style_head(assets_folder("expression", licence))
    learnt_from = set(head.speakers["librispeech_clean"])
    assert learnt_from
    assert not learnt_from & RESERVED["librispeech_clean"]


@pytest.mark.weights
@pytest.mark.data
def test_gain_changes_nothing_that_is_heard(
    engine_config: EngineConfig, speech_data: Path
) -> None:
    corpus = load_corpus(speech_data / "ravdess", needs=("emotion",))
    models = models_of(engine_config)
    model, whisper = models.expression, models.whisper
    waveform = load_audio(corpus.paths[100], engine_config.limits).waveform
    speech = detect_speech(waveform)
    heard = [
        model.predict(
            whisper.encode([at_working_level(waveform * gain)]), speech=speech
        )
        for gain in (0.5, 1.0)
    ]
    for style in model.labels:
        soft, loud = (result.probabilities[style] for result in heard)
        assert soft == pytest.approx(loud, abs=1e-3)
    soft, loud = (replace(one, probabilities={}, intervals={}) for one in heard)
    assert soft == loud
