"""Ablation of the fusion of sound and text, on takes that experts rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.delivery.ridge import ASPECTS
from emotion_engine.fusion.config import FusionConfig
from emotion_engine.fusion.phrases import N_KINDS
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.reports import table
from emotion_engine.lab.splits import Fold, speaker_folds
from emotion_engine.lab.tasks import FOLDER, JSON, Task, option
from emotion_engine.lab.training.comparison import RUNS, SEEDS
from emotion_engine.lab.training.feature_cache import CHUNK, FeatureCache, frame_cache
from emotion_engine.lab.training.fusion.ablation import Ablation, run_all
from emotion_engine.lab.training.fusion.recipe import FusionRecipe
from emotion_engine.lab.training.fusion.takes import fusion_takes
from emotion_engine.lab.training.fusion.word_ratings import (
    WORD_ASPECTS,
    load_word_scores,
)
from emotion_engine.lab.training.ratings import Ratings, load_ratings
from emotion_engine.lab.training.train_delivery import (
    DeliveryRecipe,
    RatedTakes,
    train_delivery,
)

RIDGE = "ridge"
LAYERS = (2, 3, 4, 5, 6)
STRIDE = 2  # 12.5 steps a second
RECIPE = FusionRecipe(n_epochs=5, alignment=1.0, matching=1.0, words=2.0)
TEXT_DROPOUT = 0.8
PAIRS = (("fused", "acoustic"), ("fused", RIDGE), ("acoustic", RIDGE))


def ablate_fusion(
    corpus: Corpus,
    ratings: Ratings,
    config: EngineConfig,
    runs: Path,
    *,
    n_folds: int = 5,
    seeds: Sequence[int] = (0, 1, 2, 3, 4),
    n_epochs: int = RECIPE.n_epochs,
    hidden_size: int = 96,
) -> dict[str, Any]:
    """Compare sound, words and both with each other and with the ridge regression."""
    folds = speaker_folds(corpus.speakers, n_folds=n_folds)
    takes = fusion_takes(corpus, config, stride=STRIDE, layers=LAYERS, by_phone=True)
    takes = replace(takes, word_scores=load_word_scores(corpus))
    (n_layers, _, size), text = takes.frames[0].shape, takes.phrases[0].vectors
    network = FusionConfig(
        n_layers,
        size,
        text.shape[0],
        text.shape[2],
        len(ASPECTS),
        hidden_size=hidden_size,
        text_dropout=TEXT_DROPOUT,
        n_kinds=N_KINDS,
        n_word_outputs=len(WORD_ASPECTS),
    )
    truth = ratings.mean
    recipe = replace(RECIPE, n_epochs=n_epochs)
    ablation = Ablation(takes, truth, folds, network, recipe, tuple(seeds))
    scores = run_all(ablation, runs)
    scores[RIDGE] = ridge_scores(corpus, truth, folds, frame_cache(config))[None]
    return summarize(corpus.speakers, scores, truth) | {
        "protocol": f"{len(folds)} folds, speakers disjoint, retrained for each fold",
        "n": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
        "seeds": list(seeds),
    }


def ridge_scores(
    corpus: Corpus, truth: np.ndarray, folds: Sequence[Fold], cache: FeatureCache
) -> np.ndarray:
    """Score each take by the ridge regression of the others, (n_takes, n_aspects)."""
    pooled = np.concatenate(
        [
            pooled_frames(cache.read(corpus.paths[start : start + CHUNK]))
            for start in range(0, len(corpus), CHUNK)
        ]
    )
    takes = RatedTakes(pooled[None], truth, np.asarray(corpus.speakers))
    scores = np.zeros_like(truth)
    for fold in folds:
        model, _ = train_delivery(takes, fold.train, DeliveryRecipe())
        scores[fold.test] = model.scores(pooled[fold.test])
    return scores


def pooled_frames(takes: Sequence[np.ndarray]) -> np.ndarray:
    """Pool frames as ``pool_speech`` does, (n_takes, n_layers, 3, hidden_size)."""
    wide = (frames.astype(np.float32) for frames in takes)
    return np.stack(
        [
            np.stack([f.mean(1), f.std(1), np.abs(np.diff(f, axis=1)).mean(1)], axis=1)
            for f in wide
        ]
    )


def summarize(
    speakers: Sequence[str], scores: Mapping[str, np.ndarray], truth: np.ndarray
) -> dict[str, Any]:
    """Correlate with the experts' mean; a figure is the mean over the seeds.

    Parameters
    ----------
    scores : mapping from variant to array, shape (n_seeds, n_takes, n_aspects)
    truth : array, shape (n_takes, n_aspects)
    """
    everyone = np.arange(len(truth))
    figures: dict[str, Any] = {"pcc": {}, "pcc_over_seeds": {}, "difference": {}}
    for name, predicted in scores.items():
        by_seed = correlations(predicted, truth, everyone)  # (n_seeds, n_aspects)
        figures["pcc_over_seeds"][name] = by_aspect(by_seed.T)
        figures["pcc"][name] = with_intervals(
            lambda takes, s=predicted: correlations(s, truth, takes).mean(0), speakers
        )
    for one, other in PAIRS:
        if {one, other} <= scores.keys():
            figures["difference"][f"{one} - {other}"] = with_intervals(
                lambda takes, a=scores[one], b=scores[other]: (
                    correlations(a, truth, takes).mean(0)
                    - correlations(b, truth, takes).mean(0)
                ),
                speakers,
            )
    return figures


def with_intervals(statistic: Any, speakers: Sequence[str]) -> dict[str, Any]:
    """Return a figure of each aspect, with its interval over speakers."""
    everyone = np.arange(len(speakers))
    values = statistic(everyone)
    figures = {}
    for index, aspect in enumerate(ASPECTS):
        low, high = interval_over_speakers(
            lambda takes, i=index: float(statistic(takes)[i]), speakers
        )
        figures[aspect] = {"value": values[index], "interval": [low, high]}
    return figures


def correlations(
    predicted: np.ndarray, truth: np.ndarray, takes: np.ndarray
) -> np.ndarray:
    """Pearson's correlation of each seed and aspect, shape (n_seeds, n_aspects)."""
    x, y = predicted[:, takes], truth[takes]
    x, y = x - x.mean(1, keepdims=True), y - y.mean(0)
    norms = np.sqrt(np.square(x).sum(1) * np.square(y).sum(0))
    return (x * y).sum(1) / norms


def by_aspect(values: Sequence[Any]) -> dict[str, Any]:
    """Name values by aspect."""
    return dict(zip(ASPECTS, values, strict=True))


def ablation_table(values: Mapping[str, Any]) -> str:
    """Show each variant and each difference by aspect, with intervals."""
    rows = [["PCC [95 % over speakers]", *ASPECTS]]
    for name, figures in (values["pcc"] | values["difference"]).items():
        rows.append([name, *(cell(figures[aspect]) for aspect in ASPECTS)])
    about = f"{values['protocol']}; {len(values['seeds'])} seeds, n = {values['n']}"
    return "\n".join([table(rows), about])


def cell(figure: Mapping[str, Any]) -> str:
    """Format a figure and its interval.

    >>> cell({"value": 0.7, "interval": [0.65, 0.75]})
    '.700 [.650, .750]'
    """
    low, high = figure["interval"]
    shown = (f"{value:.3f}".replace("0.", ".", 1) for value in (low, high))
    return f"{figure['value']:.3f} [{', '.join(shown)}]".replace("0.", ".", 1)


def run(
    folder: Path,
    config: EngineConfig,
    *,
    runs: Path,
    folds: int,
    seeds: int,
    epochs: int,
) -> dict[str, Any]:
    """Run the ablation on a corpus that experts rated."""
    corpus = load_corpus(folder)
    return ablate_fusion(
        corpus,
        load_ratings(corpus),
        config,
        runs,
        n_folds=folds,
        seeds=range(seeds),
        n_epochs=epochs,
    )


TASK = Task(
    run,
    (
        FOLDER,
        JSON,
        RUNS,
        option("--folds", type=int, default=5),
        SEEDS,
        option("--epochs", type=int, default=RECIPE.n_epochs),
    ),
    ablation_table,
)
