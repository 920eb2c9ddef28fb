"""Transfer melody, timing and loudness of a pattern to the learner's own voice."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from emotion_engine.results import Span
from emotion_engine.resynthesis.world import FRAME_S, WorldFrames

from .pattern import Pattern
from .said import SaidSyllable, SaidWord, pauses_after, syllables_per_s
from .wanted import Wanted, keep_level, mark, set_melody

# Beyond these a voice no longer sounds like itself, or the take is misaligned.
LEAST_STRETCH, MOST_STRETCH = 0.6, 1.7
MOST_GAIN_DB = 9.0
PAUSE_S = 0.15  # silences as long as this are pauses
PAUSE_LEFT_S = 0.06  # what is kept of a pause where natives make none


def follow(
    frames: WorldFrames,
    words: Sequence[SaidWord],
    pattern: Pattern,
    median_hz: float,
    *,
    only: Collection[int] | None = None,
    pauses: Collection[int] = (),
) -> Wanted:
    """Return the changes that make a take follow a pattern.

    Parameters
    ----------
    words : sequence of SaidWord
        The words that were recognised.
    median_hz : float
        The learner's own median F0, about which the melody is placed.
    only : collection of int, optional
        Words that may change; if not given, all of them, at the pattern's pace.
    pauses : collection of int
        With ``only``: words after which a pause is to be shortened.
    """
    wanted = Wanted.nothing(frames)
    chosen = [
        word
        for word in words
        if pattern.fits(word.index, len(word.syllables))
        and (only is None or word.index in only)
    ]
    tempo = 1.0
    if only is None:
        said = frames.frames_in(Span(words[0].span.start_s, words[-1].span.end_s))
        wanted.touched[said] = True
        tempo = pace(words, pattern)
        pauses = [i for i, usual in enumerate(pattern.may_pause) if not usual]
    shorten_pauses(wanted, frames, words, pauses)
    time_syllables(wanted, frames, words, chosen, pattern, tempo)
    level_syllables(wanted, frames, chosen, pattern)
    inside = mark(frames, *joined(chosen))
    set_melody(wanted, frames, contour_hz(frames, chosen, pattern, median_hz), inside)
    if only is None:
        keep_level(wanted, frames)
    return wanted


def joined(chosen: Sequence[SaidWord]) -> list[Span]:
    """Return the spans of words, including the gaps between neighbours."""
    spans: list[Span] = []
    for before, word in zip([None, *chosen], chosen, strict=False):
        if before is not None and word.index == before.index + 1:
            spans[-1] = Span(spans[-1].start_s, word.span.end_s)
        else:
            spans.append(word.span)
    return spans


def pace(words: Sequence[SaidWord], pattern: Pattern) -> float:
    """Return the factor on the take's duration, pauses aside."""
    if pattern.syllables_per_s is None:
        return 1.0
    ratio = syllables_per_s(words, PAUSE_S) / pattern.syllables_per_s
    return float(np.clip(ratio, LEAST_STRETCH, MOST_STRETCH))


def shorten_pauses(
    wanted: Wanted,
    frames: WorldFrames,
    words: Sequence[SaidWord],
    behind: Collection[int],
) -> None:
    """Shorten pauses where the pattern has none."""
    for index, gap in pauses_after(words, PAUSE_S):
        if index in behind:
            inside = frames.frames_in(gap)
            wanted.changes.stretch[inside] = PAUSE_LEFT_S / gap.duration_s
            wanted.touched[inside] = True


def time_syllables(
    wanted: Wanted,
    frames: WorldFrames,
    words: Sequence[SaidWord],
    chosen: Sequence[SaidWord],
    pattern: Pattern,
    tempo: float,
) -> None:
    """Give nuclei the pattern's lengths, and the rest of each word its pace."""
    nuclei = [s.nucleus.duration_s for word in words for s in word.syllables]
    mean_s = float(np.mean(nuclei)) * tempo
    for word in chosen:
        wanted.changes.stretch[frames.frames_in(word.span)] = tempo
        for syllable in word.syllables:
            relative = pattern.syllables[syllable.key].relative_duration
            if relative is None:
                continue
            ratio = relative * mean_s / syllable.nucleus.duration_s
            ratio = np.clip(ratio, LEAST_STRETCH, MOST_STRETCH)
            wanted.changes.stretch[frames.frames_in(syllable.nucleus)] = ratio


def level_syllables(
    wanted: Wanted,
    frames: WorldFrames,
    chosen: Sequence[SaidWord],
    pattern: Pattern,
) -> None:
    """Give nuclei the pattern's relative levels, interpolating between them."""
    louder = {
        syllable: gain_db(syllable, pattern)
        for word in chosen
        for syllable in word.syllables
    }
    spread_gains(wanted, frames, chosen, louder)


def gain_db(syllable: SaidSyllable, pattern: Pattern) -> float:
    """Return the gain of a syllable."""
    level_db = pattern.syllables[syllable.key].level_db
    if level_db is None or syllable.level_db is None:
        return 0.0
    return float(np.clip(level_db - syllable.level_db, -MOST_GAIN_DB, MOST_GAIN_DB))


def spread_gains(
    wanted: Wanted,
    frames: WorldFrames,
    words: Sequence[SaidWord],
    louder: dict[SaidSyllable, float],
) -> None:
    """Hold each nucleus at its gain, interpolate between them, fade at word ends."""
    times_s = np.arange(len(frames)) * FRAME_S
    for word in words:
        at_s, gains = [word.span.start_s], [0.0]
        for syllable in word.syllables:
            at_s += [syllable.nucleus.start_s, syllable.nucleus.end_s]
            gains += [louder[syllable]] * 2
        inside = frames.frames_in(word.span)
        wanted.changes.gain_db[inside] = np.interp(
            times_s[inside], [*at_s, word.span.end_s], [*gains, 0.0]
        )


def contour_hz(
    frames: WorldFrames,
    chosen: Sequence[SaidWord],
    pattern: Pattern,
    median_hz: float,
) -> np.ndarray:
    """Return the pattern's melody in the take's own time, about the learner's median.

    Returns
    -------
    array, shape (n_frames,)
        Interpolated between known points; all NaN if none is known.
    """
    at_s: list[float] = []
    melody_st: list[float] = []
    for syllable in (s for word in chosen for s in word.syllables):
        points = pattern.syllables[syllable.key].melody_st
        for step, value_st in enumerate(points):
            if value_st is not None:
                share = (step + 0.5) / len(points)
                length_s = syllable.span.duration_s
                at_s.append(syllable.span.start_s + share * length_s)
                melody_st.append(value_st)
    if not at_s:
        return np.full(len(frames), np.nan)
    times_s = np.arange(len(frames)) * FRAME_S
    return median_hz * 2 ** (np.interp(times_s, at_s, melody_st) / 12)
