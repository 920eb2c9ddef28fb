"""Small sets of takes drawn from a larger one."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.splits import Fold


def draw(
    corpus: Corpus, train: np.ndarray, n_per_class: int | None, *, seed: int
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

    Returns
    -------
    int array, in ascending order
    """
    if n_per_class is None:
        return np.sort(train)
    styles = np.asarray(corpus.emotions)[train]
    speakers = np.asarray(corpus.speakers)
    drawn = [
        in_turn(train[styles == style], speakers, stream(seed, style))[:n_per_class]
        for style in sorted(set(styles))
    ]
    return np.sort(np.concatenate(drawn))


def stream(seed: int, style: str) -> np.random.Generator:
    """Return a random generator per style, independent of the other styles."""
    return np.random.default_rng([seed, zlib.crc32(style.encode())])


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


def some_of(utterances: Sequence[Utterance], limit: int | None) -> list[Utterance]:
    """Pick takes at equal distances, up to a limit if there is one."""
    if limit is None or limit >= len(utterances):
        return list(utterances)
    places = np.linspace(0, len(utterances) - 1, limit).round().astype(int)
    return [utterances[i] for i in places]


def sizes_within(
    corpus: Corpus, folds: Sequence[Fold], sizes: Sequence[int]
) -> tuple[int, ...]:
    """Keep the sizes that more than half of the styles reach in every fold."""
    styles = np.asarray(corpus.emotions)
    names = np.unique(styles)
    reached = min(
        float(np.median([np.sum(styles[fold.train] == name) for name in names]))
        for fold in folds
    )
    return tuple(sorted({size for size in sizes if size <= reached}))
