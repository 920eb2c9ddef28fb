"""Train the expression head: logistic regression on pooled layers, then calibration.

All choices inside a fold (penalty, temperature, abstention threshold) are made from
predictions for speakers held out of the training part, never from the test part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import softmax

from emotion_engine.config import STYLES
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.splits import within

from .alterations import AS_RECORDED, MIXED, PACED, PACED_MIXED, Alteration
from .calibration import choose_threshold, fit_temperature
from .feature_cache import FeatureCache
from .logistic import fit_logistic

MIDDLE_LAYERS = PooledInput((1, 2, 3, 4, 5), ("mean", "deviation"))


@dataclass(frozen=True, slots=True)
class ExpressionRecipe:
    """Everything that decides what is trained.

    Attributes
    ----------
    variants : tuple of Alteration
        The forms in which each training take is used; the first is tested.
    strengths : tuple of float
        Values of ``C`` to choose from.
    precision : float
        How often an answer must be right for the head not to abstain.
    """

    input: PooledInput = MIDDLE_LAYERS
    variants: tuple[Alteration, ...] = (AS_RECORDED, MIXED, PACED, PACED_MIXED)
    strengths: tuple[float, ...] = (0.001, 0.003)
    n_inner_folds: int = 4
    precision: float = 0.85
    seed: int = 0


@dataclass(frozen=True, slots=True)
class StyledTakes:
    """Pooled layers of takes whose style is known.

    Attributes
    ----------
    pooled : array, shape (n_variants, n_takes, n_layers + 1, n_statistics, hidden_size)
    styles, speakers : arrays of str, shape (n_takes,)
    labels : tuple of str
        The styles in the order of a head's outputs.
    """

    pooled: np.ndarray
    styles: np.ndarray
    speakers: np.ndarray
    labels: tuple[str, ...]

    def truth(self, indices: np.ndarray) -> np.ndarray:
        """Return the label indices of some takes."""
        return np.array([self.labels.index(style) for style in self.styles[indices]])

    def fit(
        self, train: np.ndarray, recipe: ExpressionRecipe, strength: float
    ) -> LinearHead:
        """Fit a head on every variant of some takes."""
        shown = self.pooled[:, train].reshape(-1, *self.pooled.shape[2:])
        styles = np.tile(self.styles[train], len(self.pooled))
        return fit_logistic(shown, styles, self.labels, recipe.input, strength=strength)


def styled_takes(
    corpus: Corpus, cache: FeatureCache, variants: Sequence[Alteration]
) -> StyledTakes:
    """Read or compute the features of a corpus with emotions."""
    return StyledTakes(
        pooled=np.stack([cache.features(corpus.paths, v) for v in variants]),
        styles=np.asarray(corpus.emotions),
        speakers=np.asarray(corpus.speakers),
        labels=in_usual_order(set(corpus.emotions)),
    )


def in_usual_order(styles: set[str]) -> tuple[str, ...]:
    """Order styles as the product lists them, others last."""
    known = [style for style in STYLES if style in styles]
    return (*known, *sorted(styles - set(known)))


def train_expression(
    takes: StyledTakes,
    train: np.ndarray,
    recipe: ExpressionRecipe,
    *,
    name: str = "in training",
) -> tuple[ExpressionHead, float]:
    """Train on some of the takes; return the head and the strength that was chosen."""
    truth = takes.truth(train)
    held_out = {s: held_out_logits(takes, train, recipe, s) for s in recipe.strengths}
    strength = max(held_out, key=lambda s: mean_recall(held_out[s], truth))
    temperature = fit_temperature(held_out[strength], truth)
    probabilities = softmax(held_out[strength] / temperature, axis=1)
    threshold = choose_threshold(
        probabilities.max(1),
        probabilities.argmax(1) == truth,
        precision=recipe.precision,
    )
    linear = takes.fit(train, recipe, strength)
    head = ExpressionHead(name, takes.labels, linear, temperature, threshold)
    return head, strength


def held_out_logits(
    takes: StyledTakes, train: np.ndarray, recipe: ExpressionRecipe, strength: float
) -> np.ndarray:
    """Logits of training takes from heads trained without their speakers.

    Returns
    -------
    array, shape (len(train), n_labels)
    """
    logits = np.zeros((len(takes.styles), len(takes.labels)))
    inner = within(
        train, takes.speakers, n_folds=recipe.n_inner_folds, seed=recipe.seed
    )
    for fitted_on, held_out in inner:
        linear = takes.fit(fitted_on, recipe, strength)
        logits[held_out] = linear(takes.pooled[0, held_out])
    return logits[train]


def mean_recall(logits: np.ndarray, truth: np.ndarray) -> float:
    """Unweighted accuracy of the largest logit."""
    right = logits.argmax(1) == truth
    return float(np.mean([right[truth == label].mean() for label in np.unique(truth)]))
