"""Goodness of pronunciation: how well a phone matches native speech.

A softmax regression on the encoder's layers over a phone, trained on native readers
(after Witt & Young, 2000; features of a network instead of an HMM, Hu et al., 2015).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from .phones import PHONES


@dataclass(frozen=True, slots=True)
class NativePhones:
    """Linear weights over the standardised layers of one phone.

    Attributes
    ----------
    mean, scale : float32 arrays, shape (n_layers * hidden_size,)
    weight : float32 array, shape (n_layers * hidden_size, len(PHONES))
    bias : float32 array, shape (len(PHONES),)
    """

    mean: np.ndarray
    scale: np.ndarray
    weight: np.ndarray
    bias: np.ndarray

    def log_posteriors(self, states: np.ndarray) -> np.ndarray:
        """Return the log probability of each of ``PHONES``.

        Parameters
        ----------
        states : array, shape (n_phones, n_layers, hidden_size)

        Returns
        -------
        float32 array, shape (n_phones, len(PHONES))
        """
        flat = np.float32(states).reshape(len(states), -1)
        logits = (flat - self.mean) / self.scale @ self.weight + self.bias
        peak = logits.max(axis=1, keepdims=True)
        total = np.log(np.exp(logits - peak).sum(axis=1, keepdims=True))
        return logits - peak - total

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors to be stored in a checkpoint."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    @classmethod
    def of(cls, tensors: Mapping[str, np.ndarray]) -> NativePhones:
        """Build it from the tensors of a checkpoint named ``natives.…``."""
        names = [part.name for part in fields(cls)]
        return cls(**{name: np.float32(tensors[f"natives.{name}"]) for name in names})


def goodness(log_posteriors: np.ndarray, phones: np.ndarray) -> np.ndarray:
    """Return how well each phone fits the expected one.

    Returns
    -------
    float32 array, shape (n_phones, 3)
        Log posterior of the expected phone, its margin over the best other one, and
        the entropy of the posteriors.
    """
    rows = np.arange(len(phones))
    expected = log_posteriors[rows, phones]
    others = log_posteriors.copy()
    others[rows, phones] = -np.inf
    entropy = -(np.exp(log_posteriors) * log_posteriors).sum(axis=1)
    margin = expected - others.max(axis=1)
    return np.stack([expected, margin, entropy], axis=1).astype(np.float32)


def heard_instead(log_posteriors: np.ndarray, phones: np.ndarray) -> list[str | None]:
    """Return the most likely phone; ``None`` where it is the expected one."""
    best = log_posteriors.argmax(axis=1)
    return [
        None if likeliest == expected else PHONES[likeliest]
        for likeliest, expected in zip(best, phones, strict=True)
    ]
