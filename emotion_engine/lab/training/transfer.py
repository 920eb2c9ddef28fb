"""The shipped kind of head as a learner: frozen encoder, logistic regression."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import softmax

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.corpora import Corpus
from emotion_engine.version import ENGINE_VERSION

from .feature_cache import FeatureCache
from .learners import label_names
from .logistic import SMOOTHING, fit_logistic
from .train_expression import MIDDLE_LAYERS

# Recall hardly depends on it from 0.001 to 0.01; with a handful of clips a class there
# are too few speakers to choose it by.
STRENGTH = 0.003


@dataclass(frozen=True)
class TransferLearner:
    """Mean and deviation of frozen middle layers, then logistic regression.

    The features of a corpus are read once and kept in memory.
    """

    cache: FeatureCache
    input: PooledInput = MIDDLE_LAYERS
    strength: float = STRENGTH
    name: str = "transfer"
    _known: dict[tuple, np.ndarray] = field(default_factory=dict, repr=False)

    @property
    def recipe(self) -> str:
        """The encoder, its layers and the penalty."""
        encoder = f"{self.cache.encoder_name}, engine {ENGINE_VERSION}"
        return f"{encoder}, {self.input}, C {self.strength}, smoothed by {SMOOTHING}"

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        """Train on some takes and predict others; see ``Learner``.

        The seed has no effect: the loss has a single minimum.
        """
        pooled = self.features(corpus)
        styles = np.asarray(corpus.emotions)[train]
        head = fit_logistic(
            pooled[train],
            styles,
            label_names(corpus),
            self.input,
            strength=self.strength,
        )
        return softmax(head(pooled[test]), axis=1)

    def features(self, corpus: Corpus) -> np.ndarray:
        """Return pooled layers of all takes, read on the first call."""
        paths = tuple(corpus.paths)
        if paths not in self._known:
            self._known[paths] = self.cache.features(paths)
        return self._known[paths]
