"""Where a native's take lies far outside what other natives do.

A tenth of natives lies below a band and a tenth above. What is doubted is further away
from it than the band is wide.
"""

from __future__ import annotations

from emotion_engine.results import NativeDoubt, NativeMeasures

from .measures import MEASURES, take_measures
from .store import Band, NativeProfile

FAR = 1.0  # widths of the band
RARELY = 0.05  # share of natives


def outliers(measured: NativeMeasures, profile: NativeProfile) -> list[NativeDoubt]:
    """Return what is far from the other natives, or from what is expected of them.

    Parameters
    ----------
    measured : NativeMeasures
        A take of the profile's phrase.
    """
    if measured.melody is None:
        return []
    found = take_measures(measured.words, measured.melody, measured.pauses)
    far = [
        NativeDoubt(name)
        for name, value in found.items()
        if name in profile.measures
        and is_far(value, profile.measures[name], MEASURES[name].tolerance)
    ]
    return [NativeDoubt.OTHER_STRESS, *far] if other_stress(measured, profile) else far


def is_far(value: float, band: Band, tolerance: float) -> bool:
    """Whether a value is further from a band than that is wide.

    >>> [is_far(v, Band(1.0, 2.0, 3.0), 0.5) for v in (0.0, -1.6, 5.4, 5.6)]
    [False, True, False, True]
    """
    distance = max(band.low - value, value - band.high) - tolerance
    return distance > FAR * (band.high - band.low)


def other_stress(measured: NativeMeasures, profile: NativeProfile) -> bool:
    """Whether a word is stressed on a syllable that hardly any native stresses."""
    shares = {
        (syllable.word_index, syllable.syllable_index): syllable.stressed_share
        for syllable in profile.syllables
    }
    return any(
        shares.get((word.index, word.stressed_syllable), 1.0) < RARELY
        for word in measured.words
        if len(word.syllables) > 1 and word.stressed_syllable is not None
    )
