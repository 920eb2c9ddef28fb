"""The fusion network as a learner of styles."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import softmax

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.config import FUSED, FusionConfig
from emotion_engine.fusion.network import FusionNetwork
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.learners import label_names
from emotion_engine.version import ENGINE_VERSION

from .loop import predict, train_network
from .presets import OWN, FusionPreset
from .takes import FusionTakes, fusion_takes


@dataclass
class FusionLearner:
    """Learns styles from sound, words or both; see ``training.learners.Learner``.

    The frames and token vectors of a corpus are cached for the next fold.
    """

    config: EngineConfig
    preset: FusionPreset = OWN
    variant: str = FUSED
    known: dict[tuple, FusionTakes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in tables and graphs."""
        return f"fusion network, {self.variant}"

    @property
    def recipe(self) -> str:
        """The preset with both encoders."""
        encoders = f"{self.config.acoustic_encoder}, {self.config.text_encoder}"
        return f"{encoders}, {self.preset}, engine {ENGINE_VERSION}"

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        """Train on some takes and predict others; see ``Learner.fit_predict``."""
        network = self.fit(corpus, train, seed=seed)
        return softmax(predict(network, self.takes(corpus), test), axis=1)

    def fit(self, corpus: Corpus, train: np.ndarray, *, seed: int) -> FusionNetwork:
        """Train on some takes."""
        takes, labels = self.takes(corpus), label_names(corpus)
        (n_layers, _, size) = takes.frames[0].shape
        n_text_layers, _, text_size = takes.phrases[0].vectors.shape
        network = FusionConfig(
            n_layers,
            size,
            n_text_layers,
            text_size,
            len(labels),
            variant=self.variant,
            hidden_size=self.preset.hidden_size,
            dropout=self.preset.dropout,
        )
        truth = np.array([labels.index(emotion) for emotion in corpus.emotions])
        return train_network(
            takes, truth, train, network, self.preset.recipe, seed=seed
        )

    def takes(self, corpus: Corpus) -> FusionTakes:
        """Read the corpus once."""
        key = tuple(corpus.paths)
        if key not in self.known:
            config = self.preset.config(self.config)
            self.known[key] = fusion_takes(corpus, config)
        return self.known[key]
