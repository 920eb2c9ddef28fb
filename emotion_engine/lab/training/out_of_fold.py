"""Predictions of heads for speakers they were not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emotion_engine.errors import CorpusError
from emotion_engine.expression.judgement import StyleHead
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.splits import folds_of

from .alterations import AS_RECORDED, Alteration
from .feature_cache import FeatureCache
from .train_expression import ExpressionRecipe, styled_takes, train_expression


@dataclass(frozen=True, slots=True)
class Heard:
    """Predictions for takes of speakers that the heads were not trained on.

    Attributes
    ----------
    probabilities : array, shape (n_takes, n_labels)
    clear : bool array, shape (n_takes,)
    folds : array of str, shape (n_takes,)
    """

    labels: tuple[str, ...]
    probabilities: np.ndarray
    clear: np.ndarray
    folds: np.ndarray

    @property
    def styles(self) -> np.ndarray:
        """The likeliest style of each take."""
        return np.asarray(self.labels)[self.probabilities.argmax(1)]


def hear_out_of_fold(
    corpus: Corpus,
    cache: FeatureCache,
    recipe: ExpressionRecipe,
    alterations: Sequence[Alteration] = (AS_RECORDED,),
) -> list[Heard]:
    """Retrain for every fold and predict its test takes, in each alteration."""
    takes = styled_takes(corpus, cache, recipe.variants)
    tests = [cache.features(corpus.paths, alteration) for alteration in alterations]
    n_takes, n_labels = len(corpus), len(takes.labels)
    probabilities = np.zeros((len(tests), n_takes, n_labels))
    clear = np.zeros((len(tests), n_takes), dtype=bool)
    names = np.empty(n_takes, dtype=object)
    for fold in folds_of(corpus, seed=recipe.seed):
        head, _ = train_expression(takes, fold.train, recipe)
        names[fold.test] = fold.name
        for index, pooled in enumerate(tests):
            probabilities[index, fold.test] = head.probabilities(pooled[fold.test])
            clear[index, fold.test] = head.is_clear(probabilities[index, fold.test])
    return [
        Heard(takes.labels, p, c, names)
        for p, c in zip(probabilities, clear, strict=True)
    ]


def hear_with(head: StyleHead, corpus: Corpus, cache: FeatureCache) -> Heard:
    """Hear a corpus with a finished head that was not trained on it."""
    if unknown := set(corpus.emotions) - {*head.labels, None}:
        raise CorpusError(f"The head knows no style {sorted(unknown)}.")
    judged = [head.judge(take) for take in cache.features(corpus.paths)]
    probabilities = np.stack([one.probabilities for one in judged])
    clear = np.array([one.clear for one in judged])
    folds = np.full(len(corpus), "all", dtype=object)
    return Heard(head.labels, probabilities, clear, folds)
