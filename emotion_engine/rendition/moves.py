"""Move one cue of a take to the natives' median, leaving all others as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from emotion_engine.features.f0 import to_semitones
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import WorldFrames

from .natives import (
    LEAST_STRETCH,
    MOST_GAIN_DB,
    MOST_STRETCH,
    PAUSE_S,
    spread_gains,
)
from .said import SaidSyllable, SaidWord, pauses_after
from .wanted import Wanted, keep_level, set_melody

LEAST_FACTOR, MOST_FACTOR = (
    0.33,
    3.0,
)  # factor on a range; a flat voice cannot be widened further
WIDEST_ST = 14.0  # about the median; further out are octave errors of the tracker
MOST_MOVED_ST = 12.0
SHORTEST_PAUSES = 0.1  # of their original length


@dataclass(frozen=True, slots=True)
class Voice:
    """A take whose cues are to be moved, one at a time."""

    frames: WorldFrames
    words: Sequence[SaidWord]
    median_hz: float

    @property
    def said(self) -> slice:
        """The frames from the first word to the last."""
        span = Span(self.words[0].span.start_s, self.words[-1].span.end_s)
        return self.frames.frames_in(span)

    @property
    def syllables(self) -> list[SaidSyllable]:
        """All syllables in order."""
        return [syllable for word in self.words for syllable in word.syllables]

    def untouched(self) -> Wanted:
        """Return changes that send the whole phrase through the vocoder as it is."""
        wanted = Wanted.nothing(self.frames)
        wanted.touched[self.said] = True
        return wanted


Move = Callable[
    [Voice, Wanted, float, float], bool
]  # from, to; returns False if impossible


def move(voice: Voice, name: str, value: float, median: float) -> Wanted | None:
    """Return the changes that move one measure to the natives' median, or ``None``."""
    wanted = voice.untouched()
    mover = MOVES.get(name)
    if mover is None or not mover(voice, wanted, value, median):
        return None
    return wanted


def pitch_range(voice: Voice, wanted: Wanted, value: float, median: float) -> bool:
    """Widen or narrow the melody about the speaker's median."""
    if value <= 0:
        return False
    factor = np.clip(median / value, LEAST_FACTOR, MOST_FACTOR)
    with np.errstate(divide="ignore"):
        melody_st = to_semitones(voice.frames.f0_hz, voice.median_hz)
    melody_st = np.clip(melody_st, -WIDEST_ST, WIDEST_ST)
    inside = np.zeros(len(voice.frames), dtype=bool)
    inside[voice.said] = True
    set_melody(
        wanted, voice.frames, voice.median_hz * 2 ** (factor * melody_st / 12), inside
    )
    return True


def final_movement(voice: Voice, wanted: Wanted, value: float, median: float) -> bool:
    """Tilt the melody of the last word, keeping its start where it is."""
    inside = voice.frames.frames_in(voice.words[-1].span)
    voiced = np.flatnonzero(voice.frames.f0_hz[inside] > 0)
    if len(voiced) < 2:
        return False
    places = np.arange(inside.stop - inside.start)[: len(voice.frames.f0_hz[inside])]
    share = np.clip((places - voiced[0]) / (voiced[-1] - voiced[0]), 0, 1)
    by_st = np.clip(median - value, -MOST_MOVED_ST, MOST_MOVED_ST)
    wanted.f0_hz[inside] *= 2 ** (share * by_st / 12)
    return True


def tempo(voice: Voice, wanted: Wanted, value: float, median: float) -> bool:
    """Stretch everything but the pauses."""
    ratio = np.clip(value / median, LEAST_STRETCH, MOST_STRETCH)
    wanted.changes.stretch[voice.said] = ratio
    for _, gap in pauses_after(voice.words, PAUSE_S):
        wanted.changes.stretch[voice.frames.frames_in(gap)] = 1.0
    return True


def pauses(voice: Voice, wanted: Wanted, value: float, median: float) -> bool:
    """Shorten or lengthen the existing pauses."""
    gaps = pauses_after(voice.words, PAUSE_S)
    for _, gap in gaps:
        share = np.clip(median / value, SHORTEST_PAUSES, 1 / SHORTEST_PAUSES)
        wanted.changes.stretch[voice.frames.frames_in(gap)] = share
    return bool(gaps)


def loudness_contrast(
    voice: Voice, wanted: Wanted, value: float, median: float
) -> bool:
    """Spread the levels of the nuclei about their median, or compress them."""
    if value <= 0:
        return False
    more = np.clip(median / value, LEAST_FACTOR, MOST_FACTOR) - 1
    louder = {
        syllable: float(
            np.clip(more * (syllable.level_db or 0.0), -MOST_GAIN_DB, MOST_GAIN_DB)
        )
        for syllable in voice.syllables
    }
    spread_gains(wanted, voice.frames, voice.words, louder)
    keep_level(wanted, voice.frames)
    return True


def stressed_length(voice: Voice, wanted: Wanted, value: float, median: float) -> bool:
    """Lengthen stressed nuclei and shorten unstressed ones, or the reverse."""
    if value <= 0:
        return False
    ratio = np.sqrt(median / value)
    for syllable in voice.syllables:
        if syllable.expected_stress in (0, 1):
            stretch = ratio if syllable.expected_stress else 1 / ratio
            stretch = np.clip(stretch, LEAST_STRETCH, MOST_STRETCH)
            wanted.changes.stretch[voice.frames.frames_in(syllable.nucleus)] = stretch
    return True


MOVES: dict[str, Move] = {
    "pitch_range_st": pitch_range,
    "final_movement_st": final_movement,
    "rate_syllables_per_s": tempo,
    "pause_s": pauses,
    "loudness_contrast_db": loudness_contrast,
    "stressed_duration_ratio": stressed_length,
}
