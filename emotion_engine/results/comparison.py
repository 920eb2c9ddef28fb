"""The take compared with natives of the phrase."""

from __future__ import annotations

from dataclasses import dataclass, field

from .codes import BandPosition
from .speech import WordResult

NATIVES_AGREE = 0.5  # share of natives from which their stress is expected


@dataclass(frozen=True, slots=True)
class Reference:
    """Who the learner is compared with; ``style`` is ``None`` where expression is off."""

    kind: str  # "native", "combined", "expected" or "synthetic"
    style: str | None = field(default=None, kw_only=True)
    n_speakers: int
    n_recordings: int
    n_female: int
    n_male: int
    accent: str
    source: str
    licence: str
    profile_version: str
    engine_version: str


@dataclass(frozen=True, slots=True)
class MelodyPoint:
    """One point of the melody, aligned by syllable with the natives' band.

    ``position`` is ``syllable index + fraction of the syllable``.
    """

    position: float
    time_s: float
    f0_st: float | None
    low_st: float | None
    median_st: float | None
    high_st: float | None


@dataclass(frozen=True, slots=True)
class BandMeasure:
    """One measure of the take and the natives' 10th, 50th and 90th percentile."""

    name: str
    unit: str
    value: float
    low: float
    median: float
    high: float
    position: BandPosition


@dataclass(frozen=True, slots=True)
class SyllableComparison:
    """One syllable compared with the natives: which measures are outside the band."""

    word_index: int
    syllable_index: int
    native_stressed_share: float
    duration: BandMeasure | None
    f0: BandMeasure | None
    level: BandMeasure | None
    melody_inside_share: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The take compared with the native profile.

    The last three fields have one value per word: the share of natives in whom it is
    accented, in whom it is the nucleus, and who pause after it.
    """

    melody: tuple[MelodyPoint, ...]
    melody_inside_share: float | None
    syllables: tuple[SyllableComparison, ...]
    measures: tuple[BandMeasure, ...]
    native_accent_share: tuple[float, ...] = ()
    native_nuclear_share: tuple[float, ...] = ()
    native_pause_share: tuple[float, ...] = ()

    def natives_vary(self, word: WordResult) -> bool:
        """Whether natives themselves do not stress the dictionary's syllable here."""
        return any(
            (syllable.word_index, syllable.syllable_index)
            == (word.index, word.expected_syllable)
            and syllable.native_stressed_share < NATIVES_AGREE
            for syllable in self.syllables
        )
