"""The words that carry a sentence made higher, louder and longer, the others flatter.

Marks alone move the main stress of a reading voice in part of the sentences; WORLD does
the rest, as speakers do it (Cooper, Eady and Mueller, JASA 1985).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from emotion_engine.alignment.aligner import Aligner, align
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.errors import AlignmentError
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import Changes, WorldFrames, analyse, synthesise

HIGHER_ST, LOUDER_DB, LONGER = 3.5, 3.0, 1.25
KEPT_MELODY = 0.5  # of the movement of the other words
SOFTER_DB = 1.5


def emphasised(
    spoken: np.ndarray, plan: PhrasePlan, accent: Collection[int], aligner: Aligner
) -> np.ndarray:
    """Let some words of a phrase stand out.

    Returns
    -------
    float32 array, shape (n_samples,)
        At 16 kHz; what was given, where its words are not found.
    """
    try:
        words = align(spoken, plan, aligner).words
    except AlignmentError:
        return spoken
    frames = analyse(spoken)
    changes = Changes.none(len(frames))
    flatter = _flatter(frames)
    for word in words:
        inside = frames.frames_in(Span(word.start_s, word.end_s))
        if word.index not in accent:
            changes.shift_st[inside] = flatter[inside]
            changes.gain_db[inside] = -SOFTER_DB
            continue
        changes.shift_st[inside] = HIGHER_ST
        changes.gain_db[inside] = LOUDER_DB
        for syllable in word.syllables:
            changes.stretch[frames.frames_in(syllable.nucleus)] = LONGER
    return synthesise(frames, changes)


def _flatter(frames: WorldFrames) -> np.ndarray:
    """Return the shift of each frame in semitones that keeps a share of its melody."""
    shift_st = np.zeros(len(frames))
    voiced = frames.f0_hz > 0
    if voiced.any():
        st = 12 * np.log2(frames.f0_hz[voiced])
        shift_st[voiced] = (KEPT_MELODY - 1) * (st - np.median(st))
    return shift_st
