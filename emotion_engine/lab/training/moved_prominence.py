"""Move the prominence of words to a neighbouring syllable, in a reader's own voice.

Duration, level and F0 of the stressed vowel and of a neighbouring one are exchanged;
the vowels themselves stay as they were. So a model cannot infer the stress from the
word or its vowels: it has to hear it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from emotion_engine.alignment.aligner import AlignedWord, Alignment
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import Changes, WorldFrames, analyse, synthesise
from emotion_engine.stress.lexical import expected_syllable, has_one_stress

SHARE_MOVED = 0.5
# A swap must be audible: where the stressed vowel was not longer, louder or higher to
# begin with, the other is made so by this much.
LEAST_RATIO, LEAST_DB, LEAST_ST = 1.15, 2.0, 1.0
MOST_RATIO, MOST_DB, MOST_ST = 2.8, 14.0, 10.0
STRONG_RATIO, STRONG_DB, STRONG_ST = 1.2, 6.0, 5.0
BOOST_RATIO, BOOST_DB, BOOST_ST = 1.4, 4.0, 2.5


@dataclass(frozen=True, slots=True)
class Moved:
    """A take with moved prominence.

    ``stressed`` has the syllable actually stressed of each word that can be graded, by
    word index.
    """

    waveform: np.ndarray
    stressed: dict[int, int]


Treatment = Callable[
    [WorldFrames, Changes, AlignedWord, np.random.Generator], int
]  # fills in the changes of one word, returns its stressed syllable


def move(
    waveform: np.ndarray,
    alignment: Alignment,
    treatment: str,
    generator: np.random.Generator,
) -> Moved:
    """Resynthesise a take, with its graded words treated in one of the ``TREATMENTS``.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono at 16 kHz.
    alignment : Alignment
        Of that take.
    treatment : str
        ``control`` changes nothing; ``swap`` moves half of the words and ``strong``
        moves them further; ``train`` moves half by varying amounts and boosts some of
        the others where they are.
    """
    frames = analyse(waveform)
    changes = Changes.none(len(frames))
    treat = TREATMENTS[treatment]
    stressed = {
        word.index: treat(frames, changes, word, generator)
        for word in alignment.words
        if has_one_stress(word)
    }
    return Moved(synthesise(frames, changes), stressed)


def leave(
    _frames: WorldFrames,
    _changes: Changes,
    word: AlignedWord,
    _generator: np.random.Generator,
) -> int:
    """Leave a word as it was said."""
    return expected_syllable(word)


def swap_half(
    frames: WorldFrames,
    changes: Changes,
    word: AlignedWord,
    generator: np.random.Generator,
    *,
    further: float = 0.0,
) -> int:
    """Move half of the words."""
    if generator.random() >= SHARE_MOVED:
        return expected_syllable(word)
    return swap(frames, changes, word, generator, further)


def strong_half(
    frames: WorldFrames,
    changes: Changes,
    word: AlignedWord,
    generator: np.random.Generator,
) -> int:
    """Move half of the words, beyond an exchange."""
    return swap_half(frames, changes, word, generator, further=1.0)


def train_mix(
    frames: WorldFrames,
    changes: Changes,
    word: AlignedWord,
    generator: np.random.Generator,
) -> int:
    """Move half of the words, half of these further; boost a quarter in their place."""
    if generator.random() < SHARE_MOVED:
        further = float(generator.choice([0.0, generator.uniform(0.2, 1.0)]))
        return swap(frames, changes, word, generator, further)
    stressed = expected_syllable(word)
    if generator.random() < 0.5:
        by = generator.uniform(0.0, 1.0)
        inside = frames.frames_in(word.syllables[stressed].nucleus)
        changes.stretch[inside] *= 1 + (BOOST_RATIO - 1) * by
        changes.gain_db[inside] += BOOST_DB * by
        changes.shift_st[inside] += BOOST_ST * by
    return stressed


def swap(
    frames: WorldFrames,
    changes: Changes,
    word: AlignedWord,
    generator: np.random.Generator,
    further: float,
) -> int:
    """Exchange the prosody of the stressed vowel and a neighbour's; return the latter.

    ``further`` from 0 to 1 adds to the exchange.
    """
    old = expected_syllable(word)
    beside = [i for i in (old - 1, old + 1) if 0 <= i < len(word.syllables)]
    new = int(generator.choice(beside))
    losing, gaining = (word.syllables[i].nucleus for i in (old, new))
    at_old, at_new = frames.frames_in(losing), frames.frames_in(gaining)
    for_old, for_new = stretches(losing, gaining, further)
    changes.stretch[at_old] *= for_old
    changes.stretch[at_new] *= for_new
    louder_db = frames.level_db(losing) - frames.level_db(gaining)
    by_db = exchange(louder_db, LEAST_DB, STRONG_DB * further, MOST_DB)
    changes.gain_db[at_old] -= by_db
    changes.gain_db[at_new] += by_db
    higher_st = frames.melody_st(losing) - frames.melody_st(gaining)
    if np.isfinite(higher_st):
        by_st = exchange(higher_st, LEAST_ST, STRONG_ST * further, MOST_ST)
        changes.shift_st[at_old] -= by_st
        changes.shift_st[at_new] += by_st
    return new


def exchange(difference: float, least: float, further: float, most: float) -> float:
    """Return how much one gives to the other, so that the difference changes sign.

    >>> exchange(6.0, least=2.0, further=0.0, most=14.0)
    6.0
    >>> exchange(-1.0, least=2.0, further=0.0, most=14.0)
    0.5
    """
    wanted = min(max(difference, least) + further, most)
    return (difference + wanted) / 2


def stretches(losing: Span, gaining: Span, further: float) -> tuple[float, float]:
    """Return the factors on the durations of both vowels."""
    ratio = losing.duration_s / gaining.duration_s  # the new one must be longer by it
    whole_s = losing.duration_s * gaining.duration_s
    wanted = min(max(ratio, LEAST_RATIO) * STRONG_RATIO ** (2 * further), MOST_RATIO)
    new_s, old_s = np.sqrt(whole_s * wanted), np.sqrt(whole_s / wanted)
    return old_s / losing.duration_s, new_s / gaining.duration_s


TREATMENTS: dict[str, Treatment] = {
    "control": leave,
    "swap": swap_half,
    "strong": strong_half,
    "train": train_mix,
}
