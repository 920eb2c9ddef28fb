"""How a phrase should be said: the natives' medians, or a synthetic voice's rendering."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.measure import Measures, measure, words_of
from emotion_engine.models import Models, models_of
from emotion_engine.profiles.compare import USUAL_PAUSE_SHARE
from emotion_engine.profiles.measures import rate, syllable_points
from emotion_engine.profiles.store import Band, NativeProfile
from emotion_engine.results import SyllableResult, WordResult
from emotion_engine.voice.readers import MODEL_VOICE
from emotion_engine.voice.reading import read

from .said import Key

# Percentiles between which ranges are measured, as in ``profiles.measures``.
PITCH_PERCENTILES, LEVEL_PERCENTILES = (5.0, 95.0), (10.0, 90.0)
MOST_WIDENED = 3.0


@dataclass(frozen=True, slots=True)
class SyllablePattern:
    """One syllable as it should be said.

    Attributes
    ----------
    melody_st : tuple of float or None
        At equal steps through the syllable, semitones about the speaker's median.
    relative_duration : float or None
        Its nucleus over the mean nucleus of the phrase.
    level_db : float or None
        Level of its nucleus about the median nucleus.
    """

    melody_st: tuple[float | None, ...]
    relative_duration: float | None
    level_db: float | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase as it should be said; ``kind`` is ``native`` or ``synthetic``.

    ``may_pause`` says for each word whether a pause after it is usual.
    """

    kind: str
    n_speakers: int
    syllables: Mapping[Key, SyllablePattern]
    syllables_per_s: float | None
    may_pause: tuple[bool, ...]

    def fits(self, word_index: int, n_syllables: int) -> bool:
        """Whether a word has the same number of syllables here."""
        own = sum(index == word_index for index, _ in self.syllables)
        return own == n_syllables


@dataclass(frozen=True, slots=True)
class Reader:
    """The synthetic voice that says a phrase without natives, and how.

    ``stress`` and ``accent`` are those of ``voice.reading.read``.
    """

    voice: str = MODEL_VOICE
    stress: Mapping[int, int | str] = field(default_factory=dict)
    accent: tuple[int, ...] = ()


def pattern_of(
    text: str,
    profile: NativeProfile | None,
    config: EngineConfig,
    reader: Reader | None = None,
) -> Pattern:
    """Return the natives' pattern of a phrase, or a reader's without natives."""
    if profile is not None:
        return pattern_of_natives(profile)
    reader = reader or Reader()
    models = models_of(config)
    spoken = read(
        text,
        voice=models.speaker(reader.voice),
        find_aligner=lambda: models.aligner,
        stress=reader.stress,
        accent=reader.accent,
    )
    plan = plan_phrase(text, dict(reader.stress))
    return pattern_of_voice(measure(spoken, plan, models), models)


def pattern_of_natives(profile: NativeProfile) -> Pattern:
    """Return the medians of a profile, widened to the range of a single native.

    Speakers rise and fall at different moments, so medians over all of them are flatter
    than any one speaker: melody and loudness are widened to the natives' usual range,
    each within its band.
    """
    tempo = profile.measures.get("rate_syllables_per_s")
    melodies = widened(
        [s.melody for s in profile.syllables],
        profile.measures.get("pitch_range_st"),
        PITCH_PERCENTILES,
    )
    levels = widened(
        [(s.level,) for s in profile.syllables],
        profile.measures.get("loudness_contrast_db"),
        LEVEL_PERCENTILES,
    )
    return Pattern(
        kind="native",
        n_speakers=profile.n_speakers,
        syllables={
            (s.word_index, s.syllable_index): SyllablePattern(
                melody_st=melody,
                relative_duration=s.duration.median if s.duration else None,
                level_db=level_db,
            )
            for s, melody, (level_db,) in zip(
                profile.syllables, melodies, levels, strict=True
            )
        },
        syllables_per_s=tempo.median if tempo else None,
        may_pause=tuple(share > USUAL_PAUSE_SHARE for share in profile.pause_share),
    )


def widened(
    rows: Sequence[Sequence[Band | None]],
    wanted: Band | None,
    percentiles: tuple[float, float],
) -> list[tuple[float | None, ...]]:
    """Return the medians of bands, spread about their centre to a given range.

    Parameters
    ----------
    wanted : Band or None
        The natives' ranges, between two percentiles; without it nothing is spread.
    """
    medians = np.array([band.median for row in rows for band in row if band])
    factor, middle = 1.0, 0.0
    if wanted is not None and len(medians) > 1:
        low, high = np.percentile(medians, percentiles)
        middle = float(np.median(medians))
        factor = float(np.clip(wanted.median / max(high - low, 1e-6), 1, MOST_WIDENED))
    return [tuple(_spread(band, middle, factor) for band in row) for row in rows]


def _spread(band: Band | None, middle: float, factor: float) -> float | None:
    if band is None:
        return None
    value = middle + factor * (band.median - middle)
    return min(max(value, band.low), band.high)


def pattern_of_voice(spoken: Measures, models: Models) -> Pattern:
    """Return the pattern of a synthetic voice saying a phrase."""
    words = words_of(spoken, models)
    return Pattern(
        kind="synthetic",
        n_speakers=0,
        syllables={
            (word.index, index): _of_voice(syllable, spoken)
            for word in words
            for index, syllable in enumerate(word.syllables)
        },
        syllables_per_s=rate(words, spoken.pauses),
        may_pause=tuple(pauses_behind(words, spoken)),
    )


def _of_voice(syllable: SyllableResult, spoken: Measures) -> SyllablePattern:
    _, melody_st = syllable_points(syllable, spoken.melody)
    return SyllablePattern(
        melody_st=tuple(None if math.isnan(v) else float(v) for v in melody_st),
        relative_duration=syllable.relative_duration,
        level_db=syllable.level_db,
    )


def pauses_behind(words: Sequence[WordResult], spoken: Measures) -> list[bool]:
    """Return for each word whether the voice pauses after it."""
    return [
        any(abs(pause.start_s - word.end_s) < 0.05 for pause in spoken.pauses)
        for word in words
    ]
