"""F0 over time by SwiftF0, a small network on a log spectrogram; no octave jumps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from swift_f0.core import FRAME_PERIOD, SwiftF0

from emotion_engine.audio.level import at_working_level
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.results import Melody, Span

from .frames import HOP_S, frame_times_s
from .octaves import mend_octave_jumps

FLOOR_HZ = 60.0
CEILING_HZ = 700.0  # angry and surprised women and children reach 600 Hz
VOICED_CONFIDENCE = 0.5
GATE_DB = 40.0  # voicing this far below the loudest frames is hum or echo
MAX_STEP_ST = 6.0  # between neighbouring frames; more is a jump, not a glide


@dataclass(frozen=True, slots=True)
class F0Track:
    """F0 by frame.

    Attributes
    ----------
    times_s : array, shape (n_frames,)
        Centres of the frames.
    f0_hz : array, shape (n_frames,)
        NaN in unvoiced frames, never 0.
    hop_s : float
        Time from one frame to the next.
    """

    times_s: np.ndarray
    f0_hz: np.ndarray
    hop_s: float


def load_f0_detector() -> SwiftF0:
    """Load the network, with threads that do not spin while they wait."""
    return SwiftF0(threads=1, spin=False)


def track_f0(
    waveform: np.ndarray,
    detector: SwiftF0,
    *,
    floor_hz: float = FLOOR_HZ,
    ceiling_hz: float = CEILING_HZ,
) -> F0Track:
    """Estimate the F0 contour of one take, one value every 10 ms.

    The network answers every 16 ms; between two voiced frames F0 is interpolated on
    the logarithmic scale, never across an unvoiced one.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono speech at 16 kHz, at any level.
    detector : SwiftF0
        The network, see ``load_f0_detector``.
    floor_hz, ceiling_hz : float
        Search range; a range too wide for the speaker invites octave errors.
    """
    if not len(waveform):
        return F0Track(np.zeros(0), np.zeros(0), HOP_S)
    heard = detector.detect(
        at_working_level(waveform), SAMPLE_RATE, floor_hz, ceiling_hz
    )
    gate_db = np.percentile(heard.loudness_db, 98) - GATE_DB
    voiced = (heard.confidence >= VOICED_CONFIDENCE) & (heard.loudness_db > gate_db)
    octaves = mend_octave_jumps(np.where(voiced, np.log2(heard.pitch_hz), np.nan))
    times_s = frame_times_s(1 + len(waveform) // round(HOP_S * SAMPLE_RATE), HOP_S)
    return F0Track(times_s, 2 ** _interpolate(octaves, times_s), HOP_S)


def median_f0_hz(track: F0Track) -> float:
    """Median F0 of the speaker over the voiced frames; NaN where there are none."""
    voiced_hz = track.f0_hz[~np.isnan(track.f0_hz)]
    return float(np.median(voiced_hz)) if len(voiced_hz) else math.nan


def to_semitones(f0_hz: np.ndarray, reference_hz: float) -> np.ndarray:
    """Hertz to semitones about a reference; NaN stays NaN.

    >>> to_semitones(np.array([100.0, 200.0]), 100.0)
    array([ 0., 12.])
    """
    return 12 * np.log2(np.asarray(f0_hz, dtype=np.float64) / reference_hz)


def to_melody(track: F0Track, speech: Sequence[Span]) -> Melody:
    """Contour of the speech alone, lightly smoothed, about the speaker's median.

    Frames outside ``speech`` are missing, and smoothing (5 frames) never crosses an
    unvoiced gap. Without speech the melody is empty.
    """
    median_hz = median_f0_hz(track)
    if not speech or math.isnan(median_hz):
        return Melody(track.hop_s, 0.0, (), None)
    inside = np.zeros(len(track.times_s), dtype=bool)
    for span in speech:
        inside |= (track.times_s >= span.start_s) & (track.times_s <= span.end_s)
    f0_st = np.where(inside, to_semitones(track.f0_hz, median_hz), np.nan)
    covered = np.flatnonzero(inside)
    first, last = int(covered[0]), int(covered[-1]) + 1
    return Melody(
        hop_s=track.hop_s,
        start_s=float(track.times_s[first]),
        f0_st=tuple(
            None if math.isnan(value) else float(value)
            for value in _smooth(f0_st)[first:last]
        ),
        median_hz=median_hz,
    )


def _interpolate(octaves: np.ndarray, times_s: np.ndarray) -> np.ndarray:
    """Resample from the network's frames to ours, linearly within voiced glides."""
    position = np.minimum(times_s / FRAME_PERIOD, len(octaves) - 1)
    left = position.astype(int)
    right = np.minimum(left + 1, len(octaves) - 1)
    share = position - left
    nearest = np.where(share < 0.5, octaves[left], octaves[right])
    step = octaves[right] - octaves[left]
    with np.errstate(invalid="ignore"):
        glides = np.abs(step) * 12 <= MAX_STEP_ST
    return np.where(glides, octaves[left] + share * step, nearest)


def _smooth(f0_st: np.ndarray) -> np.ndarray:
    """Two passes of a (1, 2, 1) / 4 mean; a missing neighbour counts as the frame."""
    for _ in range(2):
        padded = np.concatenate(([np.nan], f0_st, [np.nan]))
        before = np.where(np.isnan(padded[:-2]), f0_st, padded[:-2])
        after = np.where(np.isnan(padded[2:]), f0_st, padded[2:])
        f0_st = (before + 2 * f0_st + after) / 4
    return f0_st
