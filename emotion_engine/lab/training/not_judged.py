"""Takes to learn from what was left out, of speakers whom nothing is judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved

from .ratings import has_ratings


def not_judged(folder: Path, max_words: int) -> Corpus:
    """Return the takes of at most so many words, without the speakers that are judged.

    Those are reserved readers, and of rated learners every second.
    """
    corpus = without_reserved(load_corpus(folder, needs=("text",)))
    if has_ratings(folder):
        corpus = every_second(corpus, first=0)
    short = tuple(t for t in corpus.utterances if len(t.text.split()) <= max_words)
    return replace(corpus, utterances=short)


def every_second(corpus: Corpus, first: int) -> Corpus:
    """Keep the takes of every second speaker, from the first (0) or the second (1)."""
    kept = set(sorted(set(corpus.speakers))[first::2])
    takes = tuple(take for take in corpus.utterances if take.speaker in kept)
    return replace(corpus, utterances=takes)


def folds_by_speaker(speakers: Sequence[tuple[str, str]], n_folds: int) -> np.ndarray:
    """Deal speakers, each named with its corpus, over folds; the fold of each row.

    >>> folds_by_speaker([("a", "2"), ("a", "1"), ("a", "2")], 2).tolist()
    [1, 0, 1]
    """
    order = sorted(set(speakers))
    return np.array([order.index(speaker) % n_folds for speaker in speakers])
