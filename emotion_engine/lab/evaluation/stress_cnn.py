"""Accuracy of syllable stress with the transferred CNN."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.device import choose_device
from emotion_engine.expression.cnn.network import read_trunk
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.cnn.options import SOURCE, STRATEGY
from emotion_engine.lab.training.cnn.strategies import STRATEGIES
from emotion_engine.lab.training.cnn.stress_target import (
    StressTake,
    fit_stress_network,
    rightly_heard,
    stress_takes,
)

N_FOLDS = 6


def evaluate_stress_cnn(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    strategy: str,
    source: Path,
    n_epochs: int,
    seed: int,
) -> dict[str, Any]:
    """Retrain by fold and judge every word by a network trained without its speaker.

    Parameters
    ----------
    strategy : str
        Name of one of ``STRATEGIES``.
    source : Path
        Holds the trunk that is transferred.
    """
    corpora = [load_corpus(folder, needs=("text",)) for folder in folders]
    takes = [take for corpus in corpora for take in stress_takes(corpus, config)]
    trunk, right = read_trunk(source), {}
    device, _ = choose_device(config)
    for fold in speaker_folds([t.speaker for t in takes], n_folds=N_FOLDS, seed=seed):
        train = [takes[i] for i in fold.train]
        network = fit_stress_network(
            train,
            STRATEGIES[strategy],
            trunk,
            n_epochs=n_epochs,
            seed=seed,
            device=device,
        )
        for index in fold.test:
            right[index] = rightly_heard(network, [takes[index]])
    return figures(takes, [right[i] for i in range(len(takes))]) | {
        "strategy": strategy,
        "protocol": f"retrained, {N_FOLDS} folds by speaker, seed {seed}",
    }


def figures(takes: Sequence[StressTake], right: Sequence[np.ndarray]) -> dict[str, Any]:
    """Accuracy on words of several syllables, interval over speakers."""
    heard = np.concatenate(right).astype(float)
    speakers = [t.speaker for t, r in zip(takes, right, strict=True) for _ in r]
    low, high = interval_over_speakers(
        lambda drawn: float(heard[drawn].mean()), speakers
    )
    return {
        "accuracy_polysyllabic": float(heard.mean()),
        "accuracy_polysyllabic_interval": [low, high],
        "n": len(heard),
        "n_speakers": len(set(speakers)),
    }


TASK = evaluation(
    evaluate_stress_cnn,
    STRATEGY,
    SOURCE,
    option("--epochs", dest="n_epochs", type=int, default=6, metavar="EPOCHS"),
    SEED,
    data=FOLDERS,
)
