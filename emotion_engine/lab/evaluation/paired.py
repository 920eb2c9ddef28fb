"""Paired comparison of learners on the same takes, with uncertainty over speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.metrics import central_interval
from emotion_engine.lab.training.learners import label_names
from emotion_engine.lab.training.runs import Run

N_DRAWS = 2000
EXACT_SPEAKERS = 12  # up to this many, all permutations are enumerated


@dataclass(frozen=True, slots=True)
class Recognised:
    """How many takes of each speaker and style a learner recognised.

    Attributes
    ----------
    hits : array, shape (n_seeds, n_speakers, n_labels)
    totals : array, shape (n_seeds, n_speakers, n_labels)
        How many it was tested on; none of the speakers whom a seed does not hold out.
    """

    labels: tuple[str, ...]
    hits: np.ndarray
    totals: np.ndarray

    @classmethod
    def of(cls, corpus: Corpus, runs: Iterable[Run]) -> Recognised:
        """Count over the folds of each seed of one learner and size."""
        runs, labels = list(runs), label_names(corpus)
        seeds = sorted({run.key.seed for run in runs})
        names, speaker = np.unique(corpus.speakers, return_inverse=True)
        truth = np.array([labels.index(style) for style in corpus.emotions])
        hits = np.zeros((len(seeds), len(names), len(labels)))
        totals = np.zeros_like(hits)
        for run in runs:
            seed = seeds.index(run.key.seed)
            right = run.takes[run.probabilities.argmax(1) == truth[run.takes]]
            np.add.at(hits[seed], (speaker[right], truth[right]), 1)
            np.add.at(totals[seed], (speaker[run.takes], truth[run.takes]), 1)
        tested = totals.any(axis=(0, 2))
        return cls(labels, hits[:, tested], totals[:, tested])

    @property
    def recalls(self) -> np.ndarray:
        """Recall of each style by seed, shape (n_seeds, n_labels)."""
        return self.hits.sum(axis=1) / self.totals.sum(axis=1)

    @property
    def ua_by_seed(self) -> np.ndarray:
        """Unweighted accuracy of each seed, shape (n_seeds,)."""
        return self.recalls.mean(axis=1)

    @property
    def wa_by_seed(self) -> np.ndarray:
        """Plain accuracy of each seed, shape (n_seeds,)."""
        return self.hits.sum(axis=(1, 2)) / self.totals.sum(axis=(1, 2))

    @property
    def ua_by_speaker(self) -> np.ndarray:
        """Mean recall over a speaker's own styles, shape (n_speakers,)."""
        with np.errstate(invalid="ignore"):
            recalls = self.hits.sum(axis=0) / self.totals.sum(axis=0)
        return np.nanmean(recalls, axis=1)

    def drawn(self, weights: np.ndarray, *, weighted: bool = False) -> np.ndarray:
        """UA (WA if ``weighted``) of resampled speakers and seeds.

        Parameters
        ----------
        weights : array, shape (n_draws, n_speakers)
            How often each speaker was drawn.
        """
        seeds = np.random.default_rng(1).integers(
            len(self.hits), size=(len(weights), len(self.hits))
        )
        hits, totals = (
            np.einsum("ds,esl->del", weights, counts)[
                np.arange(len(weights))[:, None], seeds
            ].sum(axis=1)
            for counts in (self.hits, self.totals)
        )  # (n_draws, n_labels)
        with np.errstate(invalid="ignore"):  # where nobody drawn was tested
            if weighted:
                return hits.sum(axis=1) / totals.sum(axis=1)
            return np.mean(hits / totals, axis=1)


def speaker_draws(n_speakers: int, *, n_draws: int = N_DRAWS, seed: int = 0):
    """Draw whole speakers with replacement, shape (n_draws, n_speakers)."""
    even = np.full(n_speakers, 1 / n_speakers)
    return np.random.default_rng(seed).multinomial(n_speakers, even, size=n_draws)


def figures(recognised: Recognised) -> dict[str, object]:
    """UA and WA with intervals over speakers and seeds, and recall by style."""
    draws = speaker_draws(recognised.totals.shape[1])
    recalls = recognised.recalls.mean(axis=0)
    deviation = recognised.ua_by_seed.std(ddof=1) if len(recognised.hits) > 1 else 0.0
    return {
        "ua": float(recognised.ua_by_seed.mean()),
        "ua_interval": central_interval(recognised.drawn(draws)),
        "ua_by_seed": recognised.ua_by_seed.tolist(),
        "ua_deviation_over_seeds": float(deviation),
        "wa": float(recognised.wa_by_seed.mean()),
        "wa_interval": central_interval(recognised.drawn(draws, weighted=True)),
        "recall": dict(zip(recognised.labels, recalls.tolist(), strict=True)),
    }


def compare(one: Recognised, other: Recognised) -> dict[str, object]:
    """Difference in UA between two learners tested on the same speakers.

    The interval comes from drawing the same speakers for both, the probability from
    swapping the two learners in some of the speakers (a paired permutation test).
    """
    draws = speaker_draws(one.totals.shape[1])
    apart = one.drawn(draws) - other.drawn(draws)
    return {
        "difference": float(one.ua_by_seed.mean() - other.ua_by_seed.mean()),
        "interval": central_interval(apart),
        "p_permutation": sign_permutation(one.ua_by_speaker - other.ua_by_speaker),
    }


def sign_permutation(differences: Sequence[float] | np.ndarray, seed: int = 0) -> float:
    """Two-sided p-value of the mean under random signs.

    Exact up to 12 speakers, else from 10,000 random draws of the signs.

    >>> sign_permutation([0.1, 0.2, 0.3])
    0.25
    """
    differences = np.asarray(differences, dtype=float)
    n = len(differences)
    if n <= EXACT_SPEAKERS:
        signs = np.array(list(product((-1, 1), repeat=n)))
        extra = 0
    else:
        signs = np.random.default_rng(seed).choice((-1, 1), size=(10_000, n))
        extra = 1  # what was observed is one of the possible outcomes
    means = np.abs((signs * differences).mean(axis=1))
    reached = np.sum(means >= abs(differences.mean()) - 1e-12)
    return float((reached + extra) / (len(signs) + extra))
