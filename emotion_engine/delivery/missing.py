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

from emotion_engine.errors import CheckpointError
from emotion_engine.phrase_check.check import Weighed
from emotion_engine.phrase_check.evidence import WordEvidence
from emotion_engine.results import PhoneSegment, WordResult
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

NAMES = (
    "is_written",
    "distance",
    "gain",
    "log_likelihood",
    "ratio",
    "log_duration",
    "log_shortest",
    "log_phones",
    "confidence",
)
LEAST_GAIN, LEAST_LIKELIHOOD = -1.0, -8.0
LEAST_RATIO, MOST_RATIO = -6.0, 10.0
SHORTEST_S = 0.005
# If not even such a ratio would make a word count as missing, none is computed.
MOST_DOUBTFUL = -1.0
# A word was said if the worst of its sounds is rated so well, and they have their time.
CLEAR, UNHURRIED_S = 1.8, 0.045


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
        tensors = {
            "weights": np.float32(self.weights),
            "bias": np.float32([self.bias]),
        }
        write_head(folder, tensors, {"evidence": list(NAMES)} | card)

    @classmethod
    def read(cls, folder: Path) -> MissingModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        if card.get("evidence") != list(NAMES):
            raise CheckpointError(
                f"The model in {folder} does not fit: run `train missing`."
            )
        return cls(tensors["weights"], float(tensors["bias"][0]))


def load_missing() -> MissingModel:
    """Load the shipped model."""
    return MissingModel.read(assets_folder("missing"))


def evidence_of(
    found: WordEvidence, phones: Sequence[PhoneSegment], confidence: float, ratio: float
) -> np.ndarray:
    """Describe how well take and decoder support a word.

    Parameters
    ----------
    found : WordEvidence
        What the decoder says of it.
    phones, confidence
        Where the word was aligned, and how surely.
    ratio : float
        Log-likelihood of the phrase, less that of all but the word.

    Returns
    -------
    float array, shape (len(NAMES),)
        Durations are logarithms of seconds: the mean over the phones, and the shortest.
    """
    durations_s = np.array([phone.end_s - phone.start_s for phone in phones])
    return np.array(
        [
            found.distance == 0,
            found.distance,
            max(found.gain, LEAST_GAIN),
            max(found.log_likelihood, LEAST_LIKELIHOOD),
            np.clip(ratio, LEAST_RATIO, MOST_RATIO),
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
    ratio_without: Callable[[int], float],
    model: MissingModel,
) -> tuple[int, ...]:
    """Decide of each word of a take whether it is missing.

    Parameters
    ----------
    words : sequence of WordResult
        With the scores of their phones.
    weighed : Weighed
        The phrase, weighed against what was decoded.
    ratio_without : callable
        Compares the phrase with all of it but a word, as ``Weighed.ratios`` has it of
        the words in doubt.

    Returns
    -------
    tuple of int
        The missing words. Where that would be all, what the decoder says stands.
    """

    def is_gone(word: WordResult) -> bool:
        phones = phones_of(word)
        if was_said_clearly(phones):
            return False
        if word.index in weighed.missing:
            return True
        if is_beside(word.index, weighed.missing):
            return False
        found, sure = weighed.evidence[word.index], word.confidence
        known = weighed.ratios.get(word.index)
        least = MOST_DOUBTFUL if known is None else known
        if not model.is_missing(evidence_of(found, phones, sure, least)):
            return False
        ratio = ratio_without(word.index) if known is None else known
        return model.is_missing(evidence_of(found, phones, sure, ratio))

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
