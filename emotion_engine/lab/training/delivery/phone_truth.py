"""Expert ratings of single phones and words, mapped to the phones that were aligned.

An expert writes the phones of a word and marks them: ``{AH0}`` has an accent, ``(AH0)``
is wrong, ``[R]`` was added. As in GOPT (Gong et al., ICASSP 2022) a right phone counts
2, an accented one 1, a wrong one 0. Experts choose among American and British phones
for one word, so each of their transcriptions is mapped to the phones that we aligned.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from emotion_engine.alignment.lexicon import VOWELS
from emotion_engine.delivery.network import UTTERANCE_ASPECTS, WORD_ASPECTS
from emotion_engine.delivery.phones import PHONES, SCHWA
from emotion_engine.delivery.ridge import HIGHEST
from emotion_engine.delivery.spoken import SpokenPhones
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.ratings import NAMES, SCORES

UNITS = {"completeness": 10.0}  # a share of the words, whereas all else is from 0 to 10
RIGHT, ACCENTED, WRONG = 2.0, 1.0, 0.0
PASSABLE = 7.0  # by the corpus's rubric: right, though with an accent
UNRATED: Mapping = {"accuracy": [], "total": [], "phones": []}
MARKS = {"{": ACCENTED, "(": WRONG}
# Phones that the corpus writes as one, and those it writes differently from us.
SPELT = {
    "AR": ("EH", "R"),
    "IR": ("IH", "R"),
    "UR": ("UH", "R"),
    "TR": ("T", "R"),
    "DR": ("D", "R"),
    "TS": ("T", "S"),
    "DZ": ("D", "Z"),
    "AXR": ("ER",),
    "OO": ("AA",),
    "EE": ("ER",),
}
SKIPPED, OTHER_VOWEL, OTHER_CONSONANT, OTHER_KIND = 1.0, 0.7, 1.2, 3.0


@dataclass(frozen=True, slots=True)
class TakeTruth:
    """The mean over experts.

    Attributes
    ----------
    phones : float32 array, shape (n_phones,)
        From 0 to 2; NaN where no expert wrote a phone that fits the aligned one.
    words : float32 array, shape (n_words, 2)
        Accuracy and total of each word, from 0 to 10.
    n_wrong : int array, shape (n_words,)
        How many experts find the word wrong: an accuracy below ``PASSABLE``.
    n_experts : int array, shape (n_words,)
    take : float32 array, shape (5,)
        ``UTTERANCE_ASPECTS`` of the whole take, from 0 to 10.
    """

    phones: np.ndarray
    words: np.ndarray
    n_wrong: np.ndarray
    n_experts: np.ndarray
    take: np.ndarray


def load_truth(
    corpus: Corpus, spoken: Sequence[SpokenPhones | None]
) -> list[TakeTruth | None]:
    """Read the ratings of each take; ``None`` if it was not aligned."""
    rated = {}
    for line in (corpus.folder / SCORES).read_text(encoding="utf-8").splitlines():
        take = json.loads(line)
        rated[take["utterance"]] = take
    return [
        None if one is None else truth_of(rated.get(path.stem, {}), one)
        for path, one in zip(corpus.paths, spoken, strict=True)
    ]


def truth_of(rated: Mapping, spoken: SpokenPhones) -> TakeTruth:
    """Map the rated words of one take to its aligned phones.

    A take whose words are not rated, or differ in number from ours, has no truth for
    them.
    """
    words, n_words = rated.get("words", []), len(spoken.word_likelihoods)
    if len(words) != n_words:
        words = [UNRATED] * n_words
    phones = np.full(len(spoken), np.nan, dtype=np.float32)
    for index, word in enumerate(words):
        own = np.flatnonzero(spoken.words == index)
        said = [PHONES[phone] for phone in spoken.phones[own]]
        by_expert = [laid_on(said, marked_phones(text)) for text in word["phones"]]
        phones[own] = mean_known(np.array(by_expert).reshape(-1, len(own)))
    return TakeTruth(
        phones,
        np.array([[mean_of(w, a) for a in WORD_ASPECTS] for w in words], np.float32),
        np.array([sum(a < PASSABLE for a in word["accuracy"]) for word in words]),
        np.array([len(word["accuracy"]) for word in words]),
        np.array([mean_of(rated, aspect) for aspect in UTTERANCE_ASPECTS], np.float32),
    )


def highest_truth(spoken: SpokenPhones) -> TakeTruth:
    """Return the truth of a take with the highest scores throughout."""
    n_words = len(spoken.word_likelihoods)
    return TakeTruth(
        phones=np.full(len(spoken), RIGHT, np.float32),
        words=np.full((n_words, len(WORD_ASPECTS)), HIGHEST, np.float32),
        n_wrong=np.zeros(n_words, int),
        n_experts=np.ones(n_words, int),
        take=np.full(len(UTTERANCE_ASPECTS), HIGHEST, np.float32),
    )


def mean_of(rated: Mapping, aspect: str) -> float:
    """Return the experts' mean of one aspect, from 0 to 10; NaN where none is given."""
    given = rated.get(NAMES.get(aspect, aspect)) or [np.nan]
    return float(np.mean(given)) * UNITS.get(aspect, 1.0)


def marked_phones(text: str) -> list[tuple[str, float]]:
    """Return one expert's phones of a word with their scores; added ones are left out.

    >>> marked_phones("{TH} R (IY0 [ AX0 ])")
    [('TH', 1.0), ('R', 2.0), ('IY', 0.0)]
    """
    found, score, is_added = [], RIGHT, False
    for letter, group in groupby(text, key=lambda c: c if c in "{}()[]" else "a"):
        if letter == "a" and not is_added:
            found += [
                (p, score) for said in "".join(group).split() for p in spell(said)
            ]
        elif letter in MARKS:
            score = MARKS[letter]
        elif letter in "})":
            score = RIGHT
        elif letter in "[]":
            is_added = letter == "["
    return found


def spell(phone: str) -> tuple[str, ...]:
    """Convert a phone of the corpus to ours.

    >>> spell("TS"), spell("AX0")
    (('T', 'S'), ('AX',))
    """
    plain = phone.rstrip("012")
    return SPELT.get(plain, (plain,))


def laid_on(said: Sequence[str], marked: Sequence[tuple[str, float]]) -> np.ndarray:
    """Give each aligned phone the score of the expert's phone in its position.

    Phones are paired by minimum edit distance; NaN if the expert has no such phone.
    """
    n, m = len(said), len(marked)
    cost = np.zeros((n + 1, m + 1))
    cost[:, 0], cost[0, :] = np.arange(n + 1), np.arange(m + 1)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            together = cost[i - 1, j - 1] + distance(said[i - 1], marked[j - 1][0])
            apart = min(cost[i - 1, j], cost[i, j - 1]) + SKIPPED
            cost[i, j] = min(together, apart)
    scores = np.full(n, np.nan)
    i, j = n, m
    while i and j:
        step = distance(said[i - 1], marked[j - 1][0])
        if np.isclose(cost[i, j], cost[i - 1, j - 1] + step):
            scores[i - 1], i, j = marked[j - 1][1], i - 1, j - 1
        elif np.isclose(cost[i, j], cost[i - 1, j] + SKIPPED):
            i -= 1
        else:
            j -= 1
    return scores


def distance(one: str, other: str) -> float:
    """Cost of substituting two phones, relative to a deletion (1)."""
    if one == other:
        return 0.0
    kinds = [phone in VOWELS or phone == SCHWA for phone in (one, other)]
    if kinds[0] != kinds[1]:
        return OTHER_KIND
    return OTHER_VOWEL if kinds[0] else OTHER_CONSONANT


def mean_known(by_expert: np.ndarray) -> np.ndarray:
    """Average over experts (rows), ignoring NaN; NaN where all are."""
    known = np.isfinite(by_expert)
    total = np.where(known, by_expert, 0).sum(0)
    n_known = known.sum(0)
    return np.where(n_known > 0, total / np.maximum(n_known, 1), np.nan)
