"""Functionals describe the sound, and the SVM learns from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training.hand_crafted import HandCraftedLearner, fit_machine
from emotion_engine.lab.training.hand_crafted_features import describe_take, functionals
from tests.corpus import write_corpus
from tests.signals import SAMPLE_RATE, glide, noise, tone


def test_functionals_of_a_rising_line_are_its_geometry() -> None:
    line = np.linspace(0.0, 10.0, 101)
    mean, deviation, low, middle, high, step, trend = functionals(line)
    np.testing.assert_allclose([mean, low, middle, high], [5, 0.5, 5, 9.5])
    np.testing.assert_allclose([deviation, step, trend], [line.std(), 0.1, 5.0])


def test_missing_frames_are_left_out() -> None:
    line = np.where(np.arange(40) % 4 == 0, np.nan, 3.0)
    np.testing.assert_allclose(functionals(line), [3, 0, 3, 3, 3, 0, 0], atol=1e-9)


def test_an_octave_higher_is_twelve_semitones_more() -> None:
    low, high = (describe_take(tone(f0, 1.0))[0] for f0 in (150.0, 300.0))
    assert abs(high - low - 12) < 0.3  # semitones


def test_gain_hardly_changes_the_description() -> None:
    take = glide(120.0, 240.0, 1.0) * 0.3
    louder = describe_take((take * 2).astype(np.float32))
    np.testing.assert_allclose(describe_take(take), louder, atol=0.5)


def test_noise_without_voice_has_a_finite_description() -> None:
    assert np.isfinite(describe_take(noise(0.6))).all()


def test_the_machine_tells_clouds_apart_with_few_and_with_many_speakers() -> None:
    generator = np.random.default_rng(0)
    truth = np.tile([0, 1, 2], 24)
    features = truth[:, None] * 3.0 + generator.normal(0, 0.5, (72, 5))
    for n_speakers in (2, 8):
        speakers = np.repeat(np.arange(n_speakers), 72 // n_speakers)
        machine = fit_machine(features, truth, speakers)
        assert (machine.predict(features) == truth).mean() > 0.95


def test_high_and_low_voices_are_distinguished_by_sound(tmp_path: Path) -> None:
    rows = [{"speaker": f"s{i // 2}", "emotion": "ab"[i % 2]} for i in range(8)]
    corpus = load_corpus(write_corpus(tmp_path / "made", rows))
    for index, path in enumerate(corpus.paths):
        f0_hz = (120.0 if corpus.emotions[index] == "a" else 260.0) + index
        soundfile.write(path, tone(f0_hz, 0.5), SAMPLE_RATE)
    learner = HandCraftedLearner(tmp_path / "cache")
    found = learner.fit_predict(corpus, np.arange(6), np.arange(6, 8), seed=0)
    assert found.shape == (2, 2)
    assert found.argmax(1).tolist() == [0, 1]
    assert len(list((tmp_path / "cache").rglob("*.npy"))) == len(corpus)
