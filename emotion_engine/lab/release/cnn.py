"""Release the style CNN: measure by fold, train on all speakers, write with card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Unpack

import numpy as np
import torch
from scipy.special import softmax

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.device import choose_device
from emotion_engine.expression.cnn.network import StyleCnn, read_trunk
from emotion_engine.expression.cnn.trunk import AcousticTrunk
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.metrics import (
    expected_calibration_error,
    unweighted_average_recall,
    weighted_accuracy,
)
from emotion_engine.lab.splits import Fold, folds_of
from emotion_engine.lab.tasks import FOLDER, OUT, SEED, Task
from emotion_engine.lab.training.calibration import fit_temperature
from emotion_engine.lab.training.cnn.fit import CnnRecipe, fit_style_network, logits_of
from emotion_engine.lab.training.cnn.mels import mels_of
from emotion_engine.lab.training.cnn.options import SOURCE, STRATEGY
from emotion_engine.lab.training.cnn.precision import CPU
from emotion_engine.lab.training.cnn.strategies import STRATEGIES, Strategy
from emotion_engine.lab.training.learners import label_names
from emotion_engine.version import ENGINE_VERSION

from .provenance import origin, today


def release_cnn(
    corpus: Corpus,
    strategy: Strategy,
    source: Path,
    folder: Path,
    *,
    recipe: CnnRecipe | None = None,
    seed: int = 0,
    device: torch.device = CPU,
) -> dict[str, Any]:
    """Train on all speakers and write the network; return the figures of the folds."""
    recipe = recipe or CnnRecipe()
    labels, mels = label_names(corpus), mels_of(corpus)
    truth = np.array([labels.index(emotion) for emotion in corpus.emotions])
    trunk = read_trunk(source)

    def fit(train: np.ndarray):
        return fit_style_network(
            [mels[i] for i in train],
            truth[train],
            len(labels),
            strategy,
            trunk,
            recipe,
            seed=seed,
            device=device,
        )

    logits, folds = np.zeros((len(corpus), len(labels))), folds_of(corpus)
    for fold in folds:
        logits[fold.test] = logits_of(fit(fold.train), [mels[i] for i in fold.test])
    measured = figures(tempered(logits, truth, folds), truth, labels)
    network, temperature = fit(np.arange(len(corpus))), fit_temperature(logits, truth)
    StyleCnn(network.cpu(), labels, temperature).write(
        folder, card_of(corpus, strategy, recipe, trunk, measured, seed)
    )
    return measured


def tempered(
    logits: np.ndarray, truth: np.ndarray, folds: Sequence[Fold]
) -> np.ndarray:
    """Scale the logits of each fold by a temperature chosen on the other folds."""
    scaled = np.empty_like(logits)
    for fold in folds:
        temperature = fit_temperature(logits[fold.train], truth[fold.train])
        scaled[fold.test] = logits[fold.test] / temperature
    return scaled


def figures(
    logits: np.ndarray, truth: np.ndarray, labels: Sequence[str]
) -> dict[str, float]:
    """Measure held-out logits, scaled by temperatures not chosen on them."""
    probabilities = softmax(logits, axis=1)
    predicted = probabilities.argmax(1)
    return {
        "ua": unweighted_average_recall(truth, predicted, range(len(labels))),
        "wa": weighted_accuracy(truth, predicted),
        "ece": expected_calibration_error(probabilities.max(1), predicted == truth),
        "n": len(truth),
    }


def card_of(
    corpus: Corpus,
    strategy: Strategy,
    recipe: CnnRecipe,
    trunk: AcousticTrunk,
    measured: dict[str, float],
    seed: int,
) -> dict[str, Any]:
    """Describe the network, its origin and its accuracy."""
    return {
        "name": f"cnn-{strategy.name}-{today()}",
        "for": "How a delivery sounds so far, while somebody speaks.",
        "not_for": "What a speaker feels; grades; speech that is not English.",
        "known_limits": [
            "Less accurate than the head over the frozen encoder.",
            "Learners' accents are unmeasured.",
        ],
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": origin(corpus),
        "look_ahead_ms": trunk.config.look_ahead_ms,
        "recipe": asdict(recipe) | {"strategy": asdict(strategy), "seed": seed},
        "measured": measured,
    }


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    strategy: str,
    source: Path,
    seed: int,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Release a network for the styles of a corpus with emotions."""
    corpus, (device, _) = load_chosen(folder, **choice), choose_device(config)
    return release_cnn(
        corpus, STRATEGIES[strategy], source, out, seed=seed, device=device
    )


TASK = Task(run, (FOLDER, STRATEGY, SOURCE, SEED, OUT, *CHOICE))
