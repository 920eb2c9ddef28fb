"""Splits in which no speaker is in both training and test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import GroupKFold

from emotion_engine.errors import CorpusError

from .corpora import Corpus


@dataclass(frozen=True, slots=True)
class Fold:
    """Indices into the takes of a corpus; test speakers are unseen in training."""

    name: str
    train: np.ndarray
    test: np.ndarray


def folds_of(corpus: Corpus, *, n_folds: int = 6, seed: int = 0) -> tuple[Fold, ...]:
    """Split by the manifest's ``fold`` column, else into groups of speakers."""
    names = [utterance.fold for utterance in corpus.utterances]
    if any(name is None for name in names):
        return speaker_folds(corpus.speakers, n_folds=n_folds, seed=seed)
    refuse_shared_speakers(corpus.speakers, names)
    in_order = sorted(set(names), key=lambda name: (len(name), name))
    if len(in_order) < 2:
        raise CorpusError(f"{corpus.folder}: all takes are in fold {in_order[0]}.")
    return tuple(fold(name, np.asarray(names) == name) for name in in_order)


def folds_of_seed(
    corpus: Corpus, seed: int, *, fold_per_seed: bool
) -> tuple[Fold, ...]:
    """Return the folds that are run with a seed: all, or a single one in turn.

    With a single one, as many seeds as folds test every speaker once.
    """
    folds = folds_of(corpus)
    return (folds[seed % len(folds)],) if fold_per_seed else folds


def speaker_folds(
    speakers: Sequence[str], *, n_folds: int, seed: int = 0
) -> tuple[Fold, ...]:
    """Distribute the speakers over folds of about equal size, at most one fold each."""
    n_speakers = len(set(speakers))
    if n_speakers < 2:
        raise CorpusError("A split by speaker needs two speakers at least.")
    splitter = GroupKFold(min(n_folds, n_speakers), shuffle=True, random_state=seed)
    splits = splitter.split(np.zeros(len(speakers)), groups=np.asarray(speakers))
    return tuple(
        Fold(str(number), train, test)
        for number, (train, test) in enumerate(splits, start=1)
    )


def corpus_folds(
    corpora: Sequence[str], speakers: Sequence[str], *, n_folds: int, seed: int = 0
) -> tuple[Fold, ...]:
    """Hold out whole corpora: each fold tests some speakers of one of them.

    It trains on the takes of all other corpora. With a single corpus the split is by
    speaker, as in ``speaker_folds``.
    """
    names = sorted(set(corpora))
    if len(names) < 2 or n_folds < len(names):
        return speaker_folds(speakers, n_folds=n_folds, seed=seed)
    folds = []
    for place, name in enumerate(names):
        mine = np.flatnonzero(np.asarray(corpora) == name)
        others = np.flatnonzero(np.asarray(corpora) != name)
        n_parts = len(range(place, n_folds, len(names)))
        of_mine = [speakers[i] for i in mine.tolist()]
        for number, part in enumerate(parts_of(of_mine, n_parts, seed=seed), start=1):
            folds.append(Fold(f"{name} {number}", others, mine[part]))
    return tuple(folds)


def parts_of(speakers: Sequence[str], n_parts: int, *, seed: int) -> list[np.ndarray]:
    """Distribute takes by speaker over parts; some are empty if speakers are few."""
    parts = [np.arange(len(speakers))]
    if min(n_parts, len(set(speakers))) > 1:
        parts = [f.test for f in speaker_folds(speakers, n_folds=n_parts, seed=seed)]
    nobody = np.zeros(0, int)
    return parts + [nobody] * (n_parts - len(parts))


def fold(name: str, in_test: np.ndarray) -> Fold:
    """Build a fold from a boolean mask of its test takes."""
    return Fold(name, np.flatnonzero(~in_test), np.flatnonzero(in_test))


def refuse_shared_speakers(speakers: Sequence[str], folds: Sequence[str]) -> None:
    """Refuse a manifest whose folds share a speaker."""
    fold_of: dict[str, str] = {}
    for speaker, name in zip(speakers, folds, strict=True):
        if fold_of.setdefault(speaker, name) != name:
            raise CorpusError(
                f"Speaker {speaker} is in folds {fold_of[speaker]} and {name}: "
                "a figure from this split would not hold for a new speaker."
            )


def within(
    train: np.ndarray, speakers: Sequence[str], *, n_folds: int, seed: int = 0
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Split training takes once more by speaker, for choices made inside a fold."""
    inner = speaker_folds([speakers[i] for i in train], n_folds=n_folds, seed=seed)
    for part in inner:
        yield train[part.train], train[part.test]
