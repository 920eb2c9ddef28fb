"""From encoder and decoder outputs to standardised features per phone, word and take.

Everything here is fixed before the networks are trained: the natives' phones, principal
components, and the scale of each feature. All networks of an ensemble share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .native_phones import NativePhones, goodness
from .spoken import SpokenPhones

LONGEST_GAP_S = 1.0
SHORTEST_S = 0.01
N_CUES = 7
WIDEST = 6.0  # standard deviations: nothing in training lies further out


@dataclass(frozen=True, slots=True)
class Projection:
    """Centre, project, and bring to unit variance.

    Attributes
    ----------
    mean : float32 array, shape (n_inputs,)
    weight : float32 array, shape (n_inputs, n_outputs)
    """

    mean: np.ndarray
    weight: np.ndarray

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """Project rows; values far outside the training range are clipped."""
        flat = np.float32(values).reshape(len(values), -1)
        return np.clip((flat - self.mean) @ self.weight, -WIDEST, WIDEST)


@dataclass(frozen=True, slots=True)
class DescribedTake:
    """A take as the networks see it.

    Attributes
    ----------
    phones, words : int arrays, shape (n_phones,)
        As in ``SpokenPhones``.
    sound : float32 array, shape (n_phones, n_sound)
        Per phone: components of its layers, goodness of pronunciation, timing.
    evidence : float32 array, shape (n_words, n_evidence)
        Per word: how well the decoder finds it.
    whole : float32 array, shape (n_whole,)
        Components of the statistics of the take.
    posteriors : float32 array, shape (n_phones, len(PHONES))
        Log posteriors of a native's phones.
    """

    phones: np.ndarray
    words: np.ndarray
    sound: np.ndarray
    evidence: np.ndarray
    whole: np.ndarray
    posteriors: np.ndarray


@dataclass(frozen=True, slots=True)
class Describer:
    """The natives' phones, and the projections of each kind of feature."""

    natives: NativePhones
    layers: Projection
    fit: Projection
    decoder: Projection
    evidence: Projection
    whole: Projection

    def __call__(self, spoken: SpokenPhones) -> DescribedTake:
        """Describe one take."""
        posteriors = self.natives.log_posteriors(spoken.states)
        parts = [self.layers(spoken.states), self.fit(fit_of(spoken, posteriors))]
        words = [
            self.decoder(spoken.word_states),
            self.evidence(evidence_of(spoken)),
        ]
        return DescribedTake(
            phones=spoken.phones,
            words=spoken.words,
            sound=np.concatenate(parts, axis=1),
            evidence=np.concatenate(words, axis=1),
            whole=self.whole(spoken.pooled[None])[0],
            posteriors=posteriors,
        )

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors to be stored in a checkpoint."""
        named = {f"natives.{k}": v for k, v in self.natives.tensors().items()}
        for name in PROJECTIONS:
            projection = getattr(self, name)
            named[f"{name}.mean"] = projection.mean
            named[f"{name}.weight"] = projection.weight
        return named

    @classmethod
    def of(cls, tensors: Mapping[str, np.ndarray]) -> Describer:
        """Build the describer from a checkpoint."""
        projections = {
            name: Projection(
                np.float32(tensors[f"{name}.mean"]),
                np.float32(tensors[f"{name}.weight"]),
            )
            for name in PROJECTIONS
        }
        return cls(NativePhones.of(tensors), **projections)


PROJECTIONS = ("layers", "fit", "decoder", "evidence", "whole")


def fit_of(spoken: SpokenPhones, posteriors: np.ndarray) -> np.ndarray:
    """Return the phones' goodness of pronunciation and timing, (n_phones, 40 + 7)."""
    return np.concatenate([posteriors, cues_of(spoken, posteriors)], axis=1)


def cues_of(spoken: SpokenPhones, posteriors: np.ndarray) -> np.ndarray:
    """Return goodness and timing of each phone.

    Returns
    -------
    float32 array, shape (n_phones, N_CUES)
        Log posterior, margin, entropy (``goodness``); log duration in seconds, the
        same relative to the take's mean, and the gaps before and after in seconds.
    """
    start_s, end_s = spoken.spans.T
    log_duration = np.log(np.maximum(end_s - start_s, SHORTEST_S))
    gaps = np.clip(start_s[1:] - end_s[:-1], 0, LONGEST_GAP_S)
    timing = [
        log_duration,
        log_duration - log_duration.mean(),
        np.concatenate([[0.0], gaps]),
        np.concatenate([gaps, [0.0]]),
    ]
    fit = goodness(posteriors, spoken.phones)
    return np.concatenate([fit, np.stack(timing, axis=1)], axis=1).astype(np.float32)


def evidence_of(spoken: SpokenPhones) -> np.ndarray:
    """Return likelihood, gain and number of phones of each word."""
    n_words = len(spoken.word_likelihoods)
    n_phones = np.bincount(spoken.words, minlength=n_words)[:, None]
    return np.concatenate([spoken.word_likelihoods, np.log(np.maximum(n_phones, 1))], 1)
