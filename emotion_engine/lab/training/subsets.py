"""Small training sets drawn from a larger one, each containing the smaller ones."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.splits import Fold


def draw(
    corpus: Corpus,
    train: np.ndarray,
    n_per_class: int | None,
    *,
    seed: int,
    n_speakers: int | None = None,
) -> np.ndarray:
    """Draw a number of takes per style, spread over the speakers of the training part.

    Draws are nested: with the same seed, 5 of a style are among its 10. A style with
    fewer takes contributes all of them.

    Parameters
    ----------
    train : int array
        Indices into the takes of the corpus.
    n_per_class : int or None
        ``None`` for all takes.
    n_speakers : int or None
        Draw from the takes of so many speakers alone; ``None`` for all speakers.

    Returns
    -------
    int array, in ascending order
    """
    if n_speakers is not None:
        train = of_speakers(corpus, train, n_speakers, seed=seed)
    if n_per_class is None:
        return np.sort(train)
    styles = np.asarray(corpus.emotions)[train]
    speakers = np.asarray(corpus.speakers)
    drawn = [
        in_turn(train[styles == style], speakers, stream(seed, style))[:n_per_class]
        for style in sorted(set(styles))
    ]
    return np.sort(np.concatenate(drawn))


def of_speakers(
    corpus: Corpus, train: np.ndarray, n_speakers: int, *, seed: int
) -> np.ndarray:
    """Keep the takes of some speakers, drawn at random; fewer are among more."""
    speakers = np.asarray(corpus.speakers)[train]
    order = stream(seed, "speakers").permutation(np.unique(speakers))
    return train[np.isin(speakers, order[:n_speakers])]


def stream(seed: int, name: str) -> np.random.Generator:
    """Return a random generator per style (or other name), independent of the others."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def in_turn(
    takes: np.ndarray, speakers: np.ndarray, generator: np.random.Generator
) -> np.ndarray:
    """Shuffle takes so that every speaker has had a turn before one has a second."""
    shuffled = generator.permutation(takes)
    names = generator.permutation(np.unique(speakers[shuffled]))
    place = {name: number for number, name in enumerate(names)}
    turns: dict[str, int] = dict.fromkeys(names, 0)
    order = []
    for take in shuffled:
        name = speakers[take]
        order.append((turns[name], place[name]))
        turns[name] += 1
    return shuffled[sorted(range(len(order)), key=order.__getitem__)]


def dealt(corpus: Corpus, n_takes: int, seed: int) -> Corpus:
    """Draw takes so that every speaker has had a turn before one has a second."""
    order = in_turn(
        np.arange(len(corpus)),
        np.asarray(corpus.speakers),
        np.random.default_rng(seed),
    )
    drawn = sorted(order[:n_takes].tolist())
    return replace(corpus, utterances=tuple(corpus.utterances[i] for i in drawn))


def sizes_within(
    corpus: Corpus, folds: Sequence[Fold], sizes: Sequence[int]
) -> tuple[int, ...]:
    """Keep the sizes that more than half of the styles reach in every fold."""
    reached = min(usual_count(corpus, fold.train) for fold in folds)
    return tuple(sorted({size for size in sizes if size <= reached}))


def usual_count(corpus: Corpus, takes: np.ndarray) -> float:
    """Return the median over all styles of the corpus of how many takes there are."""
    styles = np.asarray(corpus.emotions)
    return float(np.median([np.sum(styles[takes] == s) for s in np.unique(styles)]))
