"""Train every variant on every fold with every seed, and store the predictions."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from emotion_engine.files import write_atomically
from emotion_engine.fusion.config import VARIANTS, FusionConfig
from emotion_engine.lab.splits import Fold

from .loop import predict, train_network
from .recipe import FusionRecipe
from .takes import FusionTakes
from .word_ratings import standardised

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ablation:
    """The variants to compare, and the data to compare them on.

    Attributes
    ----------
    takes : FusionTakes
    targets : array, shape (n_takes, n_outputs)
    network : FusionConfig
        Its variant is set for each run.
    """

    takes: FusionTakes
    targets: np.ndarray
    folds: tuple[Fold, ...]
    network: FusionConfig
    recipe: FusionRecipe = field(default_factory=FusionRecipe)
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def key(self) -> str:
        """Return a key of all that determines a run, except variant, fold and seed."""
        lengths = [frames.shape for frames in self.takes.frames]
        rated = self.takes.word_scores is not None
        parts = (self.network, self.recipe, rated, lengths, self.targets.tolist())
        splits = [(fold.name, fold.test.tolist()) for fold in self.folds]
        return hashlib.sha256(repr((parts, splits)).encode()).hexdigest()[:12]

    def run(self, variant: str, fold: Fold, seed: int) -> np.ndarray:
        """Fit one variant; return its predictions for the test takes of the fold."""
        mean = self.targets[fold.train].mean(0)
        scale = self.targets[fold.train].std(0)
        takes = self.takes
        if takes.word_scores is not None:
            scores = standardised(takes.word_scores, fold.train)
            takes = replace(takes, word_scores=scores)
        network = train_network(
            takes,
            np.float32((self.targets - mean) / scale),
            fold.train,
            replace(self.network, variant=variant),
            self.recipe,
            seed=seed,
        )
        return predict(network, self.takes, fold.test) * scale + mean


def runs_of(
    ablation: Ablation, variants: Sequence[str] = VARIANTS
) -> Iterator[tuple[str, Fold, int]]:
    """List the runs, so that each seed is complete before the next begins."""
    for seed in ablation.seeds:
        for fold in ablation.folds:
            for variant in variants:
                yield variant, fold, seed


def run_all(
    ablation: Ablation, folder: Path, variants: Sequence[str] = VARIANTS
) -> dict[str, np.ndarray]:
    """Run what is missing, and return all predictions.

    Parameters
    ----------
    folder : Path
        One JSON file for each run; existing runs are not repeated.

    Returns
    -------
    dict from variant to array, shape (n_seeds, n_takes, n_outputs)
    """
    shape = (len(ablation.seeds), *ablation.targets.shape)
    found = {variant: np.full(shape, np.nan) for variant in variants}
    key = ablation.key()
    for variant, fold, seed in runs_of(ablation, variants):
        path = folder / key / f"{variant}-fold{fold.name}-seed{seed}.json"
        if not path.is_file():
            values = ablation.run(variant, fold, seed)
            write_atomically(path, json.dumps(values.round(5).tolist()) + "\n")
            logger.info("%s, fold %s, seed %d done", variant, fold.name, seed)
        row = ablation.seeds.index(seed)
        found[variant][row, fold.test] = json.loads(path.read_text())
    return found
