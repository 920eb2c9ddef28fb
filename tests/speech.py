"""Synthetic speech for tests that run without a corpus."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.models import models_of


@lru_cache(maxsize=64)
def synthetic_take(text: str, weights_dir: Path, seed: int | None = None) -> np.ndarray:
    """The voice saying a phrase, mono at 16 kHz; treat it as read-only."""
    from emotion_engine.voice.synthesis import synthesize

    spoken = synthesize(
        text, voice=models_of(EngineConfig(weights_dir=weights_dir)).voice, seed=seed
    )
    spoken.flags.writeable = False
    return spoken


def write_wav(path: Path, waveform: np.ndarray, rate: int = SAMPLE_RATE) -> Path:
    """A 16-bit WAV file at ``path``; a browser's fake microphone reads such a one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, waveform, rate, format="WAV", subtype="PCM_16")
    return path
