"""Speaker identification by the encoder's early layers in a discriminant space.

The layers encode what was said as well as who said it; a linear discriminant trained on
other speakers keeps the second. None of the speakers identified here was in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

LAYERS = (1, 2, 3)
STATISTICS = (0, 1)  # mean and deviation
VARIANCE_KEPT = 0.95  # by the components, before the discriminant


@dataclass(frozen=True, slots=True)
class SpeakerSpace:
    """A map from pooled layers to directions, one for each take."""

    pipeline: Pipeline

    @classmethod
    def learn(cls, features: np.ndarray, speakers: Sequence[str]) -> SpeakerSpace:
        """Learn from takes of other speakers.

        Parameters
        ----------
        features : array, shape (n_takes, n_layers + 1, n_statistics, hidden_size)
        """
        discriminant = LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto")
        pca = PCA(VARIANCE_KEPT, svd_solver="full")
        pipeline = make_pipeline(StandardScaler(), pca, discriminant)
        return cls(pipeline.fit(chosen(features), np.asarray(speakers)))

    def directions(self, features: np.ndarray) -> np.ndarray:
        """Return vectors of length 1, shape (n_takes, n_directions)."""
        return of_unit_length(self.pipeline.transform(chosen(features)))


def chosen(features: np.ndarray) -> np.ndarray:
    """Return the statistics that are used, shape (n_takes, n_features)."""
    return features[:, LAYERS][:, :, STATISTICS].reshape(len(features), -1)


def of_unit_length(vectors: np.ndarray) -> np.ndarray:
    """Scale rows to length 1."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def identified(
    takes: np.ndarray, known: np.ndarray, known_speakers: Sequence[str]
) -> np.ndarray:
    """Return the speaker with the nearest mean direction by take, shape (n_takes,)."""
    names = np.asarray(known_speakers)
    unique = np.unique(names)
    means = of_unit_length(np.stack([known[names == n].mean(axis=0) for n in unique]))
    return unique[np.argmax(takes @ means.T, axis=1)]
