"""Any rate to 16 kHz."""

import numpy as np
import pytest

from emotion_engine.audio.resample import ChannelResampler
from emotion_engine.errors import AudioError, AudioRefusal
from tests.signals import sine


def resampled(samples: np.ndarray, sample_rate: int, *, stretch: int) -> np.ndarray:
    resampler = ChannelResampler()
    for start in range(0, len(samples), stretch):
        resampler.add(samples[None, start : start + stretch], sample_rate)
    return resampler.finish()[0]


@pytest.mark.parametrize("sample_rate", [8_000, 11_025, 44_100, 48_000, 96_000])
def test_a_sine_of_any_rate_stays_itself(sample_rate: int) -> None:
    heard = resampled(sine(440, 1, sample_rate=sample_rate), sample_rate, stretch=960)
    assert len(heard) == 16_000
    assert heard[200:-200] == pytest.approx(sine(440, 1)[200:-200], abs=1e-4)


def test_what_16_khz_cannot_hold_is_filtered_out() -> None:
    heard = resampled(sine(9_000, 1, sample_rate=48_000), 48_000, stretch=960)
    assert np.abs(heard[500:-500]).max() < 0.3 * 10 ** (-50 / 20)


def test_the_size_of_the_stretches_does_not_matter() -> None:
    samples = sine(440, 0.5, sample_rate=44_100)
    one, many = (resampled(samples, 44_100, stretch=n) for n in (len(samples), 333))
    assert np.array_equal(one, many)


def test_a_rate_that_changes_midway_is_followed() -> None:
    resampler = ChannelResampler()
    resampler.add(sine(200, 1, sample_rate=8_000)[None], 8_000)
    resampler.add(sine(200, 1, sample_rate=48_000)[None], 48_000)
    assert resampler.finish().shape == (1, 32_000)


@pytest.mark.parametrize(
    ("channels", "sample_rate", "code"),
    [
        (1, 1, AudioRefusal.NOT_AUDIO),
        (9, 16_000, AudioRefusal.TOO_MANY_CHANNELS),
    ],
)
def test_headers_that_would_fill_the_memory_are_refused(
    channels: int, sample_rate: int, code: AudioRefusal
) -> None:
    with pytest.raises(AudioError) as refusal:
        ChannelResampler().add(np.zeros((channels, 10), np.float32), sample_rate)
    assert refusal.value.code == code
