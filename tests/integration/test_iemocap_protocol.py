"""From IEMOCAP's own layout to UA by session, through a wav2vec 2.0 of toy size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.corpora import FOUR_CLASSES_MERGED, Corpus, load_any
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.lab.evaluation.expression import evaluate_retrained
from emotion_engine.lab.training.alterations import AS_RECORDED
from emotion_engine.lab.training.feature_cache import FeatureCache, frame_cache
from emotion_engine.lab.training.train_expression import ExpressionRecipe
from emotion_engine.models import models_of
from tests.checkpoints import write_acoustic
from tests.corpora import DURATION_S, write_iemocap

N_LAYERS, HIDDEN = 3, 16


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = write_iemocap(tmp_path_factory.mktemp("data") / "IEMOCAP_full_release")
    return load_any(root, labels=FOUR_CLASSES_MERGED, needs=("emotion", "text"))


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> EngineConfig:
    checkpoint = write_acoustic(tmp_path_factory.mktemp("wav2vec2"), "wav2vec2")
    return EngineConfig(device="cpu", acoustic_encoder=str(checkpoint))


def test_a_session_is_heard_as_frames_of_every_layer(
    corpus: Corpus, config: EngineConfig, tmp_path: Path
) -> None:
    cache = replace(frame_cache(config), folder=tmp_path)
    frames = cache.read(corpus.paths[:5])
    for take in frames:
        assert take.dtype == np.float16
        assert take.shape[::2] == (N_LAYERS + 1, HIDDEN)
        assert 1 <= take.shape[1] <= 25 * DURATION_S
        assert np.isfinite(take).all()
    assert not np.array_equal(frames[0], frames[1])


def test_a_frame_is_the_mean_of_two_frames_of_the_encoder(
    corpus: Corpus, config: EngineConfig, tmp_path: Path
) -> None:
    encoder, path = models_of(config).acoustic, corpus.paths[0]
    waveform = at_working_level(load_audio(path, config.limits).waveform)
    assert not detect_speech(waveform)  # a tone, so all of it counts
    states = encoder.encode([waveform]).hidden_states[:, 0].cpu().numpy()
    (take,) = replace(frame_cache(config), folder=tmp_path).read([path])
    for n, frame in enumerate(np.moveaxis(take, 1, 0)):
        pair = states[:, 2 * n : 2 * n + 2].mean(1)
        np.testing.assert_allclose(frame, pair, atol=2e-3, err_msg=f"frame {n}")


def test_every_session_is_left_out_once_and_measured(
    corpus: Corpus, config: EngineConfig, tmp_path: Path
) -> None:
    cache = replace(FeatureCache.of(config), folder=tmp_path)
    recipe = ExpressionRecipe(
        PooledInput((1, 2), ("mean", "deviation")),
        variants=(AS_RECORDED,),
        strengths=(1.0,),
        n_inner_folds=2,
    )
    measured = evaluate_retrained(corpus, cache, recipe)
    assert list(measured["per_fold"]) == [f"Session{i}" for i in range(1, 6)]
    assert measured["labels"] == ["neutral", "happy", "sad", "angry"]
    assert (measured["chance"], measured["n_speakers"]) == (0.25, 10)
    # In the miniature every label has its own tone, the same in all sessions.
    assert measured["ua"] > 0.9
    assert measured["protocol"].startswith("5 folds, speakers disjoint")
