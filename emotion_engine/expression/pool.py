"""The log-linear pool: one distribution over the styles from those of several models.

Weights and temperature are learnt on speakers that no member learnt from, once for
voices that are not known and once for others. A member that lacks a style leaves the
probability of that style to the regression, and decides only among the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax

from emotion_engine.errors import CheckpointError
from emotion_engine.results import KNOWN_VOICE_TAKES, MemberName
from emotion_engine.weights.shipped import read_head, write_head

from .spread import Spread
from .voice_expression import Clarity

SMALLEST = 1e-6  # probability: one member alone cannot rule a style out
CERTAIN = 0.95  # of a style that is named although a member is missing


@dataclass(frozen=True, slots=True)
class Mixture:
    """How the members' answers are combined.

    Attributes
    ----------
    weights : dict from MemberName to float
        Not negative; they sum to 1.
    temperature : float
        Divides the weighted sum of log probabilities.
    clarity : Clarity
        When the combined answer is sure enough to name a style.
    """

    weights: Mapping[MemberName, float]
    temperature: float
    clarity: Clarity

    def among(self, present: Collection[MemberName]) -> Mixture:
        """Return the mixture of those members that are present.

        The thresholds were chosen for all members: without one of them a style is only
        named where the others are certain.
        """
        if set(self.weights) <= set(present):
            return self
        kept = {name: w for name, w in self.weights.items() if name in present}
        total = sum(kept.values()) or 1.0
        return Mixture(
            {name: weight / total for name, weight in kept.items()},
            self.temperature,
            Clarity(max(self.clarity.probability, CERTAIN), self.clarity.listeners),
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """Mixtures for voices with fewer own takes than ``KNOWN_VOICE_TAKES``, and others.

    ``spread``, where it was measured, gives each probability its interval.
    """

    name: str
    unknown: Mixture
    known: Mixture
    spread: Spread | None = None

    def mixture(self, own_takes: int) -> Mixture:
        """Return the mixture for a voice known from so many takes."""
        return self.known if own_takes >= KNOWN_VOICE_TAKES else self.unknown

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the pool with its card, to which it adds what loading needs."""
        both = (self.unknown, self.known)
        names = list(self.unknown.weights)
        weights = np.array([[m.weights[name] for name in names] for m in both])
        settings = {
            "name": self.name,
            "members": [str(name) for name in names],
            "temperatures": [mixture.temperature for mixture in both],
            "clear": [
                {"probability": m.clarity.probability, "listeners": m.clarity.listeners}
                for m in both
            ],
        }
        write_head(folder, {"weights": weights}, settings | card)

    @classmethod
    def read(cls, folder: Path) -> Pool:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            names = [MemberName(name) for name in card["members"]]
            mixtures = [
                Mixture(
                    dict(zip(names, row.tolist(), strict=True)), t, Clarity(**clear)
                )
                for row, t, clear in zip(
                    tensors["weights"], card["temperatures"], card["clear"], strict=True
                )
            ]
            unknown, known = mixtures
            return cls(card["name"], unknown, known, Spread.of_card(card))
        except (KeyError, TypeError, ValueError) as error:
            raise CheckpointError(f"{folder} holds no pool: {error}") from None


def pooled(
    several: Sequence[np.ndarray], weights: Sequence[float], temperature: float = 1.0
) -> np.ndarray:
    """Combine distributions over the same styles, each of shape (..., n_labels).

    >>> pooled([np.array([0.8, 0.2]), np.array([0.5, 0.5])], [1.0, 0.0])
    array([0.8, 0.2])
    """
    logs = sum(
        weight * np.log(np.maximum(answer, SMALLEST))
        for answer, weight in zip(several, weights, strict=True)
    )
    return softmax(logs / temperature, axis=-1)


def extended(
    labels: Sequence[str],
    answer: np.ndarray,
    regression: np.ndarray,
    wanted: Sequence[str],
) -> np.ndarray:
    """Give a member's distribution the styles that it lacks, as probable as elsewhere.

    Parameters
    ----------
    answer : array, shape (..., len(labels))
        By the member, over its own styles.
    regression : array, shape (..., len(wanted))
        By the regression, over all of them.

    Returns
    -------
    array, shape (..., len(wanted))
        Sums to 1.
    """
    shared = [label for label in labels if label in wanted]
    columns = [list(wanted).index(label) for label in shared]
    own = answer[..., [list(labels).index(label) for label in shared]]
    own = own / own.sum(-1, keepdims=True)
    whole = regression.astype(np.float64, copy=True)
    whole[..., columns] = own * regression[..., columns].sum(-1, keepdims=True)
    return whole
