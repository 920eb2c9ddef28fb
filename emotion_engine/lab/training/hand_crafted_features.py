"""Hand-crafted features: functionals of melody, level, spectrum and timing."""

from __future__ import annotations

import numpy as np
import torch
from torchaudio.transforms import MFCC

from emotion_engine.audio.level import at_working_level
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.features.f0 import to_semitones
from emotion_engine.features.intensity import track_intensity
from emotion_engine.lab.detectors import detect_speech, track_f0

N_MFCC = 13
REFERENCE_HZ = 100.0
BANDS_HZ = ((60, 500), (500, 1000), (1000, 2000), (2000, 4000), (4000, 8000))


def describe_take(waveform: np.ndarray) -> np.ndarray:
    """Compute the hand-crafted features of one take.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono speech at 16 kHz.

    Returns
    -------
    float32 array, shape (n_features,)
        Functionals of F0 (semitones), intensity and spectral balance (dB) and MFCCs
        over the speech, and measures of rate and pauses; 0 where nothing is voiced.
    """
    waveform = at_working_level(waveform)
    speech = detect_speech(waveform)
    if speech:
        first, last = speech[0].start_s, speech[-1].end_s
        waveform = waveform[round(first * SAMPLE_RATE) : round(last * SAMPLE_RATE)]
    f0_st = to_semitones(track_f0(waveform).f0_hz, REFERENCE_HZ)
    parts = [
        functionals(f0_st),
        functionals(track_intensity(waveform).level_db),
        np.concatenate([functionals(band) for band in balance_db(waveform)]),
        np.concatenate([functionals(row) for row in cepstra(waveform)]),
        timing(f0_st, [span.end_s - span.start_s for span in speech]),
    ]
    return np.nan_to_num(np.float32(np.concatenate(parts)))


def functionals(contour: np.ndarray) -> np.ndarray:
    """Mean, deviation, 5th, 50th and 95th percentile, mean absolute step, trend.

    Missing frames (NaN) are left out. Shape (7,), NaN where there are under 3 frames.
    """
    known = contour[~np.isnan(contour)]
    if len(known) < 3:
        return np.full(7, np.nan)
    steps = np.abs(np.diff(contour))
    step = np.nanmean(steps) if not np.isnan(steps).all() else 0.0
    trend = np.polyfit(np.linspace(-1, 1, len(known)), known, 1)[0]
    percentiles = np.percentile(known, (5, 50, 95))
    return np.array([known.mean(), known.std(), *percentiles, step, trend])


def balance_db(waveform: np.ndarray) -> list[np.ndarray]:
    """Level of each band relative to the whole, by frame."""
    whole = track_intensity(waveform).level_db
    bands = (track_intensity(waveform, low_hz=a, high_hz=b) for a, b in BANDS_HZ)
    return [band.level_db - whole for band in bands]


def cepstra(waveform: np.ndarray) -> np.ndarray:
    """MFCCs over time, shape (n_mfcc, n_frames), in steps of 10 ms."""
    mel = {"n_fft": 512, "hop_length": 160, "n_mels": 40}
    transform = MFCC(SAMPLE_RATE, n_mfcc=N_MFCC, melkwargs=mel)
    return transform(torch.from_numpy(np.ascontiguousarray(waveform))).numpy()


def timing(f0_st: np.ndarray, stretches_s: list[float]) -> np.ndarray:
    """Voiced share, voiced stretches per second, length and pieces of speech, rate."""
    voiced = ~np.isnan(f0_st)
    onsets = int(np.sum(np.diff(voiced.astype(int)) == 1))
    whole_s = max(len(f0_st) * 0.01, 0.01)
    speech_s = sum(stretches_s)
    return np.array(
        [
            voiced.mean() if len(voiced) else 0.0,
            onsets / whole_s,
            speech_s,
            len(stretches_s),
            speech_s / whole_s,
        ]
    )
