"""Re-encode sound that others will hear, without the original file's metadata."""

from __future__ import annotations

import io

import numpy as np
import soundfile

from emotion_engine.config import SAMPLE_RATE, AudioLimits

from .isolation import load_audio_isolated


def plain_wav(source: bytes, limits: AudioLimits) -> bytes:
    """Decode a file and write it as 16-bit mono WAV, cut at the longest take."""
    waveform = load_audio_isolated(source, limits).waveform  # (n_samples,)
    waveform = waveform[: round(limits.max_duration_s * SAMPLE_RATE)]
    samples = np.clip(np.round(waveform * 32767), -32767, 32767).astype(np.int16)
    written = io.BytesIO()
    soundfile.write(written, samples, SAMPLE_RATE, format="WAV", subtype="PCM_16")
    return written.getvalue()
