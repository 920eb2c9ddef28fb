"""How well a take was recorded, and whether anything can be judged from it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from emotion_engine.config import SAMPLE_RATE, AudioLimits
from emotion_engine.results import AudioQuality, Reason, Span

from .decode import DecodedAudio
from .spectra import bandwidth_hz

FRAME_SAMPLES = 320  # 20 ms
MIN_NOISE_FRAMES = 10
MINIMUM_PERCENTILE = 10  # of the speech frames' powers: stop closures and pauses
MAX_SNR_DB = 60.0  # above this, the recorder's noise gate is what is measured
MIN_SNR_DB = -10.0
# Unclipped speech is less than 2 dB below its loudest hundredth, or above it, for
# 1.6 to 4.1 % of the time (100 takes of four corpora); overdriven by 20 dB and then
# passed through a lossy codec, for 7 to 52 %.
NEAR_PEAK = 0.8
NEAR_PEAK_QUANTILE = 0.99
NEAR_PEAK_SHARE = 0.045


def measure_quality(audio: DecodedAudio, speech: Sequence[Span]) -> AudioQuality:
    """Measure one take.

    Shares and ratios do not depend on gain; ``clipping_share`` is a share of the
    *speech*, so that surrounding silence does not dilute it.
    """
    waveform = audio.waveform
    power = _frame_power(waveform)
    spoken = _mask(len(power), FRAME_SAMPLES, speech)
    speech_s = math.fsum(span.duration_s for span in speech)
    in_samples = _mask(len(waveform), 1, speech)
    heard = waveform[in_samples] if in_samples.any() else waveform
    return AudioQuality(
        duration_s=audio.duration_s,
        speech_s=speech_s,
        speech_share=min(1.0, speech_s / max(len(waveform) / SAMPLE_RATE, 1e-9)),
        level_dbfs=_to_dbfs(float(np.square(heard, dtype=np.float64).mean())),
        peak_dbfs=_to_dbfs(float(np.abs(waveform).max()) ** 2),
        clipping_share=_clipping_share(audio, heard),
        snr_db=_snr_db(power, spoken) if spoken.any() else None,
        bandwidth_hz=bandwidth_hz(waveform, in_samples, audio.source_sample_rate),
        source_sample_rate=audio.source_sample_rate,
        source_codec=audio.source_codec,
        source_channels=audio.source_channels,
    )


def why_not_assessable(quality: AudioQuality, limits: AudioLimits) -> Reason | None:
    """Return the first reason why nothing can be judged, or ``None``."""
    level_dbfs, snr_db = quality.level_dbfs, quality.snr_db
    checks = {
        Reason.TOO_SHORT: quality.duration_s < limits.min_duration_s,
        Reason.TOO_LONG: quality.duration_s > limits.max_duration_s,
        Reason.NO_SPEECH: quality.speech_s < limits.min_speech_s,
        Reason.TOO_QUIET: level_dbfs is None or level_dbfs < limits.min_level_dbfs,
        Reason.TOO_NOISY: snr_db is not None and snr_db < limits.min_snr_db,
        Reason.CLIPPED: quality.clipping_share > limits.max_clipping_share,
    }
    return next((reason for reason, holds in checks.items() if holds), None)


def _frame_power(waveform: np.ndarray) -> np.ndarray:
    """Mean square of each whole frame of 20 ms; at least one frame."""
    n_frames = max(1, len(waveform) // FRAME_SAMPLES)
    padded = np.zeros(n_frames * FRAME_SAMPLES)
    padded[: min(len(waveform), len(padded))] = waveform[: len(padded)]
    return np.square(padded).reshape(n_frames, -1).mean(axis=1)


def _mask(length: int, step_samples: int, spans: Sequence[Span]) -> np.ndarray:
    """Which frames of a step lie within the spans."""
    inside = np.zeros(length, dtype=bool)
    for span in spans:
        start, end = (
            round(time_s * SAMPLE_RATE / step_samples)
            for time_s in (span.start_s, span.end_s)
        )
        inside[start:end] = True
    return inside


def _to_dbfs(power: float) -> float | None:
    return 10 * math.log10(power) if power > 0 else None


def _snr_db(power: np.ndarray, spoken: np.ndarray) -> float:
    """Speech over noise, the noise taken from the median frame without speech.

    If there are hardly any such frames, the quietest moments of the speech are used
    (minimum statistics, Martin 2001), and the ratio is a lower bound.
    """
    rest = power[~spoken]
    if len(rest) >= MIN_NOISE_FRAMES:
        noise = float(np.median(rest))
    else:
        noise = float(np.percentile(power[spoken], MINIMUM_PERCENTILE))
    total = float(power[spoken].mean())
    if total <= 0:
        return MIN_SNR_DB
    signal = max(total - noise, noise * 10 ** (MIN_SNR_DB / 10))
    return min(MAX_SNR_DB, 10 * math.log10(signal / max(noise, total * 1e-9)))


def _clipping_share(audio: DecodedAudio, heard: np.ndarray) -> float:
    """Clipped share of the speech, by flat tops or by a pile-up below the peak.

    Flat tops are exact but lost in resampling and lossy coding; the pile-up survives.
    """
    flat = audio.plateau_share * len(audio.waveform) / len(heard)
    level = np.abs(heard)
    loudest = np.quantile(level, NEAR_PEAK_QUANTILE)
    piled_up = float((level >= NEAR_PEAK * loudest).mean()) if loudest > 0 else 0.0
    return min(1.0, max(flat, piled_up - NEAR_PEAK_SHARE, 0.0))
