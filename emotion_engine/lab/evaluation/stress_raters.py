"""Agreement with experts on learners' wrong stress.

Words that most experts call wrongly stressed are paired with words that none does, with
similar pronunciation scores and as many syllables: otherwise a model would win that
only hears how good a learner is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus, Utterance, load_corpus
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import SEED, evaluation
from emotion_engine.lab.training.measured_words import measure_words
from emotion_engine.lab.training.ratings import SCORES
from emotion_engine.models import models_of
from emotion_engine.stress.lexical import margin_of
from emotion_engine.stress.prominence import ProminenceModel

RIGHT = 10.0  # the corpus's score of a word whose stress an expert found right
LEAST_RATERS, MOST_APART = 3, 0.5
PER_WORD = 6  # words paired with each wrongly stressed one


@dataclass(frozen=True, slots=True)
class RatedWord:
    """One word of two syllables or more, as rated by experts.

    Attributes
    ----------
    n_wrong : int
        How many experts call its stress wrong.
    accuracy : float
        Mean of their pronunciation scores, 0 to 10.
    """

    utterance: Utterance
    index: int
    n_syllables: int
    n_wrong: int
    accuracy: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Difference in margin between two words: positive if as expected."""

    speaker: str
    wrong_margin: float
    right_margin: float


def evaluate_raters(
    folder: Path, config: EngineConfig, *, seed: int = 0
) -> dict[str, Any]:
    """Compare margins of the shipped model with experts' ratings of stress.

    Returns
    -------
    dict
        ``auc``: share of pairs in which the word called wrong has the smaller margin,
        with its interval over the speakers of these words.
    """
    corpus = load_corpus(folder, needs=("text",))
    wrong, right = by_verdict(rated_words(corpus))
    generator = np.random.default_rng(seed)
    margins = Margins(config, models_of(config).prominence)
    pairs = [
        Pair(word.utterance.speaker, margin, beside)
        for word in wrong
        if (margin := margins.of(word)) is not None
        for other in matched(word, right, generator)
        if (beside := margins.of(other)) is not None
    ]
    if not pairs:
        raise CorpusError(
            f"{folder} has no word that most experts call wrongly stressed."
        )
    won = np.array([(p.wrong_margin < p.right_margin) for p in pairs], float)
    speakers = [pair.speaker for pair in pairs]
    return {
        "auc": float(won.mean()),
        "auc_interval": interval_over_speakers(
            lambda i: float(won[i].mean()), speakers
        ),
        "n_pairs": len(pairs),
        "n_wrong": len({(p.speaker, p.wrong_margin) for p in pairs}),
        "n_wrong_not_graded": len(wrong) - len({p.wrong_margin for p in pairs}),
        "n_speakers": len(set(speakers)),
    }


def rated_words(corpus: Corpus) -> list[RatedWord]:
    """Read experts' ratings of the polysyllabic words of every take."""
    path = corpus.folder / SCORES
    if not path.is_file():
        raise CorpusError(f"{corpus.folder} has no {SCORES}.")
    takes = {utterance.path.stem: utterance for utterance in corpus.utterances}
    words = []
    for line in path.read_text(encoding="utf-8").splitlines():
        rated = json.loads(line)
        if rated["utterance"] not in takes:
            continue
        for index, word in enumerate(rated.get("words", ())):
            n_syllables = n_vowels(word["phones"][0])
            if n_syllables > 1:
                n_wrong = sum(score < RIGHT for score in word["stress"])
                accuracy = float(np.mean(word["accuracy"]))
                take = takes[rated["utterance"]]
                words.append(RatedWord(take, index, n_syllables, n_wrong, accuracy))
    return words


def n_vowels(phones: str) -> int:
    """Count phones with a stress digit.

    >>> n_vowels("AH0 {G} EH0 N")
    2
    """
    return sum(any(digit in phone for digit in "012") for phone in phones.split())


def by_verdict(words: Sequence[RatedWord]) -> tuple[list[RatedWord], list[RatedWord]]:
    """Return the words most experts call wrong, and those that none does."""
    return (
        [word for word in words if word.n_wrong >= LEAST_RATERS],
        [word for word in words if word.n_wrong == 0],
    )


def matched(
    word: RatedWord, others: Sequence[RatedWord], generator: np.random.Generator
) -> list[RatedWord]:
    """Draw words of other takes with equal scores and length."""
    alike = [
        other
        for other in others
        if other.n_syllables == word.n_syllables
        and abs(other.accuracy - word.accuracy) <= MOST_APART
        and other.utterance.path != word.utterance.path
    ]
    chosen = generator.permutation(len(alike))[:PER_WORD]
    return [alike[i] for i in chosen]


@dataclass
class Margins:
    """The shipped model's margin of single words, measured once for each take."""

    config: EngineConfig
    model: ProminenceModel

    def of(self, word: RatedWord) -> float | None:
        """Return a word's margin; ``None`` where it could not be graded."""
        for found in measure_words(word.utterance, self.config) or ():
            if found.index == word.index:
                return margin_of(self.model.logits(found.features), found.expected)
        return None


TASK = evaluation(evaluate_raters, SEED)
