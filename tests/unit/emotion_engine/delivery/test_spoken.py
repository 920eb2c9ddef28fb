"""Phones are found among the frames at the rate of the encoder that made them."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.delivery.spoken import HeardTake, PlacedPhones, join


@pytest.mark.parametrize(("rate_hz", "mean"), [(50.0, 5.5), (100.0, 11.5)])
def test_a_phone_has_the_frames_of_its_time(rate_hz: float, mean: float) -> None:
    frames = np.arange(40, dtype=np.float16).reshape(1, 40, 1)  # worth their number
    heard = HeardTake(
        frames=frames,
        pooled=np.zeros((1, 3, 1), np.float32),
        word_likelihoods=np.zeros((1, 2), np.float32),
        word_states=np.zeros((1, 1), np.float16),
        frame_rate_hz=rate_hz,
    )
    placed = PlacedPhones(np.array([0]), np.array([0]), np.float32([[0.105, 0.135]]))
    spoken = join(heard, placed)
    # 0.105 to 0.135 s: frames 5 and 6 at 50 Hz, frames 10 to 13 at 100 Hz
    assert spoken.states[0, 0, 0] == mean
