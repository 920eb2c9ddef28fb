"""The probability that a word was placed correctly.

A logistic regression on evidence from the aligner and the boundary model, trained on
hand-labelled words and on words that were not said at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .boundaries import PHONES, Outline, Placement
from .decoder import SCORE_SCALE, ScoredPhone
from .lexicon import is_vowel, without_stress

NAMES = (
    "score",
    "worst_score",
    "score_of_others",
    "oddness",
    "worst_oddness",
    "moved_s",
    "sure",
    "vowels_sure",
    "shortest_share",
    "log_n_phones",
)
SHORTEST_FRAMES = 3  # of a phone: the aligner had no room for it
LEAST_SURE = 1e-3
ENOUGH = 20  # instances of a phone needed to estimate its duration


@dataclass(frozen=True, slots=True)
class Durations:
    """Usual duration of each of ``PHONES``: mean and deviation of the logarithm."""

    mean: np.ndarray
    deviation: np.ndarray

    @classmethod
    def of(cls, words: Sequence[Sequence[ScoredPhone]]) -> Durations:
        """Measure the phones of many words; rare phones get the overall average."""
        every = [phone for word in words for phone in word]
        logs = np.log([phone.n_frames for phone in every])
        which = np.array([number_of(phone) for phone in every])
        mean = np.full(len(PHONES), logs.mean())
        deviation = np.full(len(PHONES), logs.std())
        for number in range(len(PHONES)):
            own = logs[which == number]
            if len(own) >= ENOUGH:
                mean[number], deviation[number] = own.mean(), max(own.std(), 0.1)
        return cls(mean, deviation)

    def oddness(self, phones: Sequence[ScoredPhone]) -> np.ndarray:
        """Return how many deviations each phone is too long or too short."""
        numbers = [number_of(phone) for phone in phones]
        logs = np.log([phone.n_frames for phone in phones])
        return np.abs(logs - self.mean[numbers]) / self.deviation[numbers]


def number_of(phone: ScoredPhone) -> int:
    """Return the index of a phone in ``PHONES``."""
    return PHONES.index(without_stress(phone.label))


def evidence(
    words: Sequence[Sequence[ScoredPhone]],
    outline: Outline,
    placement: Placement,
    usual: Durations,
) -> np.ndarray:
    """Describe how well each word fits where it was placed.

    Returns
    -------
    float array, shape (n_words, len(NAMES))
    """
    edges = iter(outline.edges)
    rows = []
    fits = [
        [p.score / max(1, p.n_frames) / SCORE_SCALE for p in word] for word in words
    ]
    for word, fit in zip(words, fits, strict=True):
        own = [next(edges) for _ in word]
        others = [np.mean(other) for other in fits if other is not fit]
        touched = [number for edge in own for number in edge]
        vowels = [
            number
            for edge, phone in zip(own, word, strict=True)
            if is_vowel(phone.label)
            for number in edge
        ]
        odd = usual.oddness(word)
        sure = np.log(np.maximum(placement.sure, LEAST_SURE))
        rows.append(
            [
                np.mean(fit),
                np.min(fit),
                np.mean(others) if others else np.mean(fit),
                odd.mean(),
                odd.max(),
                np.abs(placement.moved_s[touched]).max(),
                sure[touched].min(),
                sure[vowels].sum(),
                np.mean([p.n_frames <= SHORTEST_FRAMES for p in word]),
                np.log(len(word)),
            ]
        )
    return np.array(rows).reshape(-1, len(NAMES))


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Weights of ``NAMES``, and the durations that some of them are based on.

    Attributes
    ----------
    weights : array, shape (len(NAMES),)
    """

    usual: Durations
    weights: np.ndarray
    bias: float

    def __call__(
        self,
        words: Sequence[Sequence[ScoredPhone]],
        outline: Outline,
        placement: Placement,
    ) -> np.ndarray:
        """Return for each word the probability that it was placed correctly."""
        found = evidence(words, outline, placement, self.usual)
        return 1 / (1 + np.exp(-(found @ self.weights + self.bias)))

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        tensors = {
            "usual_mean": self.usual.mean,
            "usual_deviation": self.usual.deviation,
            "weights": self.weights,
            "bias": np.array([self.bias]),
        }
        settings = {"evidence": list(NAMES), "phones": list(PHONES)}
        single = {name: np.float32(tensor) for name, tensor in tensors.items()}
        write_head(folder, single, settings | card)

    @classmethod
    def read(cls, folder: Path) -> ConfidenceModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        if card.get("evidence") != list(NAMES) or card.get("phones") != list(PHONES):
            raise CheckpointError(
                f"The model in {folder} does not fit: run `train confidence`."
            )
        usual = Durations(tensors["usual_mean"], tensors["usual_deviation"])
        return cls(usual, tensors["weights"], float(tensors["bias"][0]))


def load_confidence(licence: str = "full") -> ConfidenceModel:
    """Load the shipped model; ``licence`` as ``weights_licence`` of ``EngineConfig``."""
    return ConfidenceModel.read(assets_folder("confidence", licence))
