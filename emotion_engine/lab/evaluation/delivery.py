"""Agreement of scores of takes, words and phones with experts, and their repeatability.

Every take is rated by models trained without its speaker; the same holds for natives,
some of whom provide the reference for each phone in training.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.delivery.model import (
    DeliveryModel,
    RatedTake,
    Raters,
)
from emotion_engine.delivery.network import UTTERANCE_ASPECTS, WORD_ASPECTS
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.metrics import interval_over_speakers, pearson, spearman
from emotion_engine.lab.splits import Fold, corpus_folds, speaker_folds
from emotion_engine.lab.tasks import RETRAIN, SEED, SHIPPED, evaluation, option
from emotion_engine.lab.training.delivery.listening import PhoneListener
from emotion_engine.lab.training.delivery.phone_truth import TakeTruth
from emotion_engine.lab.training.delivery.rated import (
    Listened,
    listen_to,
    listen_to_natives,
    truths_of,
)
from emotion_engine.lab.training.delivery.raters import RatersRecipe, train_raters
from emotion_engine.lab.training.ratings import has_ratings, load_ratings
from emotion_engine.models import models_of

from .delivery_flags import (
    flags_by_fold,
    native_figures,
    reported_figures,
    share_in_top_band,
)
from .delivery_repeatability import (
    hear_altered,
    movements,
    rate,
    repeatability_figures,
    spread_evenly,
)
from .delivery_table import delivery_table

N_ALTERED = 48  # takes that are rated again after every harmless alteration
GROWN_UP = 18  # years


@dataclass(frozen=True)
class Column:
    """One kind of score with the truth, over all takes, words or phones."""

    said: np.ndarray
    true: np.ndarray
    takes: np.ndarray  # the take that each belongs to


@dataclass(frozen=True)
class Heard:
    """Everything that is rated: learners with the truth, natives, and altered takes."""

    learners: Listened
    truths: list[TakeTruth]
    natives: Listened
    altered: dict[str, dict[int, tuple]]


@dataclass(frozen=True)
class FoldScores:
    """Scores of one fold's raters for its held-out speakers.

    Attributes
    ----------
    by_seed : list of lists of RatedTake
        The learners again, by each network alone.
    moved : list of dict
        See ``movements``.
    """

    learners: list[RatedTake]
    by_seed: list[list[RatedTake]]
    natives: list[RatedTake]
    moved: list[dict[str, Any]]


def evaluate_delivery(
    corpus: Corpus, listener: PhoneListener, recipe: RatersRecipe, *, n_jobs: int = 1
) -> dict[str, Any]:
    """Train and test by fold, speakers disjoint."""
    return measure_by_fold(hear_all(corpus, listener), recipe, n_jobs=n_jobs)[0]


def hear_all(corpus: Corpus, listener: PhoneListener) -> Heard:
    """Encode a rated corpus, natives for comparison, and some altered takes."""
    load_ratings(corpus)  # a corpus without ratings is refused before the long work
    learners = listen_to(corpus, listener)
    natives = listen_to_natives(corpus.folder, listener)
    chosen = spread_evenly(len(learners), N_ALTERED)
    altered = hear_altered(learners, listener, chosen)
    return Heard(learners, truths_of(learners), natives, altered)


def measure_by_fold(
    heard: Heard, recipe: RatersRecipe, *, n_jobs: int = 1
) -> tuple[dict[str, Any], float]:
    """Return the figures, and the reporting threshold from all held-out words."""
    learners, natives = heard.learners, heard.natives
    folds = speaker_folds(learners.speakers, n_folds=recipe.n_folds, seed=recipe.seed)
    native_folds = corpus_folds(
        natives.corpora, natives.speakers, n_folds=len(folds), seed=recipe.seed
    )
    with executor(n_jobs) as pool:
        score = partial(score_fold, heard, recipe)
        scores = list(pool.map(score, folds, native_folds))
    rated = in_order(folds, [one.learners for one in scores])
    of_natives = in_order(native_folds, [one.natives for one in scores])
    by_seed = [
        in_order(folds, [one.by_seed[i] for one in scores])
        for i in range(len(recipe.seeds))
    ]
    flags, unclear_below = flags_by_fold(folds, rated, heard.truths, learners)
    moved = repeatability_figures([one for fold in scores for one in fold.moved])
    values = agreement(learners, rated, heard.truths, seed=recipe.seed) | {
        "protocol": f"{len(folds)} folds, speakers disjoint, retrained for each fold",
        "n_failed": learners.n_failed,
        "anchors": recipe.anchors,
        "seeds": list(recipe.seeds),
        "pcc_over_seeds": over_seeds(by_seed, heard.truths),
        "one_expert_pcc": experts_agree(learners.corpus),
        "flags": flags,
        "natives": native_figures(
            natives, of_natives, unclear_below, moved["repeatability"]
        ),
        **moved,
    }
    return values, unclear_below


def executor(n_jobs: int) -> Executor:
    """Run folds in parallel processes, or one by one in this one."""
    if n_jobs == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(n_jobs, mp_context=get_context("spawn"))


def score_fold(
    heard: Heard, recipe: RatersRecipe, fold: Fold, native: Fold
) -> FoldScores:
    """Train on the speakers of a fold, and rate the others."""
    raters = train_raters(
        [heard.learners.spoken[i] for i in fold.train],
        [heard.truths[i] for i in fold.train],
        [heard.natives.spoken[i] for i in native.train],
        recipe,
    )
    unseen = [heard.learners.spoken[i] for i in fold.test]
    return FoldScores(
        learners=rate(raters, unseen),
        by_seed=[rate(single, unseen) for single in singles(raters)],
        natives=rate(raters, [heard.natives.spoken[i] for i in native.test]),
        moved=movements(raters, heard.altered, fold.test.tolist()),
    )


def in_order(folds: Sequence[Fold], by_fold: Sequence[Sequence[Any]]) -> list[Any]:
    """Reorder results of the folds' test takes by take."""
    places = np.concatenate([fold.test for fold in folds])
    values = [value for part in by_fold for value in part]
    return [values[i] for i in np.argsort(places)]


def singles(raters: Raters) -> list[Raters]:
    """Return each network as a separate rater, with the same ridge regression."""
    return [
        Raters(raters.describer, (network,), raters.ridge)
        for network in raters.networks
    ]


def columns(
    rated: Sequence[RatedTake], truths: Sequence[TakeTruth]
) -> dict[str, Column]:
    """Pair scores with the truth, by aspect of takes, words and phones."""
    everyone = np.arange(len(rated))
    of_words = np.repeat(everyone, [len(one.words) for one in rated])
    of_phones = np.repeat(everyone, [len(one.phones) for one in rated])
    words, true_words = (np.concatenate([x.words for x in p]) for p in (rated, truths))
    phones, true = (np.concatenate([x.phones for x in p]) for p in (rated, truths))
    takes = np.stack([one.utterance for one in rated])
    true_takes = np.stack([truth.take for truth in truths])
    found = {
        aspect: known(takes[:, i], true_takes[:, i], everyone)
        for i, aspect in enumerate(UTTERANCE_ASPECTS)
    }
    found |= {
        f"word_{aspect}": known(words[:, i], true_words[:, i], of_words)
        for i, aspect in enumerate(WORD_ASPECTS)
    }
    found["phone"] = known(phones, true, of_phones)
    return {aspect: column for aspect, column in found.items() if len(column.said)}


def known(said: np.ndarray, true: np.ndarray, takes: np.ndarray) -> Column:
    """Keep the items that experts rated."""
    rated = np.isfinite(true)
    return Column(said[rated], true[rated], takes[rated])


def agreement(
    learners: Listened,
    rated: Sequence[RatedTake],
    truths: Sequence[TakeTruth],
    *,
    seed: int = 0,
) -> dict[str, Any]:
    """Correlate scores with the experts' mean, aspect by aspect, and by group."""
    speakers = learners.speakers
    values: dict[str, Any] = {
        name: {} for name in ("pcc", "pcc_interval", "spearman", "spearman_interval")
    }
    by_aspect = columns(rated, truths)
    for aspect, column in by_aspect.items():
        for name, statistic in (("pcc", pearson), ("spearman", spearman)):
            values[name][aspect] = statistic(column.said, column.true)
            values[f"{name}_interval"][aspect] = interval_over_speakers(
                lambda own, f=statistic, c=column: f(c.said[own], c.true[own]),
                speakers[column.takes],
                n_resamples=1000 if aspect in UTTERANCE_ASPECTS else 200,
                seed=seed,
            )
    return values | {
        "pcc_by_group": {
            group: {
                aspect: among(column, members) for aspect, column in by_aspect.items()
            }
            | {"n": int(members.sum())}
            for group, members in groups_of(learners.corpus).items()
        },
        "score_quantiles": score_quantiles(rated),
        "n": len(rated),
        "n_words": sum(len(one.words) for one in rated),
        "n_phones": sum(len(one.phones) for one in rated),
        "n_speakers": len(set(learners.corpus.speakers)),
        "seed": seed,
    }


def among(column: Column, members: np.ndarray) -> float:
    """Correlate within a group of takes."""
    own = members[column.takes]
    return pearson(column.said[own], column.true[own])


def groups_of(corpus: Corpus) -> dict[str, np.ndarray]:
    """Return which takes are of women, men, adults and children, where known."""
    sexes = np.array([take.sex or "" for take in corpus.utterances])
    ages = np.array([float(take.age or np.nan) for take in corpus.utterances])
    found = {sex: sexes == sex for sex in ("female", "male")}
    found |= {"grown-ups": ages >= GROWN_UP, "children": ages < GROWN_UP}
    return {name: members for name, members in found.items() if members.sum() > 2}


def over_seeds(
    by_seed: Sequence[Sequence[RatedTake]], truths: Sequence[TakeTruth]
) -> dict[str, dict[str, float]]:
    """Return mean and deviation over single networks of the correlation by aspect."""
    each = [columns(rated, truths) for rated in by_seed]
    found = {}
    for aspect in each[0]:
        values = [pearson(one[aspect].said, one[aspect].true) for one in each]
        found[aspect] = {"mean": float(np.mean(values)), "sd": float(np.std(values))}
    return found


def experts_agree(corpus: Corpus) -> dict[str, float]:
    """Correlate one expert with the others, by aspect of the take."""
    by_expert = load_ratings(corpus).by_expert
    names = UTTERANCE_ASPECTS[: by_expert.shape[2]]
    return {name: one_expert(by_expert[:, :, i]) for i, name in enumerate(names)}


def one_expert(by_expert: np.ndarray) -> float:
    """Mean correlation of one expert with the mean of the others.

    Parameters
    ----------
    by_expert : array, shape (n_takes, n_experts)
        NaN where an expert did not rate a take.
    """
    correlations = []
    for expert in range(by_expert.shape[1]):
        others = np.delete(by_expert, expert, axis=1)
        rated = np.isfinite(by_expert[:, expert]) & np.isfinite(others).any(axis=1)
        correlations.append(
            pearson(by_expert[rated, expert], np.nanmean(others[rated], axis=1))
        )
    return float(np.mean(correlations))


def score_quantiles(rated: Sequence[RatedTake]) -> dict[str, dict[str, float]]:
    """Return the 5th, 25th, 50th, 75th and 95th percentile of each aspect."""
    ranks = (5, 25, 50, 75, 95)
    scores = np.stack([one.utterance for one in rated])
    found = np.percentile(scores, ranks, axis=0)  # (n_ranks, n_aspects)
    return {
        aspect: {f"p{rank}": float(v) for rank, v in zip(ranks, column, strict=True)}
        for aspect, column in zip(UTTERANCE_ASPECTS, found.T, strict=True)
    }


def evaluate_shipped(
    corpus: Corpus, listener: PhoneListener, model: DeliveryModel
) -> dict[str, Any]:
    """Score a corpus with the shipped model; without ratings, report only quantiles."""
    learners = listen_to(corpus, listener)
    rated = rate(model.raters, learners.spoken)
    about = {
        "protocol": "shipped model, not trained here",
        "model": model.name,
        "n_failed": learners.n_failed,
    }
    if not has_ratings(corpus.folder):
        return about | {
            "score_quantiles": score_quantiles(rated),
            "top_band": share_in_top_band(rated, model.repeatability),
            "n": len(rated),
            "n_speakers": len(set(learners.corpus.speakers)),
        }
    truths = truths_of(learners)
    return (
        agreement(learners, rated, truths)
        | {
            "one_expert_pcc": experts_agree(learners.corpus),
            "flags": reported_figures(rated, truths, learners, model.unclear_below),
        }
        | about
    )


def evaluate(
    folder: Path,
    config: EngineConfig,
    *,
    model: str,
    seed: int,
    jobs: int,
    anchors: bool,
    graphs: Path | None,
) -> dict[str, Any]:
    """Measure raters retrained by fold (with graphs if requested) or the shipped."""
    corpus, listener = load_corpus(folder, needs=("text",)), PhoneListener(config)
    if model == SHIPPED:
        return evaluate_shipped(corpus, listener, models_of(config).delivery)
    recipe = RatersRecipe(seed=seed, anchors=anchors)
    values = evaluate_delivery(corpus, listener, recipe, n_jobs=jobs)
    if graphs:
        from .delivery_graphs import draw_delivery

        draw_delivery(values, graphs)
    return values


JOBS = option("--jobs", type=int, default=1, help="folds at a time")
ANCHORS = option(
    "--anchors",
    action="store_true",
    help="learn from natives as from learners whom all experts rated highest",
)
TASK = evaluation(
    evaluate,
    SEED,
    JOBS,
    ANCHORS,
    option(
        "--graphs",
        type=Path,
        metavar="FOLDER",
        help="after retraining, draw agreement and repeatability",
    ),
    models=(RETRAIN, SHIPPED),
    table=delivery_table,
)
