"""Fit a head that hears voices as they are and against their own middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.utils.extmath import randomized_svd

from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.expression.voice_head import VoiceHead
from emotion_engine.lab.training.alterations import PACED, Alteration
from emotion_engine.lab.training.logistic import standardisation
from emotion_engine.lab.training.train_expression import MIDDLE_LAYERS

from .middles import draw_own, middles_of, style_offsets
from .regression import fit_soft
from .takes import VoiceTakes
from .targets import Targets, heard, performed

READ_AS = "neutral"  # what plain reading is taken to add to a voice
SEEN = 3000  # takes that directions are found in

Kind = Callable[[VoiceTakes], Targets]
KINDS: dict[str, Kind] = {"performed": performed, "heard": heard}


@dataclass(frozen=True, slots=True)
class VoiceRecipe:
    """Everything that decides what is trained.

    Attributes
    ----------
    strength : float
        Inverse of the L2 penalty (``C``) for standardised directions.
    n_directions : int
        Of the features, those in which takes differ most are learnt from.
    n_own : int
        How many other takes of a speaker his middle is learnt with; fewer if there are
        fewer.
    alterations : tuple of Alteration
        In which forms acted takes are shown besides as they were recorded.
    few_takes : int
        Only corpora with fewer takes are altered: the others have voices enough.
    """

    input: PooledInput = MIDDLE_LAYERS
    strength: float = 0.001
    n_directions: int = 700
    n_own: int = 60
    alterations: tuple[Alteration, ...] = (PACED,)
    few_takes: int = 3000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Directions:
    """Standardised features, seen along the directions in which takes differ most.

    Attributes
    ----------
    mean, scale : float32 arrays, shape (n_features,)
    axes : float32 array, shape (n_features, n_directions)
        Orthonormal columns.
    """

    mean: np.ndarray
    scale: np.ndarray
    axes: np.ndarray

    def __call__(self, features: np.ndarray) -> np.ndarray:
        """Map features to directions, float32, shape (n_takes, n_directions)."""
        return ((features - self.mean) / self.scale) @ self.axes


def directions_of(takes: VoiceTakes, recipe: VoiceRecipe) -> Directions:
    """Find them; every corpus weighs alike in the mean."""
    _, scale = standardisation(takes.features)
    each = [
        takes.features[takes.corpora == c].mean(0) for c in np.unique(takes.corpora)
    ]
    mean = np.mean(each, axis=0)
    generator = np.random.default_rng(recipe.seed)
    some = generator.permutation(len(takes))[:SEEN]
    standard = (takes.features[some] - takes.features.mean(0)) / scale
    n_directions = min(recipe.n_directions, *standard.shape)
    _, _, axes = randomized_svd(
        standard, n_directions, n_iter=2, random_state=recipe.seed
    )
    return Directions(np.float32(mean), np.float32(scale), np.float32(axes.T))


def fit_voices(
    takes: VoiceTakes, kind: str, recipe: VoiceRecipe, directions: Directions
) -> VoiceHead:
    """Fit one head on all takes given.

    Parameters
    ----------
    kind : str
        One of ``KINDS``: what was performed, or what listeners heard.
    """
    along = directions(takes.features)
    targets = KINDS[kind](takes)
    plain = fit_soft(along, targets, takes.labels, recipe.strength)
    offsets, base = without_style(along, takes)
    own = draw_own(takes.speakers, recipe.n_own, seed=recipe.seed)
    alone = np.array([len(drawn) == 0 for drawn in own])
    centred = (along - middles_of(base, own))[~alone]
    known = fit_soft(centred, targets[~alone], takes.labels, recipe.strength)
    return VoiceHead(
        plain=LinearHead(
            recipe.input,
            directions.mean,
            directions.scale,
            directions.axes @ plain[0],
            plain[1],
        ),
        weight=directions.axes @ known[0],
        bias=known[1],
        offsets=offsets @ directions.axes.T,
        styles=takes.labels,
    )


def without_style(
    along: np.ndarray, takes: VoiceTakes
) -> tuple[np.ndarray, np.ndarray]:
    """Find what each style adds, and take it off every take.

    How far actors of one corpus go is not how far those of another do: from each take
    goes what its own corpus adds. What is returned as offsets is the mean over all
    speakers, for voices of no corpus.

    Returns
    -------
    offsets : float32 array, shape (n_labels, n_directions)
    base : float32 array, shape (n_takes, n_directions)
    """
    n_labels = len(takes.labels)
    offsets = style_offsets(along, takes.truth, takes.speakers, n_labels)
    base = along - offsets[np.full(len(takes), takes.labels.index(READ_AS))]
    for corpus in np.unique(takes.corpora[takes.truth >= 0]):
        mine = takes.corpora == corpus
        truth = takes.truth[mine]
        added = style_offsets(along[mine], truth, takes.speakers[mine], n_labels)
        base[mine] = along[mine] - added[truth]
    return offsets, base
