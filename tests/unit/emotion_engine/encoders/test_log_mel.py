"""The spectrogram is Whisper's own, at any length."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import WhisperFeatureExtractor

from emotion_engine.encoders.log_mel import log_mel


def noise(duration_s: float) -> np.ndarray:
    rng = np.random.default_rng(1)
    return rng.normal(0, 0.1, round(duration_s * 16_000)).astype(np.float32)


@pytest.mark.parametrize("duration_s", [1.0, 2.5])
def test_it_equals_the_feature_extractor_of_transformers(duration_s) -> None:
    waveform = noise(duration_s)
    extractor = WhisperFeatureExtractor(chunk_length=int(2 * duration_s) / 2)
    theirs = extractor(
        waveform, sampling_rate=16_000, padding=False, return_tensors="np"
    ).input_features[0]
    ours = log_mel(torch.from_numpy(waveform), 80).numpy()
    assert ours.shape == (80, len(waveform) // 160)
    np.testing.assert_allclose(ours, theirs[:, : ours.shape[1]], atol=2e-4)


def test_gain_moves_all_bins_by_the_same_amount() -> None:
    waveform = torch.from_numpy(noise(1.0))
    louder = log_mel(waveform * 10, 80) - log_mel(waveform, 80)
    # Ten times the amplitude is 2 in log10 of power, and values are divided by 4.
    torch.testing.assert_close(louder, torch.full_like(louder, 0.5), atol=1e-4, rtol=0)


def test_silence_is_flat() -> None:
    assert log_mel(torch.zeros(16_000), 80).unique().tolist() == [-1.5]
