"""A take as WORLD frames, whose timing, level and melody can be changed.

Morise, Yokomori and Ozawa, "WORLD: a vocoder-based high-quality speech synthesis system
for real-time applications", IEICE Transactions 2016.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyworld

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.results import Span

FRAME_S = 0.005
SMOOTHED_FRAMES = 9  # 45 ms: so that changes of level and melody do not click
FULL_SCALE = 0.99


@dataclass(frozen=True, slots=True)
class WorldFrames:
    """WORLD's analysis of a take, every 5 ms.

    Attributes
    ----------
    f0_hz : array, shape (n_frames,)
        0 where unvoiced.
    envelope, aperiodicity : arrays, shape (n_frames, n_bins)
        Power, and the share of it that is noise.
    """

    f0_hz: np.ndarray
    envelope: np.ndarray
    aperiodicity: np.ndarray

    def __len__(self) -> int:
        return len(self.f0_hz)

    def frames_in(self, span: Span) -> slice:
        """Return the frames of a stretch of the take, at least one."""
        first = min(round(span.start_s / FRAME_S), len(self) - 1)
        return slice(first, max(first + 1, round(span.end_s / FRAME_S)))

    def level_db(self, span: Span) -> float:
        """Return the mean level of a stretch."""
        power = self.envelope[self.frames_in(span)].mean(axis=1)
        return float(np.mean(10 * np.log10(power + 1e-12)))

    def melody_st(self, span: Span) -> float:
        """Return the median F0 of a stretch in semitones re 1 Hz; NaN if unvoiced."""
        f0_hz = self.f0_hz[self.frames_in(span)]
        voiced = f0_hz[f0_hz > 0]
        return float(12 * np.log2(np.median(voiced))) if len(voiced) else float("nan")


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes to be made to every frame.

    Attributes
    ----------
    stretch : array, shape (n_frames,)
        Factor on its duration.
    gain_db, shift_st : arrays, shape (n_frames,)
        Changes of level and pitch.
    """

    stretch: np.ndarray
    gain_db: np.ndarray
    shift_st: np.ndarray

    @classmethod
    def none(cls, n_frames: int) -> Changes:
        """Return changes that leave everything as it is, to be filled in."""
        return cls(np.ones(n_frames), np.zeros(n_frames), np.zeros(n_frames))


def analyse(waveform: np.ndarray) -> WorldFrames:
    """Analyse a waveform, float32, shape (n_samples,), 16 kHz."""
    samples = np.float64(waveform)
    coarse_hz, times_s = pyworld.dio(samples, SAMPLE_RATE)
    f0_hz = pyworld.stonemask(samples, coarse_hz, times_s, SAMPLE_RATE)
    envelope = pyworld.cheaptrick(samples, f0_hz, times_s, SAMPLE_RATE)
    aperiodicity = pyworld.d4c(samples, f0_hz, times_s, SAMPLE_RATE)
    return WorldFrames(f0_hz, envelope, aperiodicity)


def synthesise(frames: WorldFrames, changes: Changes) -> np.ndarray:
    """Resynthesise a take with its changes.

    Returns
    -------
    float32 array, shape (n_samples,)
        Attenuated as a whole if it would exceed full scale.
    """
    source = source_frames(changes.stretch)  # (n_new_frames,) fractional old frame
    nearest = np.minimum(np.round(source).astype(int), len(frames) - 1)
    shift = smoothed(changes.shift_st)[nearest]
    gain = smoothed(changes.gain_db)[nearest]
    waveform = pyworld.synthesize(
        frames.f0_hz[nearest] * 2 ** (shift / 12),
        between(frames.envelope, source) * 10 ** (gain[:, None] / 10),
        np.ascontiguousarray(frames.aperiodicity[nearest]),
        SAMPLE_RATE,
    )
    peak = max(np.abs(waveform).max(initial=0.0) / FULL_SCALE, 1.0)
    return np.float32(waveform / peak)


def source_frames(stretch: np.ndarray) -> np.ndarray:
    """Return the old frame that each new one is taken from."""
    begins = np.concatenate([[0.0], np.cumsum(stretch)[:-1]])
    n_new = max(1, round(float(stretch.sum())))
    return np.interp(np.arange(n_new), begins, np.arange(len(stretch)))


def between(envelope: np.ndarray, source: np.ndarray) -> np.ndarray:
    """Interpolate spectral envelopes on a log scale."""
    low = np.floor(source).astype(int)
    high = np.minimum(low + 1, len(envelope) - 1)
    share = (source - low)[:, None]
    logs = np.log(envelope[low]) * (1 - share) + np.log(envelope[high]) * share
    return np.exp(logs)


def smoothed(values: np.ndarray) -> np.ndarray:
    """Smooth the edges of a change."""
    window = np.hanning(SMOOTHED_FRAMES + 2)[1:-1]
    return np.convolve(values, window / window.sum(), mode="same")[: len(values)]
