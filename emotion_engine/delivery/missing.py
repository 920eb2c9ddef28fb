"""Whether a word was said at all: what the decoder finds, beside how its phones fit.

The recogniser writes the articles and pronouns that grammar demands, said or not, so a
word may be missing that is in its transcript: then its phones were squeezed into some
hundredths of a second. And it leaves out weak words that were said, each sound of them
clear and of usual length. The likelihood of the phrase without a word costs a pass of
the decoder, so it is asked for only where the rest leaves a doubt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.phrase_check.check import Weighed
from emotion_engine.phrase_check.evidence import WordEvidence
from emotion_engine.phrase_check.without import Margin
from emotion_engine.results import PhoneSegment, WordResult
from emotion_engine.weights.evidence import read_weights, write_weights
from emotion_engine.weights.shipped import assets_folder

NAMES = (
    "is_written",
    "distance",
    "gain",
    "log_likelihood",
    "margin",
    "margin_of_sound",
    "log_duration",
    "log_shortest",
    "log_phones",
    "confidence",
)
LEAST_GAIN, LEAST_LIKELIHOOD = -1.0, -8.0
LEAST_MARGIN, MOST_MARGIN, MOST_OF_SOUND = -6.0, 10.0, 15.0
SHORTEST_S = 0.005
# If not even such a margin would make a word count as missing, none is computed.
MOST_DOUBTFUL = Margin(heard=0.0, unheard=2.0)
# A word was said if the worst of its sounds is rated so well, and they have their time.
CLEAR, UNHURRIED_S = 1.8, 0.045
# Median confidence of a take's words below which nobody knows where its sounds lie, as
# where a learner begins three times: there the decoder decides alone.
LEAST_PLACED = 0.1


@dataclass(frozen=True, slots=True)
class MissingModel:
    """A logistic regression: positive sums mean that a word is reported as missing.

    Attributes
    ----------
    weights : array, shape (len(NAMES),)
    bias : float
    """

    weights: np.ndarray
    bias: float

    def is_missing(self, evidence: np.ndarray) -> bool:
        """Whether a word is reported as missing."""
        return bool(self.weights @ evidence + self.bias > 0)

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        write_weights(folder, NAMES, self.weights, self.bias, card)

    @classmethod
    def read(cls, folder: Path) -> MissingModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        weights, bias, _ = read_weights(folder, NAMES, "train missing")
        return cls(weights, bias)


def load_missing() -> MissingModel:
    """Load the shipped model."""
    return MissingModel.read(assets_folder("missing"))


def evidence_of(
    found: WordEvidence,
    phones: Sequence[PhoneSegment],
    confidence: float,
    margin: Margin,
) -> np.ndarray:
    """Describe how well take and decoder support a word.

    Parameters
    ----------
    found : WordEvidence
        What the decoder says of it.
    phones, confidence
        Where the word was aligned, and how surely.
    margin : Margin
        Of the phrase over all of it but the word.

    Returns
    -------
    float array, shape (len(NAMES),)
        The margin is given as it is and less what the words alone suggest: the recogniser
        expects articles, said or not. Durations are logarithms of seconds: the mean over
        the phones, and the shortest.
    """
    durations_s = np.array([phone.end_s - phone.start_s for phone in phones])
    return np.array(
        [
            found.distance == 0,
            found.distance,
            max(found.gain, LEAST_GAIN),
            max(found.log_likelihood, LEAST_LIKELIHOOD),
            np.clip(margin.heard, LEAST_MARGIN, MOST_MARGIN),
            np.clip(margin.heard - margin.unheard, LEAST_MARGIN, MOST_OF_SOUND),
            np.log(max(durations_s.mean(), SHORTEST_S)),
            np.log(max(durations_s.min(), SHORTEST_S)),
            math.log(len(phones)),
            confidence,
        ]
    )


def judge_missing(
    words: Sequence[WordResult],
    weighed: Weighed,
    *,
    margin_without: Callable[[int], Margin],
    model: MissingModel,
) -> tuple[int, ...]:
    """Decide of each word of a take whether it is missing.

    Parameters
    ----------
    words : sequence of WordResult
        With the scores of their phones.
    weighed : Weighed
        The phrase, weighed against what was decoded.
    margin_without : callable
        Compares the phrase with all of it but a word.

    Returns
    -------
    tuple of int
        The missing words. Where that would be all, what the decoder says stands.
    """
    is_placed = np.median([word.confidence for word in words]) >= LEAST_PLACED

    def is_gone(word: WordResult) -> bool:
        phones = phones_of(word)
        if was_said_clearly(phones):
            return False
        if word.index in weighed.missing:
            return True
        if not is_placed or is_beside(word.index, weighed.missing):
            return False
        found, sure = weighed.evidence[word.index], word.confidence
        if not model.is_missing(evidence_of(found, phones, sure, MOST_DOUBTFUL)):
            return False
        margin = margin_without(word.index)
        return model.is_missing(evidence_of(found, phones, sure, margin))

    missing = tuple(word.index for word in words if is_gone(word))
    return missing if len(missing) < len(words) else weighed.missing


def is_beside(index: int, missing: Collection[int]) -> bool:
    """Whether a neighbour of a word is missing, so that it shares its time with that."""
    return index - 1 in missing or index + 1 in missing


def phones_of(word: WordResult) -> list[PhoneSegment]:
    """List the phones of a word."""
    return [phone for syllable in word.syllables for phone in syllable.phones]


def was_said_clearly(phones: Sequence[PhoneSegment]) -> bool:
    """Whether every sound of a word is clear and has its usual time."""
    durations_s = [phone.end_s - phone.start_s for phone in phones]
    return (
        min(phone.score or 0.0 for phone in phones) >= CLEAR
        and sum(durations_s) / len(phones) >= UNHURRIED_S
    )
