"""Detectors that need no configuration, for the laboratory: loaded once per process."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.features import f0
from emotion_engine.models import Models
from emotion_engine.results import Span


@lru_cache(maxsize=1)
def default_models() -> Models:
    """Return models apart from those of takes, of which only detectors are loaded."""
    return Models(EngineConfig())


def detect_speech(waveform: np.ndarray) -> tuple[Span, ...]:
    """Find the stretches with speech; see ``SpeechDetector.detect``."""
    return default_models().speech_detector.detect(waveform)


def track_f0(waveform: np.ndarray) -> f0.F0Track:
    """Estimate the F0 contour of a take; see ``features.f0.track_f0``."""
    return f0.track_f0(waveform, default_models().f0_detector)
