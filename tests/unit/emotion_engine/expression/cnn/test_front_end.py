"""Log-mels: where frames are, and what they hear."""

from __future__ import annotations

import numpy as np
import torch

from emotion_engine.audio.level import at_working_level
from emotion_engine.expression.cnn.front_end import HOP, WINDOW, LogMel, standardised
from tests.signals import noise, tone, voiced


def test_frames_come_every_10_ms_and_none_hears_beyond_the_end() -> None:
    mels = LogMel()(torch.from_numpy(noise(0.5, seed=0)).float()[None])
    assert mels.shape == (1, (8000 - WINDOW) // HOP + 1, 64)


def test_a_higher_tone_lies_in_a_higher_band() -> None:
    low, high = (
        LogMel()(torch.from_numpy(tone(hz, 0.3)).float()[None]).mean(1).argmax()
        for hz in (200.0, 2000.0)
    )
    assert low + 10 < high


def test_speech_at_working_level_is_about_standard() -> None:
    waveform = at_working_level(voiced(np.linspace(110, 180, 16_000)))
    mels = standardised(LogMel()(torch.from_numpy(waveform).float()[None]))
    assert abs(float(mels.mean())) < 1.5
    assert 0.5 < float(mels.std()) < 2


def test_a_frame_knows_nothing_of_what_follows() -> None:
    sound = torch.from_numpy(noise(0.4, seed=1)).float()[None]
    before = LogMel()(sound[:, : 20 * HOP + WINDOW])
    torch.testing.assert_close(LogMel()(sound)[:, :21], before)
