"""The highest frequency with speech."""

import numpy as np
import pytest

from emotion_engine.audio.spectra import bandwidth_hz
from tests.signals import noise, silence

RNG_S = 2.0


def band_limited(cutoff_hz: float) -> np.ndarray:
    """Noise up to a frequency, in two of three seconds."""
    spectrum = np.fft.rfft(noise(RNG_S))
    hz = np.fft.rfftfreq(round(RNG_S * 16_000), 1 / 16_000)
    limited = np.fft.irfft(np.where(hz <= cutoff_hz, spectrum, 0))
    return np.concatenate([silence(0.5), limited, silence(0.5)]).astype(np.float32)


SPOKEN = np.zeros(48_000, dtype=bool)
SPOKEN[8_000:40_000] = True


@pytest.mark.parametrize("cutoff_hz", [3_400, 4_000, 5_500, 7_000])
def test_the_edge_of_the_band_is_found(cutoff_hz: float) -> None:
    found = bandwidth_hz(band_limited(cutoff_hz), SPOKEN, 48_000)
    assert found == pytest.approx(cutoff_hz, abs=200)  # window, smoothing


def test_half_of_the_source_rate_bounds_it() -> None:
    assert bandwidth_hz(band_limited(7_900), SPOKEN, 8_000) == 4_000


def test_noise_that_may_hide_the_edge_leaves_it_unknown() -> None:
    noisy = band_limited(4_000) + noise(3, rms=0.01, seed=1)
    assert bandwidth_hz(noisy, SPOKEN, 48_000) is None


def test_faint_noise_does_not_hide_the_edge() -> None:
    noisy = band_limited(4_000) + noise(3, rms=1e-5, seed=1)
    assert bandwidth_hz(noisy, SPOKEN, 48_000) == pytest.approx(4_000, abs=200)


def test_without_speech_it_is_unknown() -> None:
    assert bandwidth_hz(noise(3), np.zeros(48_000, dtype=bool), 48_000) is None
    assert bandwidth_hz(noise(0.01), np.ones(160, dtype=bool), 48_000) is None
