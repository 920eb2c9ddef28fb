"""From examples to the expectation: three networks, widened on takes held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from emotion_engine.profiles.expected.describe import KNOWN_STYLES, one_hot
from emotion_engine.profiles.expected.expectation import LEVELS
from emotion_engine.profiles.expected.network import BandNetwork, of_styles

from .blind import blind_bands
from .calibrate import Calibration, balanced_weights, calibration
from .examples import Example, Level, as_measured, joined, scales
from .fit import Recipes, fit_network

N_FOLDS = 5
Networks = dict[str, BandNetwork]


@dataclass(frozen=True, slots=True)
class Fold:
    """Takes to learn from and takes to judge, with neither speaker nor sentence shared."""

    train: list[Example]
    test: list[Example]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What networks predict of the rows of takes that they did not learn from.

    Pitch, level and melody are those of takes that move as far as usual.

    Attributes
    ----------
    bands : array, shape (n_rows, n_targets, 3)
    blind : array, shape (n_rows, n_targets, 3)
        The bands of the styles, whatever the text.
    truth : array, shape (n_rows, n_targets)
    owner : int array, shape (n_rows,)
        Index of the take in ``takes``.
    """

    takes: list[Example]
    bands: np.ndarray
    blind: np.ndarray
    truth: np.ndarray
    owner: np.ndarray

    def of_rows(self, name: str) -> np.ndarray:
        """Return a property of each row's take, such as ``corpus``."""
        return np.array([getattr(take, name) for take in self.takes])[self.owner]

    @property
    def weights(self) -> np.ndarray:
        """Weights by which large corpora do not decide alone."""
        return balanced_weights(self.of_rows("corpus"))

    @property
    def styles(self) -> np.ndarray:
        """1 for the style of each row's take, shape (n_rows, n_styles)."""
        return np.array([one_hot(t.style, KNOWN_STYLES) for t in self.takes])[
            self.owner
        ]

    def calibration(self) -> Calibration:
        """Return what makes these bands hold what they claim, and miss least."""
        return calibration(
            self.bands, self.blind, self.truth, self.weights, self.styles
        )

    def calibrated(self, by: Calibration) -> HeldOut:
        """Return the same rows with calibrated bands."""
        return replace(self, bands=by.of(self.bands, self.blind, self.styles))

    def apart_from(self, other: HeldOut) -> HeldOut:
        """Return the rows of takes with neither a speaker nor a sentence of others."""
        kept = np.ones(len(self.owner), bool)
        for name in ("speaker", "sentence"):
            kept &= ~np.isin(self.of_rows(name), other.of_rows(name))
        return replace(
            self,
            bands=self.bands[kept],
            blind=self.blind[kept],
            truth=self.truth[kept],
            owner=self.owner[kept],
        )

    def without_text(self) -> HeldOut:
        """Return the same rows with the bands of their styles."""
        return replace(self, bands=self.blind)


def folds_of(examples: Sequence[Example], n_rounds: int = 1) -> list[Fold]:
    """Hold speakers and sentences out together, in folds by both.

    Of each round every fold judges the takes of its speakers and its sentences, and
    learns from takes with neither.
    """
    speakers = numbered([e.speaker for e in examples])
    sentences = numbered([f"{e.corpus} {e.sentence}" for e in examples])
    folds = []
    for shift in range(n_rounds):
        for fold in range(N_FOLDS):
            other = (fold + shift) % N_FOLDS
            pairs = list(zip(examples, speakers, sentences, strict=True))
            folds.append(
                Fold(
                    [e for e, who, what in pairs if who != fold and what != other],
                    [e for e, who, what in pairs if who == fold and what == other],
                )
            )
    return [fold for fold in folds if fold.test]


def numbered(names: Sequence[str]) -> list[int]:
    """Deal names over the folds, in their order."""
    place = {name: i % N_FOLDS for i, name in enumerate(sorted(set(names)))}
    return [place[name] for name in names]


def learn(examples: Sequence[Example], recipes: Recipes) -> Networks:
    """Train a network for each level."""
    weights = take_weights(examples)
    networks = {}
    for level, (targets, chances) in LEVELS.items():
        parts = [getattr(example, level) for example in examples]
        rows = np.repeat(weights, [len(part.features) for part in parts])
        networks[level] = fit_network(
            joined(parts), rows, targets, chances, recipes[level]
        )
    return networks


def take_weights(examples: Sequence[Example]) -> np.ndarray:
    """Return how much each take counts: a sentence of many readers not much more."""
    same = Counter((e.sentence, e.style) for e in examples)
    return np.array([same[e.sentence, e.style] ** -0.5 for e in examples])


def predict(networks: Networks, level: str, takes: Sequence[Example]) -> HeldOut:
    """Predict the rows of one level of some takes, without calibration."""
    parts: list[Level] = [getattr(take, level) for take in takes]
    rows = joined(parts)
    bands, _ = networks[level].read(rows.features)
    blind = networks[level].without_text(rows.features)
    owner = np.repeat(np.arange(len(takes)), [len(part.features) for part in parts])
    return HeldOut(list(takes), bands, blind, rows.targets, owner)


def as_takes_move(held_out: HeldOut, level: str) -> HeldOut:
    """Scale rows of takes that move as far as usual to how far theirs do."""
    targets, _ = LEVELS[level]
    of_take = np.array([scales(take.spread, targets) for take in held_out.takes])
    scale = of_take[held_out.owner]  # (n_rows, n_targets)
    return replace(
        held_out,
        bands=held_out.bands * scale[..., None],
        blind=held_out.blind * scale[..., None],
        truth=held_out.truth * scale,
    )


def without_text_or_take(
    train: Sequence[Example], test: Sequence[Example], level: str
) -> HeldOut:
    """Predict rows by the percentiles of their style, however far the take moves.

    The values are those that were measured, not those of a usual take.
    """
    parts = [as_measured(take, level) for take in train]
    weights = np.repeat(take_weights(train), [len(part.features) for part in parts])
    own = [as_measured(take, level) for take in test]
    rows = joined(own)
    blind = of_styles(rows.features, blind_bands(joined(parts), weights))
    owner = np.repeat(np.arange(len(test)), [len(part.features) for part in own])
    return HeldOut(list(test), blind, blind, rows.targets, owner)


def put_together(held_out: Sequence[HeldOut]) -> HeldOut:
    """Put the held-out rows of several folds under each other."""
    takes = [take for part in held_out for take in part.takes]
    starts = np.cumsum([0, *(len(part.takes) for part in held_out)])[:-1]
    return HeldOut(
        takes,
        np.concatenate([part.bands for part in held_out]),
        np.concatenate([part.blind for part in held_out]),
        np.concatenate([part.truth for part in held_out]),
        np.concatenate(
            [part.owner + start for part, start in zip(held_out, starts, strict=True)]
        ),
    )


def calibrated_by(networks: Networks, held_out: dict[str, HeldOut]) -> Networks:
    """Mix and widen the bands of networks by what others missed on takes held out."""
    found = {level: held_out[level].calibration() for level in networks}
    return {
        level: replace(
            network, share=found[level].share, widening=found[level].widening
        )
        for level, network in networks.items()
    }
