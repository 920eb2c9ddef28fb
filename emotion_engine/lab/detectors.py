"""Detectors that need no configuration, for the laboratory: loaded once per process."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from swift_f0.core import SwiftF0

from emotion_engine.audio.voice_activity import SpeechDetector
from emotion_engine.features import f0
from emotion_engine.results import Span

speech_detector = lru_cache(maxsize=1)(SpeechDetector)


@lru_cache(maxsize=1)
def f0_detector() -> SwiftF0:
    """Return the network that ``features.f0`` uses."""
    return f0.load_f0_detector()


def detect_speech(waveform: np.ndarray) -> tuple[Span, ...]:
    """Find the stretches with speech; see ``SpeechDetector.detect``."""
    return speech_detector().detect(waveform)


def track_f0(waveform: np.ndarray) -> f0.F0Track:
    """Estimate the F0 contour of a take; see ``features.f0.track_f0``."""
    return f0.track_f0(waveform, f0_detector())
