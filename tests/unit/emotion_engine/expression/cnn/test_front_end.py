"""Log-mels: where frames are, and that gain does not count."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.expression.cnn.front_end import HOP, WINDOW, LogMel, levelled
from tests.signals import noise, tone


def test_frames_come_every_10_ms_and_none_hears_beyond_the_end() -> None:
    mels = LogMel()(torch.from_numpy(noise(0.5, seed=0)).float()[None])
    assert mels.shape == (1, (8000 - WINDOW) // HOP + 1, 64)


def test_a_higher_tone_lies_in_a_higher_band() -> None:
    low, high = (
        LogMel()(torch.from_numpy(tone(hz, 0.3)).float()[None]).mean(1).argmax()
        for hz in (200.0, 2000.0)
    )
    assert low + 10 < high


def test_gain_does_not_count() -> None:
    sound = torch.from_numpy(noise(0.4, seed=1)).float()[None]
    soft, loud = (levelled(LogMel()(gain * sound)) for gain in (0.1, 1.0))
    torch.testing.assert_close(soft, loud, atol=0.02, rtol=0)


def test_the_level_of_a_frame_knows_nothing_of_what_follows() -> None:
    mels = torch.randn(1, 50, 64, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(levelled(mels)[:, :20], levelled(mels[:, :20]))


def test_levelling_goes_on_where_it_stopped() -> None:
    mels = torch.randn(1, 50, 64, generator=torch.Generator().manual_seed(0))
    rest = levelled(mels[:, 20:], mels[:, :20].mean(-1).sum(1), 20)
    torch.testing.assert_close(rest, levelled(mels)[:, 20:], atol=1e-5, rtol=1e-4)


def test_the_mean_of_the_first_frame_is_its_own() -> None:
    assert float(levelled(torch.full((1, 3, 64), 5.0)).abs().max()) == pytest.approx(0)
