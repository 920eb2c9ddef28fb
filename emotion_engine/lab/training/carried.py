"""One word of a take made to carry the sentence, so that no other stands out as much.

A fixed change, as that of ``voice.emphasis``, leaves many a weak word weaker than the
words around it. Here it is raised above them, whatever it was.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.alignment.aligner import AlignedWord, Aligner, align
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.errors import AlignmentError
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import Changes, WorldFrames, analyse, synthesise

ABOVE_ST, ABOVE_DB = 2.0, 3.0  # the peak and the loudest nucleus of all other words
LEAST_ST, LEAST_DB = 3.5, 3.0
LEAST_LONGER, MOST_LONGER = 1.25, 2.5
MOST_ST, MOST_DB = 12.0, 15.0


def carried(
    spoken: np.ndarray, plan: PhrasePlan, index: int, aligner: Aligner
) -> np.ndarray | None:
    """Let one word carry a phrase: the highest, loudest and no shorter than the others.

    Returns
    -------
    float32 array, shape (n_samples,), or None
        At 16 kHz; ``None`` where the words are not found, or there is only one.
    """
    try:
        words = align(spoken, plan, aligner).words
    except AlignmentError:
        return None
    own, others = words[index], [word for word in words if word.index != index]
    if not others:
        return None
    frames = analyse(spoken)
    changes = Changes.none(len(frames))
    inside = frames.frames_in(Span(own.start_s, own.end_s))
    higher = max(heights_st(frames, others), default=0.0) + ABOVE_ST
    lower = max(heights_st(frames, [own]), default=higher)
    changes.shift_st[inside] = np.clip(higher - lower, LEAST_ST, MOST_ST)
    louder = max(levels_db(frames, others)) + ABOVE_DB - max(levels_db(frames, [own]))
    changes.gain_db[inside] = np.clip(louder, LEAST_DB, MOST_DB)
    longer = np.mean(lengths_s(others)) / max(lengths_s([own]))
    for syllable in own.syllables:
        changes.stretch[frames.frames_in(syllable.nucleus)] = np.clip(
            LEAST_LONGER * longer, LEAST_LONGER, MOST_LONGER
        )
    return synthesise(frames, changes)


def heights_st(frames: WorldFrames, words: Sequence[AlignedWord]) -> list[float]:
    """Return the median F0 of every voiced nucleus in semitones re 1 Hz."""
    heights = (frames.melody_st(s.nucleus) for w in words for s in w.syllables)
    return [height for height in heights if np.isfinite(height)]


def levels_db(frames: WorldFrames, words: Sequence[AlignedWord]) -> list[float]:
    """Return the level of every nucleus."""
    return [frames.level_db(s.nucleus) for w in words for s in w.syllables]


def lengths_s(words: Sequence[AlignedWord]) -> list[float]:
    """Return the length of the longest nucleus of each word."""
    return [max(s.nucleus.duration_s for s in w.syllables) for w in words]
