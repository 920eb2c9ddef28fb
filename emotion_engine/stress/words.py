"""The words of the report, built from alignment, measures and stress."""

from __future__ import annotations

import math
from collections.abc import Sequence

from emotion_engine.alignment.aligner import AlignedSyllable, AlignedWord, Alignment
from emotion_engine.features.nucleus import NucleusProsody
from emotion_engine.results import PhraseCheck, SyllableResult, WordResult

from .accents import Accent, hear_accents
from .lexical import WordStress, by_word
from .vowels import VowelNorms


def words_said(
    alignment: Alignment,
    stress: Sequence[WordStress],
    nuclei: Sequence[NucleusProsody],
    check: PhraseCheck,
    norms: VowelNorms,
) -> tuple[WordResult, ...]:
    """Build the words of a take; those missing in the phrase check are not heard."""
    return tuple(
        _word(word, heard, accent, own, word.index not in check.missing)
        for (word, own), heard, accent in zip(
            by_word(alignment, nuclei),
            stress,
            hear_accents(alignment, nuclei, norms),
            strict=True,
        )
    )


def _word(
    word: AlignedWord,
    stress: WordStress,
    accent: Accent,
    nuclei: Sequence[NucleusProsody],
    heard: bool,
) -> WordResult:
    return WordResult(
        index=word.index,
        text=word.text,
        start_s=word.start_s,
        end_s=word.end_s,
        confidence=word.confidence,
        in_dictionary=word.in_dictionary,
        heard=heard,
        stress_state=stress.state,
        stressed_syllable=stress.stressed_syllable,
        expected_syllable=stress.expected_syllable,
        accent=accent.strength,
        accented=accent.accented,
        nuclear=accent.nuclear,
        syllables=tuple(
            _syllable(syllable, nucleus, share, i == stress.stressed_syllable)
            for i, (syllable, nucleus, share) in enumerate(
                zip(word.syllables, nuclei, stress.prominence, strict=True)
            )
        ),
    )


def _syllable(
    syllable: AlignedSyllable,
    nucleus: NucleusProsody,
    share: float,
    stressed: bool,
) -> SyllableResult:
    return SyllableResult(
        text=syllable.text,
        start_s=syllable.start_s,
        end_s=syllable.end_s,
        nucleus=syllable.nucleus,
        phones=syllable.phones,
        expected_stress=syllable.expected_stress,
        prominence=share,
        stressed=stressed,
        f0_median_st=known(nucleus.f0_median_st),
        f0_range_st=known(nucleus.f0_range_st),
        f0_slope_st_per_s=known(nucleus.f0_slope_st_per_s),
        level_db=known(nucleus.level_db),
        relative_duration=nucleus.relative_duration,
        spectral_tilt_db=known(nucleus.spectral_tilt_db),
        voiced_share=nucleus.voiced_share,
    )


def known(value: float) -> float | None:
    """Turn NaN into ``None``."""
    return None if math.isnan(value) else float(value)
