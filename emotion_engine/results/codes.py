"""The codes of the report: stages, reasons, verdicts, findings."""

from __future__ import annotations

from enum import StrEnum


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
    """Why a readable take cannot be judged: a result, not an error."""

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
    ENDING_MISSING = "ending_missing"
    SAID_AGAIN = "said_again"
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
    MELODY_UPSIDE_DOWN = "melody_upside_down"
    MELODY_NOT_HEARD = "melody_not_heard"
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


class Certainty(StrEnum):
    """Whether a finding is stated, or only put to the learner as a question.

    What is asked is right less often than wrong, or nobody knows how often: it is no
    verdict, and nothing may count it against the learner.
    """

    TOLD = "told"
    ASKED = "asked"


class DifferenceCode(StrEnum):
    """How voice and text differ."""

    WARM_WORDS_FLAT_DELIVERY = "warm_words_flat_delivery"
    STRONG_WORDS_FLAT_DELIVERY = "strong_words_flat_delivery"
    VOICE_AND_WORDS_DIFFER = "voice_and_words_differ"


class MemberName(StrEnum):
    """The models that decide together how a delivery sounds."""

    REGRESSION = "regression"
    CNN = "cnn"
    FUSION = "fusion"


class RenditionPart(StrEnum):
    """Which part of a take is rendered: all of it, or only the words that were off."""

    ALL = "all"
    WRONG = "wrong"
