"""Input of the boundary model: the levels of mel bands, every 5 ms."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from emotion_engine.features.frames import centred_frames

HOP_S = 0.005
WINDOW, N_FFT = 320, 512  # samples; 20 ms
N_BANDS, LOWEST_HZ, HIGHEST_HZ = 20, 60.0, 7800.0
FLOOR = 1e-7  # of the level of the loudest frames: 70 dB below counts as silence
FRAME = 400  # samples: 25 ms
LOUD_FRAMES = 10  # the tenth loudest frame gives the level: clicks are shorter


def loud_level(waveform: np.ndarray) -> float:
    """RMS of the tenth loudest frame of 25 ms; 0 where there is no whole frame."""
    frames = waveform[: len(waveform) // FRAME * FRAME].reshape(-1, FRAME)
    levels = np.sort(np.sqrt(np.mean(np.square(frames), axis=1)))  # (n_frames,)
    return float(levels[-min(LOUD_FRAMES, len(levels))]) if len(levels) else 0.0


def band_levels(waveform: np.ndarray) -> np.ndarray:
    """Measure the levels of mel bands, relative to the loudest frames of the take.

    Returns
    -------
    float32 array, shape (n_frames, N_BANDS)
        Base-10 logarithm of power, in frames centred on multiples of ``HOP_S``.
    """
    window = np.hanning(WINDOW).astype(np.float32)
    frames = centred_frames(waveform, length=WINDOW, hop_s=HOP_S) * window
    power = np.square(np.abs(np.fft.rfft(frames, N_FFT)))
    whole = N_FFT / 2 * np.square(window).sum() * loud_level(waveform) ** 2
    shares = power @ mel_bands().T / max(float(whole), 1e-12)
    return np.log10(np.maximum(shares, FLOOR)).astype(np.float32)


@lru_cache(maxsize=1)
def mel_bands() -> np.ndarray:
    """Triangular bands evenly spaced in mel, shape (N_BANDS, N_FFT // 2 + 1)."""
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    edges_hz = 700 * (10 ** (np.linspace(lowest, highest, N_BANDS + 2) / 2595) - 1)
    low, centre, high = edges_hz[:-2, None], edges_hz[1:-1, None], edges_hz[2:, None]
    bins_hz = np.linspace(0, 8000, N_FFT // 2 + 1)
    rising, falling = (
        (bins_hz - low) / (centre - low),
        (high - bins_hz) / (high - centre),
    )
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
