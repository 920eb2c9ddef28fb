"""Write the CNN's weights with their cards: the source trunk, and the style network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.special import softmax

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.device import choose_device
from emotion_engine.expression.cnn.network import StyleCnn, read_trunk, write_trunk
from emotion_engine.expression.cnn.trunk import AcousticTrunk, TrunkConfig
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.metrics import (
    expected_calibration_error,
    unweighted_average_recall,
    weighted_accuracy,
)
from emotion_engine.lab.release.expression import origin, today
from emotion_engine.lab.splits import Fold, folds_of
from emotion_engine.lab.training.calibration import fit_temperature
from emotion_engine.lab.training.learners import label_names
from emotion_engine.version import ENGINE_VERSION

from .fit import CnnRecipe, fit_style_network, logits_of
from .mels import mels_of
from .precision import CPU
from .source import SourceRecipe, train_source
from .source_data import FRAME_RATE_HZ, source_takes
from .strategies import Strategy


def release_source(
    corpora: Sequence[Corpus],
    config: EngineConfig,
    recipe: SourceRecipe,
    folder: Path,
) -> dict[str, float]:
    """Train a trunk on a source task and write it; return what it measured."""
    takes = source_takes(corpora, config, with_phones=recipe.task != "student")
    device, _ = choose_device(config)
    trunk, measured = train_source(takes, recipe, TrunkConfig(), device)
    n_frames = sum(map(len, takes.hidden))
    card = source_card(corpora, n_frames, config, recipe, measured)
    write_trunk(trunk, folder, card)
    return measured


def source_card(
    corpora: Sequence[Corpus],
    n_frames: int,
    config: EngineConfig,
    recipe: SourceRecipe,
    measured: dict[str, float],
) -> dict[str, Any]:
    """Say what the trunk is and what it learnt from."""
    return {
        "for": "A start for networks that hear style or stress.",
        "not_for": "Anything by itself.",
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": [origin(corpus) for corpus in corpora],
        "hours": round(n_frames / FRAME_RATE_HZ / 3600, 2),
        "recipe": asdict(recipe),
        "teacher": config.acoustic_encoder if recipe.task != "phones" else None,
        "measured": measured,
    }


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
    """Train on everybody and write the network; return what the folds measured."""
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
    said = probabilities.argmax(1)
    return {
        "ua": unweighted_average_recall(truth, said, range(len(labels))),
        "wa": weighted_accuracy(truth, said),
        "ece": expected_calibration_error(probabilities.max(1), said == truth),
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
    """Say what the network is, where it comes from and what it can do."""
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
