"""Level over time, of the whole spectrum or of a band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from emotion_engine.config import SAMPLE_RATE

from .frames import HOP_S, centred_frames, frame_times_s

FRAME_SAMPLES = 512  # 32 ms: two periods of a 63-Hz voice
SILENCE_DB = -120.0


@dataclass(frozen=True, slots=True)
class IntensityTrack:
    """Level by frame.

    Attributes
    ----------
    times_s : array, shape (n_frames,)
        Centres of the frames.
    level_db : array, shape (n_frames,)
        RMS level in dB re full scale (a full-scale square wave is 0 dB), never
        below ``SILENCE_DB``, so that digital silence stays finite.
    hop_s : float
        Time from one frame to the next.
    """

    times_s: np.ndarray
    level_db: np.ndarray
    hop_s: float


def track_intensity(
    waveform: np.ndarray,
    *,
    low_hz: float | None = None,
    high_hz: float | None = None,
    hop_s: float = HOP_S,
) -> IntensityTrack:
    """Measure the level in Hann-weighted frames of 32 ms.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono speech in [-1, 1] at 16 kHz.
    low_hz, high_hz : float, optional
        Count only the energy between these frequencies. 300 to 2500 Hz follows the
        vowels, not hum or fricatives.
    """
    frames = centred_frames(waveform, length=FRAME_SAMPLES, hop_s=hop_s)
    window = np.hanning(FRAME_SAMPLES + 2)[1:-1].astype(np.float32)
    if low_hz is None and high_hz is None:
        energy = np.square(frames) @ np.square(window)
    else:
        energy = _band_energy(frames * window, low_hz or 0.0, high_hz or np.inf)
    level_db = to_db(energy / np.square(window).sum())
    return IntensityTrack(frame_times_s(len(level_db), hop_s), level_db, hop_s)


def to_db(power: np.ndarray | float) -> np.ndarray:
    """Mean square to dB re full scale, not below ``SILENCE_DB``."""
    floor = 10 ** (SILENCE_DB / 10)
    return 10 * np.log10(np.maximum(np.asarray(power, dtype=np.float64), floor))


def _band_energy(frames: np.ndarray, low_hz: float, high_hz: float) -> np.ndarray:
    """Energy of each frame between two frequencies (Parseval)."""
    power = np.square(np.abs(np.fft.rfft(frames, axis=1)))
    frequencies_hz = np.fft.rfftfreq(FRAME_SAMPLES, 1 / SAMPLE_RATE)
    inside = (frequencies_hz >= low_hz) & (frequencies_hz <= high_hz)
    return 2 * power[:, inside].sum(axis=1) / FRAME_SAMPLES
