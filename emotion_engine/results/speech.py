"""What was said, from sounds to the whole take: times, stress, melody, delivery."""

from __future__ import annotations

from dataclasses import dataclass

from .codes import StressState
from .recording import Span


@dataclass(frozen=True, slots=True)
class ScoreEstimate:
    """A score on the raters' 0-10 scale with its repeatability interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PhoneSegment:
    """One ARPAbet phone; ``label`` keeps the stress digit of the dictionary.

    ``score`` estimates the raters' score, from 0 (wrong) to 2 (right); ``heard_as`` is
    the phone that it sounds more like, without stress, if that is another one.
    """

    label: str
    start_s: float
    end_s: float
    score: float | None = None
    heard_as: str | None = None


@dataclass(frozen=True, slots=True)
class SyllableResult:
    """One syllable as said.

    ``expected_stress`` is 0, 1 or 2 from the dictionary, ``None`` where the word is
    in none. ``prominence`` is the share of the word's prominence in [0, 1];
    ``stressed`` says whether this is the syllable heard as the word's strongest.
    ``f0_median_st`` is in semitones about the speaker's median of the take;
    ``relative_duration`` is the nucleus duration over the mean nucleus of the take.
    """

    text: str
    start_s: float
    end_s: float
    nucleus: Span
    phones: tuple[PhoneSegment, ...]
    expected_stress: int | None
    prominence: float | None
    stressed: bool | None
    f0_median_st: float | None = None
    f0_range_st: float | None = None
    f0_slope_st_per_s: float | None = None
    level_db: float | None = None
    relative_duration: float | None = None
    spectral_tilt_db: float | None = None
    voiced_share: float | None = None


@dataclass(frozen=True, slots=True)
class WordResult:
    """One word of the phrase as said; ``index`` counts the phrase's words from 0.

    ``accent`` is the word's strength relative to the others of the take, in [0, 1].
    ``accented`` says whether it carries one of the sentence's accents, ``nuclear``
    whether it carries the main one. ``accuracy`` estimates how raters would score its
    sounds; ``clear`` is false only where most of them would call it mispronounced, or one
    of its sounds was surely another.
    ``ending_heard`` is false where an ending such as "-s" or "-ing" was left out, and
    ``None`` where the word has none or the next sound hides it.
    """

    index: int
    text: str
    start_s: float
    end_s: float
    confidence: float
    in_dictionary: bool
    heard: bool
    stress_state: StressState
    stressed_syllable: int | None
    expected_syllable: int | None
    accent: float | None
    syllables: tuple[SyllableResult, ...]
    accented: bool | None = None
    nuclear: bool | None = None
    accuracy: ScoreEstimate | None = None
    clear: bool | None = None
    ending_heard: bool | None = None


@dataclass(frozen=True, slots=True)
class Melody:
    """The F0 contour: semitones about ``median_hz``, ``None`` where unvoiced."""

    hop_s: float
    start_s: float
    f0_st: tuple[float | None, ...]
    median_hz: float | None


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """How expert raters would score the utterance, on speechocean762's scales.

    ``prosody`` is ``None`` where too little is voiced to judge a melody.
    """

    accuracy: ScoreEstimate
    fluency: ScoreEstimate
    prosody: ScoreEstimate | None
    total: ScoreEstimate
    completeness: ScoreEstimate | None = None
