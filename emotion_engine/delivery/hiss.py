"""Energy above 2.5 kHz, where hisses and bursts lie and vowels have little.

The encoder hears a sound in its context: in the silence behind "student" it may still
find the "s" that the sentence demands. The spectrum knows no sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from emotion_engine.alignment.spectrum import HOP_S, band_levels, mel_bands
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.results import AudioQuality

# A recording that ends below, as over a telephone, has too little of an "s" to miss one:
# natives whose voices end at 4 to 5 kHz were told so in every fourth take.
LEAST_BANDWIDTH_HZ = 6000.0
LOW_HZ, HIGH_HZ = 1000.0, 2500.0
QUIET = 0.2  # share of frames that give the level of what is no hiss in this take
LEAST = 1e-7  # power, relative to the loudest frames


@dataclass(frozen=True, slots=True)
class Hiss:
    """Power of a take in frames every 5 ms, relative to its loudest ones.

    Attributes
    ----------
    low, high : float array, shape (n_frames,)
        Below ``LOW_HZ`` and above ``HIGH_HZ``.
    """

    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, waveform: np.ndarray) -> Hiss:
        """Measure a waveform at 16 kHz."""
        power = 10.0 ** band_levels(waveform)
        centres_hz = band_centres_hz()
        return cls(
            power[:, centres_hz < LOW_HZ].sum(axis=1),
            power[:, centres_hz > HIGH_HZ].sum(axis=1),
        )

    def between(self, start_s: float, end_s: float) -> tuple[float, float]:
        """Return how much hiss there is at most in a stretch, in decades of power.

        Returns
        -------
        level : float
            Above the quietest fifth of the take, whatever the microphone passes.
        balance : float
            Over the power below ``LOW_HZ``, where voices have most.
        """
        first = min(max(round(start_s / HOP_S), 0), len(self.high) - 1)
        own = slice(first, max(round(end_s / HOP_S), first + 1))
        quiet = max(float(np.quantile(self.high, QUIET)), LEAST)
        level = max(float(self.high[own].max()), LEAST) / quiet
        balance = float((self.high[own] / (self.low[own] + LEAST)).max())
        return float(np.log10(level)), float(np.log10(max(balance, LEAST)))


def carries_hiss(quality: AudioQuality) -> bool:
    """Whether a recording reaches so high that a missing hiss means something.

    Where noise may hide what is high up, that is not known.
    """
    return (quality.bandwidth_hz or 0.0) >= LEAST_BANDWIDTH_HZ


@lru_cache(maxsize=1)
def band_centres_hz() -> np.ndarray:
    """Return the frequency at which each band of ``band_levels`` is highest."""
    bands = mel_bands()
    return bands.argmax(axis=1) * (SAMPLE_RATE / 2) / (bands.shape[1] - 1)
