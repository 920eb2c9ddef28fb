"""What learners recognised, by learner and clips per class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.splits import folds_of, folds_of_seed
from emotion_engine.lab.training.learners import Learner
from emotion_engine.lab.training.runs import RunStore, corpus_hash, run_all

from .paired import Recognised

Grid = Mapping[str, Mapping[int | None, Recognised]]


def recognised_grid(
    corpus: Corpus,
    learners: Sequence[Learner],
    sizes: Sequence[int | None],
    seeds: Sequence[int],
    store: RunStore,
    *,
    fold_per_seed: bool = False,
    n_speakers: int | None = None,
) -> Grid:
    """Run all and count what was recognised; see ``runs.run_all``."""
    runs = run_all(
        learners,
        corpus,
        sizes,
        seeds,
        store,
        fold_per_seed=fold_per_seed,
        n_speakers=n_speakers,
    )
    return {
        learner.name: {
            size: Recognised.of(
                corpus,
                [
                    r
                    for r in runs
                    if (r.key.learner, r.key.size) == (learner.name, size)
                ],
            )
            for size in sizes
        }
        for learner in learners
    }


def about(
    corpus: Corpus, seeds: Sequence[int], *, fold_per_seed: bool = False
) -> dict[str, Any]:
    """Describe the data and the method."""
    n_folds = len(folds_of(corpus))
    tested = [
        utterance
        for seed in seeds
        for fold in folds_of_seed(corpus, seed, fold_per_seed=fold_per_seed)
        for utterance in (corpus.utterances[i] for i in fold.test)
    ]
    each = f"{n_folds} folds" if not fold_per_seed else f"one of {n_folds} folds a seed"
    return {
        "corpus": corpus.name,
        "corpus_hash": corpus_hash(corpus),
        "n": len({utterance.path for utterance in tested}),
        "n_speakers": len({utterance.speaker for utterance in tested}),
        "seeds": list(seeds),
        "protocol": f"{each}, speakers disjoint, retrained for every fold",
    }
