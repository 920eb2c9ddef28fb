"""Whether as many clips of fewer speakers do as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.splits import folds_of, folds_of_seed
from emotion_engine.lab.training.learners import Learner
from emotion_engine.lab.training.runs import RunStore
from emotion_engine.lab.training.subsets import of_speakers, usual_count

from .grid import Grid, recognised_grid
from .paired import compare, figures

FEWEST = 2  # of one speaker alone, voice and style cannot be told apart


def measure_fewer(
    corpus: Corpus,
    learners: Sequence[Learner],
    whole: Grid,
    counts: Sequence[int],
    seeds: Sequence[int],
    store: RunStore,
    *,
    fold_per_seed: bool = False,
    most_clips_only: bool = False,
) -> list[dict[str, Any]]:
    """Compare training takes of fewer speakers with as many of all speakers.

    Parameters
    ----------
    whole : Grid
        What the learners reach with takes of all training speakers.
    counts : sequence of int
        Numbers of speakers. One that has too few clips of most styles for a size is
        left out for that size, and so is one that is no fewer than all.
    most_clips_only : bool
        Measure each number of speakers at its largest size alone.

    Returns
    -------
    list of dict
        One row for each learner, number of speakers and size.
    """
    rows = []
    everyone = n_training_speakers(corpus)
    for count in sorted({count for count in counts if FEWEST <= count < everyone}):
        most = most_of(corpus, count, seeds, fold_per_seed=fold_per_seed)
        sizes = sorted(s for s in next(iter(whole.values())) if s <= most)
        if most_clips_only:
            sizes = sizes[-1:]
        grid = recognised_grid(
            corpus,
            learners,
            sizes,
            seeds,
            store,
            fold_per_seed=fold_per_seed,
            n_speakers=count,
        )
        rows += [
            {
                "learner": name,
                "clips": size,
                "speakers": count,
                "of": everyone,
                **figures(found),
                **compare(found, whole[name][size]),
            }
            for name, by_size in grid.items()
            for size, found in by_size.items()
        ]
    return rows


def n_training_speakers(corpus: Corpus) -> int:
    """Return the smallest number of speakers in the training part of a fold."""
    speakers = np.asarray(corpus.speakers)
    return min(len(set(speakers[fold.train])) for fold in folds_of(corpus))


def most_of(
    corpus: Corpus, n_speakers: int, seeds: Sequence[int], *, fold_per_seed: bool
) -> float:
    """Return how many clips of most styles so many speakers have in every draw."""
    return min(
        usual_count(corpus, of_speakers(corpus, fold.train, n_speakers, seed=seed))
        for seed in seeds
        for fold in folds_of_seed(corpus, seed, fold_per_seed=fold_per_seed)
    )


def half_and_quarter(corpus: Corpus) -> tuple[int, int]:
    """Return half and a quarter of the speakers that there are to learn from."""
    everyone = n_training_speakers(corpus)
    return everyone // 2, everyone // 4


def most_clips(
    values: Mapping[str, Any], learner: str
) -> tuple[Mapping[str, Any], ...]:
    """Return a learner's row with the most clips for each number of speakers.

    A curve that was measured without fewer speakers has none.
    """
    rows: dict[int, Mapping[str, Any]] = {}
    for row in values.get("fewer_speakers", ()):
        if row["learner"] == learner:
            rows[row["speakers"]] = max(
                row, rows.get(row["speakers"], row), key=lambda one: one["clips"]
            )
    return tuple(rows[count] for count in sorted(rows, reverse=True))


def fewer_table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write the rows as a Markdown table; nothing without rows."""
    if not rows:
        return []
    lines = ["", "| learner | clips per class | speakers | UA | against all speakers |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for row in rows:
        low, high = row["ua_interval"]
        lines.append(
            f"| {row['learner']} | {row['clips']} | {row['speakers']} of {row['of']} | "
            f"{100 * row['ua']:.1f} ({100 * low:.1f} to {100 * high:.1f}) | "
            f"{difference(row)}; p = {row['p_permutation']:.4f} |"
        )
    return lines


def difference(row: Mapping[str, Any]) -> str:
    """Write the difference from all speakers, in points with its limits."""
    low, high = (100 * limit for limit in row["interval"])
    return f"{100 * row['difference']:+.1f} points ({low:+.1f} to {high:+.1f})"


def speakers_in_words(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say what fewer speakers reach with as many clips, most speakers first."""
    if not rows:
        return []
    lines = [
        f"{row['clips']} clips per class of {row['speakers']} speakers instead of "
        f"{row['of']}: {difference(row)}."
        for row in rows
    ]
    return [*lines, new_speakers(rows[0])]


def new_speakers(row: Mapping[str, Any]) -> str:
    """Judge whether new speakers are worth more than more clips of the same ones."""
    low, high = row["interval"]
    if high < 0:
        return "Clips of new speakers are worth more than more of the same speakers."
    if low > 0:
        return "Fewer speakers do better here: listen to the clips of the others."
    return "With as many clips, more speakers make no clear difference here."
