"""The strategies as learners, for comparison with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from scipy.special import softmax
from torch import Tensor

from emotion_engine.errors import CorpusError
from emotion_engine.expression.cnn.network import read_trunk
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.learners import Learner, label_names
from emotion_engine.weights.shipped import assets_folder, read_head

from .fit import CnnRecipe, fit_style_network, logits_of
from .mels import mels_at
from .precision import CPU
from .strategies import STRATEGIES, Strategy


@dataclass(frozen=True)
class CnnLearner:
    """A CNN, trained by one strategy with the shared budget.

    Attributes
    ----------
    source : Path, optional
        Folder of the trunk whose weights are transferred; the shipped one if absent.
    device : torch.device
        Where it is trained; not part of the recipe.
    """

    strategy: Strategy
    budget: CnnRecipe = field(default_factory=CnnRecipe)
    source: Path | None = None
    device: torch.device = CPU

    @property
    def trunk(self) -> Path:
        """The folder whose weights are transferred."""
        return self.source or assets_folder("cnn")

    @property
    def name(self) -> str:
        """Its name in tables and graphs."""
        origin = f" from {self.source.name}" if self.source else ""
        return f"cnn {self.strategy.name}{origin}"

    @property
    def recipe(self) -> str:
        """The strategy, the budget and, if weights are transferred, their source."""
        source = read_head(self.trunk)[1]["sha256"][:12]
        transferred = f", weights {source}" if self.strategy.transfers else ""
        return f"{self.strategy}, {self.budget}{transferred}"

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        """Train on some takes and predict others; see ``Learner``."""
        mels, labels = corpus_mels(corpus), label_names(corpus)
        truth = np.array([labels.index(corpus.emotions[i]) for i in train])
        network = fit_style_network(
            [mels[i] for i in train],
            truth,
            len(labels),
            self.strategy,
            read_trunk(self.trunk),
            self.budget,
            seed=seed,
            device=self.device,
        )
        return softmax(logits_of(network, [mels[i] for i in test]), axis=1)


def corpus_mels(corpus: Corpus) -> list[Tensor]:
    """Keep the log-mels of the last corpus in memory; a corpus itself has no hash."""
    return kept_mels(tuple(corpus.paths))


@lru_cache(maxsize=1)
def kept_mels(paths: tuple[Path, ...]) -> list[Tensor]:
    """Keep the log-mels of the last recordings in memory."""
    return mels_at(paths)


def cnn_learners(device: torch.device = CPU) -> tuple[CnnLearner, ...]:
    """Return one learner for each strategy."""
    return tuple(CnnLearner(one, device=device) for one in STRATEGIES.values())


def from_sources(
    learners: Sequence[Learner], sources: Sequence[Path]
) -> list[CnnLearner]:
    """Repeat every transferring CNN among the learners for each source."""
    transferring = [
        one
        for one in learners
        if isinstance(one, CnnLearner) and one.strategy.transfers
    ]
    if not transferring:
        raise CorpusError("Only a CNN that transfers weights has a source.")
    return [replace(one, source=path) for one in transferring for path in sources]
