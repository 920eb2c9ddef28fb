"""Prosody of syllable nuclei: duration, F0, level and tilt, normalised for the take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.results import Span

from .f0 import F0Track, median_f0_hz, to_semitones
from .intensity import IntensityTrack, track_intensity
from .spectrum import spectral_tilt_db

VOWEL_BAND_HZ = (300.0, 2500.0)
MIN_SLOPE_FRAMES = 3
MIN_TILT_S = 0.03
ROUNDING_S = 1e-6  # a frame on the edge counts, whatever the rounding error


@dataclass(frozen=True, slots=True)
class NucleusProsody:
    """Prosody of one syllable nucleus (its vowel) relative to its take.

    Gain, distance to the microphone and the speaker's pitch cancel in all but the two
    ``…_dbfs`` fields. Missing is NaN, never 0.

    Attributes
    ----------
    span : Span
        The nucleus itself, in seconds of the take.
    duration_s : float
        Its length.
    log_relative_duration : float
        Natural logarithm of the duration over the take's mean nucleus; rate cancels.
    onset_interval_s : float
        From this nucleus's start to the next one's; NaN for the last.
    f0_median_st, f0_peak_st : float
        Semitones about the speaker's median of the take; NaN where unvoiced.
    f0_range_st : float
        Highest minus lowest F0; NaN with fewer than two voiced frames.
    f0_slope_st_per_s : float
        Regression of F0 on time; NaN with fewer than three voiced frames.
    voiced_share : float
        Voiced frames among all frames, 0 to 1.
    level_db, peak_level_db, band_level_db : float
        Mean and peak level, and mean level in 300 to 2500 Hz, in dB about the median
        of all nuclei of the take.
    level_dbfs, peak_level_dbfs : float
        The same in dB re full scale; these depend on the gain.
    spectral_tilt_db : float
        See :func:`.spectrum.spectral_tilt_db`.
    """

    span: Span
    duration_s: float
    log_relative_duration: float
    onset_interval_s: float
    f0_median_st: float
    f0_peak_st: float
    f0_range_st: float
    f0_slope_st_per_s: float
    voiced_share: float
    level_db: float
    peak_level_db: float
    band_level_db: float
    level_dbfs: float
    peak_level_dbfs: float
    spectral_tilt_db: float

    @property
    def relative_duration(self) -> float:
        """Duration over the take's mean nucleus."""
        return math.exp(self.log_relative_duration)


@dataclass(frozen=True, slots=True)
class _Melody:
    """F0 measures of one nucleus, in semitones about the speaker's median."""

    median_st: float
    peak_st: float
    range_st: float
    slope_st_per_s: float
    voiced_share: float


def measure_nuclei(
    waveform: np.ndarray, nuclei: Sequence[Span], f0: F0Track
) -> tuple[NucleusProsody, ...]:
    """Measure every nucleus of a take, in the order given.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        The whole take, mono at 16 kHz.
    nuclei : sequence of Span
        Vowels in order of time; each longer than 0 s.
    f0 : F0Track
        The take's F0 from :func:`.f0.track_f0`.
    """
    if not nuclei:
        return ()
    low_hz, high_hz = VOWEL_BAND_HZ
    level = track_intensity(waveform)
    band = track_intensity(waveform, low_hz=low_hz, high_hz=high_hz)
    levels_dbfs = np.array([_mean_db(level, span) for span in nuclei])
    bands_dbfs = np.array([_mean_db(band, span) for span in nuclei])
    reference_db = float(np.median(levels_dbfs))
    relative_bands_db = bands_dbfs - np.median(bands_dbfs)
    mean_duration_s = float(np.mean([span.duration_s for span in nuclei]))
    reference_hz = median_f0_hz(f0)
    measured = []
    for index, span in enumerate(nuclei):
        melody = _measure_melody(f0, span, reference_hz)
        peak_dbfs = float(level.level_db[_frames_in(level.times_s, span)].max())
        measured.append(
            NucleusProsody(
                span=span,
                duration_s=span.duration_s,
                log_relative_duration=math.log(span.duration_s / mean_duration_s),
                onset_interval_s=_onset_interval_s(nuclei, index),
                f0_median_st=melody.median_st,
                f0_peak_st=melody.peak_st,
                f0_range_st=melody.range_st,
                f0_slope_st_per_s=melody.slope_st_per_s,
                voiced_share=melody.voiced_share,
                level_db=float(levels_dbfs[index]) - reference_db,
                peak_level_db=peak_dbfs - reference_db,
                band_level_db=float(relative_bands_db[index]),
                level_dbfs=float(levels_dbfs[index]),
                peak_level_dbfs=peak_dbfs,
                spectral_tilt_db=_tilt_db(waveform, span),
            )
        )
    return tuple(measured)


def _frames_in(times_s: np.ndarray, span: Span) -> slice:
    """Frames inside a span; the nearest one where the span lies between two."""
    bounds_s = [span.start_s - ROUNDING_S, span.end_s + ROUNDING_S]
    first, last = np.searchsorted(times_s, bounds_s)
    if first == last:
        centre_s = (span.start_s + span.end_s) / 2
        first = int(np.argmin(np.abs(times_s - centre_s)))
        last = first + 1
    return slice(int(first), int(last))


def _mean_db(track: IntensityTrack, span: Span) -> float:
    """Level of the mean power over a span."""
    power = 10 ** (track.level_db[_frames_in(track.times_s, span)] / 10)
    return 10 * math.log10(power.mean())


def _onset_interval_s(nuclei: Sequence[Span], index: int) -> float:
    if index + 1 == len(nuclei):
        return math.nan
    return nuclei[index + 1].start_s - nuclei[index].start_s


def _measure_melody(f0: F0Track, span: Span, reference_hz: float) -> _Melody:
    inside = _frames_in(f0.times_s, span)
    f0_st = to_semitones(f0.f0_hz[inside], reference_hz)
    voiced = ~np.isnan(f0_st)
    heard_st, times_s = f0_st[voiced], f0.times_s[inside][voiced]
    share = float(voiced.mean())
    if not len(heard_st):
        return _Melody(math.nan, math.nan, math.nan, math.nan, share)
    return _Melody(
        median_st=float(np.median(heard_st)),
        peak_st=float(heard_st.max()),
        range_st=float(np.ptp(heard_st)) if len(heard_st) > 1 else math.nan,
        slope_st_per_s=_slope(times_s, heard_st),
        voiced_share=share,
    )


def _slope(times_s: np.ndarray, values: np.ndarray) -> float:
    if len(values) < MIN_SLOPE_FRAMES:
        return math.nan
    centred_s = times_s - times_s.mean()
    return float(centred_s @ values / (centred_s @ centred_s))


def _tilt_db(waveform: np.ndarray, span: Span) -> float:
    """Tilt of the nucleus, widened to 30 ms about its centre where it is shorter."""
    half_s = max(span.duration_s, MIN_TILT_S) / 2
    centre_s = (span.start_s + span.end_s) / 2
    start = max(0, round((centre_s - half_s) * SAMPLE_RATE))
    return spectral_tilt_db(waveform[start : round((centre_s + half_s) * SAMPLE_RATE)])
