"""Features are computed once for each content, and never half written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from emotion_engine.config import AudioLimits
from emotion_engine.encoders.base import Encoding
from emotion_engine.lab.training.alterations import LOUDER, NOISY_20
from emotion_engine.lab.training.feature_cache import FRAMES, FeatureCache
from tests.signals import SAMPLE_RATE, noise


class CountingEncoder:
    """One frame for every 320 samples: their mean level in two made-up layers."""

    name, n_layers, hidden_size, frame_rate_hz = "counting", 1, 3, 50.0

    def __init__(self) -> None:
        self.n_encoded = 0
        self.batches: list[list[int]] = []

    def encode(self, waveforms: Sequence[np.ndarray]) -> Encoding:
        self.n_encoded += len(waveforms)
        self.batches.append([len(waveform) for waveform in waveforms])
        n_frames = torch.tensor([len(waveform) // 320 for waveform in waveforms])
        hidden = torch.zeros(2, len(waveforms), int(n_frames.max()), 3)
        for index, waveform in enumerate(waveforms):
            frames = waveform[: int(n_frames[index]) * 320].reshape(-1, 320)
            level = torch.from_numpy(np.abs(frames).mean(axis=1))
            hidden[:, index, : len(level)] = level[None, :, None]
        return Encoding(hidden, n_frames, 50.0)


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def cache(encoder: CountingEncoder, tmp_path: Path) -> FeatureCache:
    return FeatureCache("counting", lambda: encoder, tmp_path / "cache")


@pytest.fixture
def takes(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.wav" for number in range(10)]
    for number, path in enumerate(paths):
        length_s = 0.3 + 0.05 * ((number * 7) % 10)
        soundfile.write(path, noise(length_s, seed=number), SAMPLE_RATE)
    return paths


def test_each_take_is_encoded_once(
    cache: FeatureCache, encoder: CountingEncoder, takes: list[Path]
) -> None:
    first = cache.features(takes)
    assert first.shape == (10, 2, 3, 3)
    assert encoder.n_encoded == 10
    np.testing.assert_array_equal(cache.features(takes), first)
    assert encoder.n_encoded == 10


def test_the_order_of_the_paths_is_that_of_the_rows(
    cache: FeatureCache, takes: list[Path]
) -> None:
    forward, backward = cache.features(takes), cache.features(takes[::-1])
    np.testing.assert_array_equal(forward, backward[::-1])
    assert len(np.unique(forward[:, 0, 0, 0])) == 10


def test_the_content_counts_and_not_the_name(
    cache: FeatureCache, encoder: CountingEncoder, takes: list[Path]
) -> None:
    cache.features(takes)
    takes[0].rename(takes[0].with_name("other.wav"))
    soundfile.write(takes[1], noise(0.5, seed=99), SAMPLE_RATE)
    cache.features([takes[0].with_name("other.wav"), takes[1]])
    assert encoder.n_encoded == 11


def test_altered_takes_have_features_of_their_own(
    cache: FeatureCache, takes: list[Path]
) -> None:
    recorded, noisy = cache.features(takes), cache.features(takes, NOISY_20)
    assert not np.allclose(recorded, noisy)


def test_features_do_not_depend_on_the_gain(
    cache: FeatureCache, takes: list[Path]
) -> None:
    recorded, louder = cache.features(takes), cache.features(takes, LOUDER)
    np.testing.assert_allclose(recorded, louder, rtol=1e-3)


def test_batches_hold_takes_of_like_length(
    cache: FeatureCache, encoder: CountingEncoder, takes: list[Path]
) -> None:
    cache.features(takes)
    lengths = [length for batch in encoder.batches for length in batch]
    assert lengths == sorted(lengths)


def test_a_pass_that_breaks_off_leaves_no_half_file(
    cache: FeatureCache,
    encoder: CountingEncoder,
    takes: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_off(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(OSError, match="disk full"):
        cache.features(takes[:1])
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []


def test_frames_are_kept_at_25_hz_beside_the_pooled_layers(
    cache: FeatureCache, encoder: CountingEncoder, takes: list[Path]
) -> None:
    frames = replace(cache, description=FRAMES)
    pooled, over_time = cache.features(takes[:2]), frames.read(takes[:2])
    assert encoder.n_encoded == 4
    for take, layers in zip(pooled, over_time, strict=True):
        assert layers.dtype == np.float16
        assert (layers.shape[0], layers.shape[2]) == (2, 3)
        assert layers.shape[1] == pytest.approx(25 * 0.5, abs=8)
        np.testing.assert_allclose(layers.mean(1), take[:, 0], rtol=0.05)


def test_a_take_longer_than_the_product_takes_is_heard_up_to_there(
    cache: FeatureCache, encoder: CountingEncoder, tmp_path: Path
) -> None:
    path = tmp_path / "passage.wav"
    soundfile.write(path, noise(2.0, seed=1), SAMPLE_RATE)
    short = replace(cache, limits=AudioLimits(max_duration_s=1.0))
    short.features([path])
    assert encoder.batches == [[SAMPLE_RATE]]
