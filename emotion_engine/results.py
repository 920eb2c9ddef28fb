"""What the engine says about one utterance: plain frozen values, no heavy imports.

Times are seconds from the start of the stored take. Anything that could not be
measured is ``None`` (never 0). ``UtteranceReport.to_json()`` is the contract of
``manage.py analyse --json`` and of what the web application stores.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

REPORT_FORMAT_VERSION = 1


class Stage(StrEnum):
    """The stages of one take, in the order in which they run."""

    DECODE = "decode"
    QUALITY = "quality"
    PHRASE_CHECK = "phrase_check"
    ALIGNMENT = "alignment"
    PROSODY = "prosody"
    STRESS = "stress"
    DELIVERY = "delivery"
    EXPRESSION = "expression"
    COMPARISON = "comparison"
    FINDINGS = "findings"


class Reason(StrEnum):
    """Why a take that is sound cannot be judged: a result, not an error."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_QUIET = "too_quiet"
    NO_SPEECH = "no_speech"
    TOO_NOISY = "too_noisy"
    CLIPPED = "clipped"
    OTHER_PHRASE = "other_phrase"
    OTHER_LANGUAGE = "other_language"
    NOT_ALIGNED = "not_aligned"


class PhraseVerdict(StrEnum):
    """How what was heard relates to the phrase that was asked for."""

    MATCH = "match"
    PARTIAL = "partial"
    OTHER_PHRASE = "other_phrase"
    OTHER_LANGUAGE = "other_language"
    NO_SPEECH = "no_speech"


class StressState(StrEnum):
    """What was heard of a word's lexical stress."""

    AS_EXPECTED = "as_expected"
    UNCLEAR = "unclear"
    ELSEWHERE = "elsewhere"
    NOT_GRADED = "not_graded"


class BandPosition(StrEnum):
    """Where a measure lies relative to the natives' 10th to 90th percentile."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


class FindingCode(StrEnum):
    """What a learner could work on, as facts; the sentences belong to the web."""

    WORDS_MISSING = "words_missing"
    WORDS_EXTRA = "words_extra"
    STRESS_ELSEWHERE = "stress_elsewhere"
    STRESS_UNCLEAR = "stress_unclear"
    ACCENT_ON_OTHER_WORD = "accent_on_other_word"
    NUCLEUS_ON_OTHER_WORD = "nucleus_on_other_word"
    FOCUS_ON_OTHER_WORD = "focus_on_other_word"
    SYLLABLE_TOO_SHORT = "syllable_too_short"
    SYLLABLE_TOO_LONG = "syllable_too_long"
    STRESSED_TOO_HIGH = "stressed_too_high"
    VOWEL_NOT_REDUCED = "vowel_not_reduced"
    MELODY_TOO_FLAT = "melody_too_flat"
    MELODY_TOO_WIDE = "melody_too_wide"
    MELODY_OUTSIDE_BAND = "melody_outside_band"
    FINAL_RISE_MISSING = "final_rise_missing"
    FINAL_FALL_MISSING = "final_fall_missing"
    TOO_FAST = "too_fast"
    TOO_SLOW = "too_slow"
    PAUSE_UNEXPECTED = "pause_unexpected"
    BREAK_MISSING = "break_missing"
    STYLE_FAR_FROM_TARGET = "style_far_from_target"
    STYLE_NOT_CLEAR = "style_not_clear"
    VOICE_AND_WORDS_DIFFER = "voice_and_words_differ"
    NARROW_BANDWIDTH = "narrow_bandwidth"
    NOISY_TAKE = "noisy_take"
    WORD_UNCLEAR = "word_unclear"
    SOUND_DIFFERENT = "sound_different"
    WELL_DONE = "well_done"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the take, in seconds."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Length of the stretch."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class SpokenSyllable:
    """When one syllable of a reference is said; indices count from 0."""

    word_index: int
    syllable_index: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class AudioQuality:
    """Measured properties of the recording itself.

    ``level_dbfs`` is the RMS level of the stretches with speech (of the whole take
    where there are none), ``snr_db`` their level over that of the rest;
    ``clipping_share`` counts samples inside runs at full scale; ``bandwidth_hz`` is
    the highest frequency that still carries speech energy.
    """

    duration_s: float
    speech_s: float
    speech_share: float
    level_dbfs: float | None
    peak_dbfs: float | None
    clipping_share: float
    snr_db: float | None
    bandwidth_hz: float | None
    source_sample_rate: int
    source_codec: str
    source_channels: int


@dataclass(frozen=True, slots=True)
class PhraseCheck:
    """Was the asked phrase said? Indices count the words of the phrase from 0."""

    heard: str
    verdict: PhraseVerdict
    missing: tuple[int, ...]
    extra: tuple[str, ...]
    log_likelihood_asked: float | None
    log_likelihood_heard: float | None
    word_log_likelihoods: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreEstimate:
    """A score on the raters' 0-10 scale with its repeatability interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PhoneSegment:
    """One ARPAbet phone; ``label`` keeps the stress digit of the dictionary.

    ``score`` is what raters would give it, from 0 (wrong) to 2 (right); ``heard_as`` is
    the phone that it sounds more like, without stress, where that is another one.
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

    ``accent`` places the word's strength among those of the take, in [0, 1].
    ``accented`` says whether it carries one of the sentence's accents, ``nuclear``
    whether it carries the main one.
    ``accuracy`` is how raters would hear its sounds; ``clear`` is false only where most
    of them would call it mispronounced.
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


@dataclass(frozen=True, slots=True)
class Melody:
    """The F0 contour: semitones about ``median_hz``, ``None`` where unvoiced."""

    hop_s: float
    start_s: float
    f0_st: tuple[float | None, ...]
    median_hz: float | None


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """How expert raters would hear the utterance (speechocean762's scales)."""

    accuracy: ScoreEstimate
    fluency: ScoreEstimate
    prosody: ScoreEstimate
    total: ScoreEstimate
    completeness: ScoreEstimate | None = None


class DifferenceCode(StrEnum):
    """How voice and words differ."""

    WARM_WORDS_FLAT_DELIVERY = "warm_words_flat_delivery"
    STRONG_WORDS_FLAT_DELIVERY = "strong_words_flat_delivery"
    VOICE_AND_WORDS_DIFFER = "voice_and_words_differ"


@dataclass(frozen=True, slots=True)
class Difference:
    """The code, with the style each of the two suggests."""

    code: DifferenceCode
    voice: str
    words: str


@dataclass(frozen=True, slots=True)
class WordsSuggestion:
    """What the words of a phrase suggest by themselves.

    Attributes
    ----------
    probabilities : dict from style to float
        Sums to 1; "calm" is not among them, as no text of the corpus is labelled so.
    style : str
        The likeliest.
    is_clear : bool
        Whether it is likely enough to be mentioned.
    """

    probabilities: dict[str, float]
    style: str
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the take, with its share of the evidence for a style."""

    start_s: float
    end_s: float
    share: float


@dataclass(frozen=True, slots=True)
class Carried:
    """In which words and moments the evidence for a style lies.

    Attributes
    ----------
    style : str
        What it sounds like, or where that is not clear the style that was asked for.
    words : tuple of float
        Each word's share of all that speaks for the style; pauses have the rest.
    moments : tuple of Moment
        The heaviest first.
    """

    style: str
    words: tuple[float, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class ExpressionResult:
    """How near the delivery is to natives performing the styles.

    ``probabilities`` are calibrated and sum to 1. ``clear`` is false where the model
    abstains: then ``sounds_like`` is ``None``. ``match`` is the probability of the
    target style placed among the natives performing it (share of them at or below
    it), ``None`` without a target or a profile. ``words`` is what the phrase suggests
    whoever says it, and ``difference`` says where voice and words suggest different
    things; ``None`` where they agree or either is unclear. ``carried`` says in which
    words and moments the style lies; ``None`` where no style is clear or asked for.
    """

    target: str | None
    probabilities: dict[str, float]
    clear: bool
    sounds_like: str | None
    match: float | None
    native_probabilities: dict[str, float] | None = None
    model: str = ""
    words: WordsSuggestion | None = None
    difference: Difference | None = None
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Who the learner is compared with."""

    kind: str  # "native" or "synthetic"
    style: str | None
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
    """One point of the melody, time-aligned by syllable to the natives' band.

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
    """One measure of the take beside the natives' 10th, 50th and 90th percentile."""

    name: str
    unit: str
    value: float
    low: float
    median: float
    high: float
    position: BandPosition


@dataclass(frozen=True, slots=True)
class SyllableComparison:
    """One syllable against the natives: which of its measures leave the band."""

    word_index: int
    syllable_index: int
    native_stressed_share: float
    duration: BandMeasure | None
    f0: BandMeasure | None
    level: BandMeasure | None
    melody_inside_share: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The take beside the native profile.

    The last three have one share of the natives by word: in whom it is accented, in
    whom it is the nucleus, and who pause after it.
    """

    melody: tuple[MelodyPoint, ...]
    melody_inside_share: float | None
    syllables: tuple[SyllableComparison, ...]
    measures: tuple[BandMeasure, ...]
    native_accent_share: tuple[float, ...] = ()
    native_nuclear_share: tuple[float, ...] = ()
    native_pause_share: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact worth telling, with where it is and how much it matters (0 to 1).

    ``details`` carries what the sentence needs: names and sizes with their units,
    e.g. ``{"word": "record", "heard_syllable": 0, "expected_syllable": 1}``.
    """

    code: FindingCode
    severity: float
    start_s: float | None
    end_s: float | None
    word_index: int | None = None
    syllable_index: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UtteranceReport:
    """Everything the engine found; fields fill in stage by stage.

    ``assessable`` is ``None`` until it is known. ``expected_accent`` are the indices of
    the words that matter, where the phrase's author names them.
    """

    text: str
    engine_version: str
    format_version: int = REPORT_FORMAT_VERSION
    assessable: bool | None = None
    reason: Reason | None = None
    quality: AudioQuality | None = None
    phrase_check: PhraseCheck | None = None
    words: tuple[WordResult, ...] = ()
    pauses: tuple[Span, ...] = ()
    melody: Melody | None = None
    delivery: DeliveryResult | None = None
    expression: ExpressionResult | None = None
    reference: Reference | None = None
    comparison: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    expected_accent: tuple[int, ...] = ()

    @property
    def heard(self) -> str | None:
        """What was heard, in words; ``None`` before the phrase check."""
        return self.phrase_check.heard if self.phrase_check else None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values: NaN and infinities become ``None``, floats are short.

        Without expression analysis the report has no trace of it, not even a key.
        """
        values = _plain(self)
        if self.expression is None:
            del values["expression"]
        values["heard"] = self.heard
        return values


class RenditionPart(StrEnum):
    """What of a take is said again: all of it, or only the words that were off."""

    ALL = "all"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class RenditionResult:
    """A take in the learner's own voice with others' melody, timing and loudness.

    Attributes
    ----------
    after : str
        Whose prosody it is: ``native``, or ``synthetic`` for the model voice's.
    n_speakers : int
        How many natives; 0 for the model voice.
    words : tuple of int
        Which words were changed.
    timeline : tuple of pairs
        The same moments in seconds of the take and of the rendition, ascending.
    """

    parts: RenditionPart
    after: str
    n_speakers: int
    words: tuple[int, ...]
    duration_s: float
    timeline: tuple[tuple[float, float], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class CueTrial:
    """One cue moved to the natives' median, and what became of the style.

    Attributes
    ----------
    name, unit : str
        Of the measure, as in ``BandMeasure``; ``value`` and ``median`` too.
    probability : float
        Of the style with only this cue changed.
    gain : float
        What it has more than the take that only went through the vocoder.
    helps : bool
        Whether that is more than a vocoder and chance do.
    """

    name: str
    unit: str
    value: float
    median: float
    probability: float
    gain: float
    helps: bool


@dataclass(frozen=True, slots=True)
class CueAdvice:
    """Which cue brings a take nearest to its style; ``trials`` has the best first.

    ``untried`` names cues outside the natives' band that could not be changed alone.
    """

    style: str
    probability: float
    trials: tuple[CueTrial, ...]
    untried: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return _plain(self)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)
        }
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if hasattr(value, "item") and not isinstance(value, str | bytes):
        value = value.item()  # a NumPy scalar
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
