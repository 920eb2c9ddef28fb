"""The highest frequency at which a recording carries speech."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import SAMPLE_RATE

FRAME_SAMPLES = 512
HOP_SAMPLES = 256
MIN_FRAMES = 5
LOUD_PERCENTILE = 98  # fricatives carry the highest frequencies, and are rare
DYNAMIC_DB = 60.0  # below the strongest bin: leakage, dither, coding noise
OVER_NOISE_DB = 13.0  # of the loud percentile over the median of noise alone: 7.5
HIDING_DB = 50.0  # noise closer than this to the strongest bin may hide fricatives
SMOOTHING_BINS = 5  # 156 Hz


def bandwidth_hz(
    waveform: np.ndarray, spoken: np.ndarray, source_sample_rate: int
) -> float | None:
    """Highest frequency at which speech rises above noise and dynamic range.

    About 4 kHz and below means a telephone band (a headset microphone over
    Bluetooth); never above half of the source's sample rate.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
    spoken : bool array, shape (n_samples,)
        Where the speech is.

    Returns
    -------
    float or None
        ``None`` without speech, or where noise may hide higher frequencies.
    """
    if len(waveform) < FRAME_SAMPLES:
        return None
    frames = np.lib.stride_tricks.sliding_window_view(waveform, FRAME_SAMPLES)
    is_speech = spoken[FRAME_SAMPLES // 2 :: HOP_SAMPLES][: len(frames[::HOP_SAMPLES])]
    window = np.hanning(FRAME_SAMPLES).astype(np.float32)
    power = np.square(np.abs(np.fft.rfft(frames[::HOP_SAMPLES] * window, axis=1)))
    power = power[: len(is_speech)]
    if is_speech.sum() < MIN_FRAMES:
        return None
    speech_db = _percentile_db(power[is_speech], LOUD_PERCENTILE)
    noise_db = np.full_like(speech_db, -np.inf)
    if (~is_speech).sum() >= MIN_FRAMES:
        noise_db = _percentile_db(power[~is_speech], 50)
    highest = _highest_bin(speech_db, noise_db)
    if highest is None:
        return None
    return min(highest * SAMPLE_RATE / FRAME_SAMPLES, source_sample_rate / 2)


def _highest_bin(speech_db: np.ndarray, noise_db: np.ndarray) -> int | None:
    strongest_db = speech_db.max()
    floor_db = np.maximum(strongest_db - DYNAMIC_DB, noise_db + OVER_NOISE_DB)
    audible = np.flatnonzero(speech_db > floor_db)
    if not len(audible):
        return None
    highest = int(audible[-1])
    above_db = noise_db[highest + 1 :]
    hidden = len(above_db) and np.median(above_db) > strongest_db - HIDING_DB
    return None if hidden else highest


def _percentile_db(power: np.ndarray, percentile: float) -> np.ndarray:
    """Percentile over frames of each bin, smoothed over its neighbours, in dB."""
    loud = np.percentile(power, percentile, axis=0)
    padded = np.pad(loud, SMOOTHING_BINS // 2, mode="edge")
    kernel = np.full(SMOOTHING_BINS, 1 / SMOOTHING_BINS)
    return 10 * np.log10(np.maximum(np.convolve(padded, kernel, mode="valid"), 1e-20))
