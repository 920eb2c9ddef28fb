"""Which syllable of each word was heard as stressed, compared with the dictionary's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.special import softmax

from emotion_engine.alignment.aligner import AlignedWord, Alignment
from emotion_engine.alignment.heteronyms import parts_of
from emotion_engine.features.nucleus import NucleusProsody
from emotion_engine.results import StressState

from .cues import word_cues
from .prominence import ProminenceModel

T = TypeVar("T")

MIN_PAUSE_S = 0.1
# Below this the alignment of a word is too uncertain to judge its stress. Chosen on
# TIMIT: one native word in two hundred is below, one exchanged word in seven, as with
# the previous measure; a higher bound would leave too many learners' words unjudged.
MIN_CONFIDENCE = 0.2
# By how much a vowel that leans from the dictionary's counts for or against its syllable,
# relative to the prominence model's logits (docs/experiments/stress.md).
VOWEL_WEIGHT = 0.7
# From this on vowels support that a word's last syllable is stressed instead.
LEAST_LEANING = 1.0
# So far beyond a clear margin a last syllable is stressed whatever its vowels, where that is
# how another part of speech is stressed, as in "record".
NEEDS_NO_VOWELS = 3.0
# Below this no stress is called misplaced: learners' words that are badly aligned have
# margins as large as any, though experts find their stress right.
SURE_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class WordStress:
    """Stress of one word as heard.

    ``prominence`` has one share per syllable and sums to 1. ``margin`` is the logit of
    the expected syllable minus the best other's, NaN for words that are not graded.
    """

    index: int
    prominence: tuple[float, ...]
    stressed_syllable: int
    expected_syllable: int | None
    state: StressState
    margin: float


def observe_stress(
    alignment: Alignment,
    nuclei: Sequence[NucleusProsody],
    states: np.ndarray | None = None,
    leanings: np.ndarray | None = None,
    *,
    model: ProminenceModel,
) -> tuple[WordStress, ...]:
    """Judge the stress of every word of a take.

    Parameters
    ----------
    alignment : Alignment
        Words and syllables in time.
    nuclei : sequence of NucleusProsody
        One per syllable of the alignment, in order.
    states : array, shape (n_syllables, n_states), optional
        As ``prominence.vowel_states`` returns them, if the model uses layers.
    leanings : float array, shape (n_syllables,), optional
        How far the vowels lean from the dictionary's; see ``delivery.vowel_quality``.
        Without them prominence decides alone.
    model : ProminenceModel
        Weights of the features.
    """
    n_graded = sum(map(is_graded, alignment.words))
    needed = margin_needed(model.clear_margin, n_graded)
    if leanings is None:
        leanings = np.full(len(nuclei), np.nan)
    return tuple(
        _observe(word, model.logits(features), np.array(own), needed)
        for (word, features), (_, own) in zip(
            features_by_word(alignment, nuclei, states),
            by_word(alignment, leanings),
            strict=True,
        )
    )


def margin_needed(clear_margin: float, n_graded: int) -> float:
    """Return the margin that a verdict needs in a take with so many graded words.

    Ten words are ten chances of a false alarm. Margins are logits: adding the logarithm
    of the number of words holds the odds of any false alarm in the take constant, as
    Bonferroni's correction does for a level of significance.

    >>> margin_needed(1.5, 1)
    1.5
    """
    return clear_margin + math.log(max(1, n_graded))


def features_by_word(
    alignment: Alignment,
    nuclei: Sequence[NucleusProsody],
    states: np.ndarray | None = None,
) -> Iterator[tuple[AlignedWord, np.ndarray]]:
    """Return the features of every word of a take: ``word_cues``, then ``states``.

    ``states`` are centred within the word like the cues.
    """
    if states is None:
        states = np.zeros((len(nuclei), 0), np.float32)
    for (word, own), (_, heard), before_pause in zip(
        by_word(alignment, nuclei),
        by_word(alignment, states),
        ends_before_pause(alignment),
        strict=True,
    ):
        cues = word_cues(own, before_pause=before_pause)
        yield word, np.hstack([cues, heard - np.mean(heard, axis=0)])


def ends_before_pause(alignment: Alignment) -> list[bool]:
    """Return for each word whether a pause or the end of the take follows."""
    next_starts = [word.start_s for word in alignment.words[1:]] + [math.inf]
    return [
        next_start_s - word.end_s >= MIN_PAUSE_S
        for word, next_start_s in zip(alignment.words, next_starts, strict=True)
    ]


def by_word(
    alignment: Alignment, per_syllable: Sequence[T]
) -> Iterator[tuple[AlignedWord, Sequence[T]]]:
    """Split values of the syllables of a take by word."""
    first = 0
    for word in alignment.words:
        last = first + len(word.syllables)
        yield word, per_syllable[first:last]
        first = last


def expected_syllable(word: AlignedWord) -> int | None:
    """Index of the syllable the dictionary stresses in the pronunciation said."""
    stresses = [syllable.expected_stress for syllable in word.syllables]
    return stresses.index(1) if 1 in stresses else None


def allowed_syllables(word: AlignedWord) -> tuple[int, ...]:
    """Syllables that may be stressed: those of the variant said and of any other."""
    return (expected_syllable(word), *word.also_stressed)


def has_one_stress(word: AlignedWord) -> bool:
    """Whether a word can be judged and all variants stress the same syllable.

    Only then is the stress of an unlabelled native recording known.
    """
    return is_graded(word) and not word.also_stressed


def is_graded(word: AlignedWord) -> bool:
    """Whether the stress of a word can be wrong, and can be judged."""
    return (
        word.in_dictionary
        and len(word.syllables) > 1 + len(word.also_stressed)
        and expected_syllable(word) is not None
        and word.confidence >= MIN_CONFIDENCE
    )


def _observe(
    word: AlignedWord, prominence: np.ndarray, leanings: np.ndarray, clear_margin: float
) -> WordStress:
    logits = prominence + VOWEL_WEIGHT * np.nan_to_num(leanings)
    expected = expected_syllable(word)
    margin, state = float("nan"), StressState.NOT_GRADED
    if is_graded(word):
        allowed = allowed_syllables(word)
        expected = max(allowed, key=lambda syllable: logits[syllable])
        margin = margin_of(logits, *allowed)
        state = state_of(margin, clear_margin)
        if state is StressState.ELSEWHERE:
            if word.confidence < SURE_CONFIDENCE:
                state = StressState.NOT_GRADED
            elif is_of_vowels_alone(prominence, logits, expected):
                state, logits = StressState.UNCLEAR, prominence
                margin = margin_of(logits, *allowed)
            elif is_drawn_out(logits, leanings, expected) and not (
                margin <= -clear_margin - NEEDS_NO_VOWELS and is_pair(word, logits)
            ):
                state = StressState.UNCLEAR
        if (
            int(np.argmax(logits)) not in allowed
        ):  # the usual one is what to say instead
            expected = expected_syllable(word)
    return WordStress(
        index=word.index,
        prominence=tuple(float(share) for share in softmax(logits)),
        stressed_syllable=int(np.argmax(logits)),
        expected_syllable=expected,
        state=state,
        margin=margin,
    )


def is_of_vowels_alone(
    prominence: np.ndarray, logits: np.ndarray, expected: int
) -> bool:
    """Whether only vowels make a syllable stand out: they may be another accent's."""
    return prominence[int(np.argmax(logits))] <= prominence[expected]


def is_drawn_out(logits: np.ndarray, leanings: np.ndarray, expected: int) -> bool:
    """Whether a last syllable may stand out for another reason than stress.

    Many learners draw out the last syllable of a word, or give each the same time (Swan &
    Smith, "Learner English", 2001): that is stress only where the vowels follow.
    """
    last = len(logits) - 1
    follow = leanings[last] - leanings[expected]
    return bool(np.argmax(logits) == last and follow < LEAST_LEANING)


def is_pair(word: AlignedWord, logits: np.ndarray) -> bool:
    """Whether another part of speech has its stress where it was heard: REcord, reCORD."""
    return int(np.argmax(logits)) in parts_of(word.text)


def margin_of(logits: np.ndarray, *allowed: int) -> float:
    """Best logit of the syllables that may be stressed minus that of the others."""
    return float(logits[list(allowed)].max() - np.delete(logits, allowed).max())


def state_of(margin: float, clear_margin: float) -> StressState:
    """Turn a margin into a verdict; only a clear one says "elsewhere"."""
    if margin >= 0:
        return StressState.AS_EXPECTED
    if margin > -clear_margin:
        return StressState.UNCLEAR
    return StressState.ELSEWHERE
