"""A few takes of each speaker, or of each style of each speaker, of a large corpus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from emotion_engine.lab.corpora import Corpus


def some_of_each(corpus: Corpus, n_takes: int, *, seed: int = 0) -> Corpus:
    """Keep about so many takes, dealt out evenly over the speakers, in their order."""
    return kept(corpus, dealt(np.asarray(corpus.speakers), n_takes, seed))


def some_of_each_style(corpus: Corpus, n_takes: int, *, seed: int = 0) -> Corpus:
    """Keep about so many takes, dealt out evenly over speakers and their styles."""
    groups = [f"{take.speaker} {take.emotion or ''}" for take in corpus.utterances]
    return kept(corpus, dealt(np.array(groups), n_takes, seed))


def dealt(groups: np.ndarray, n_takes: int, seed: int) -> list[int]:
    """Draw takes from each group in turn, as long as there are some."""
    generator = np.random.default_rng(seed)
    shuffled = generator.permutation(len(groups))
    turns = {
        name: iter(shuffled[groups[shuffled] == name]) for name in np.unique(groups)
    }
    drawn: list[int] = []
    while turns and len(drawn) < n_takes:
        for name in generator.permutation(sorted(turns)):
            take = next(turns[name], None)
            if take is None:
                del turns[name]
            elif len(drawn) < n_takes:
                drawn.append(int(take))
    return drawn


def kept(corpus: Corpus, takes: list[int]) -> Corpus:
    """Keep some takes of a corpus, in their order."""
    utterances = tuple(corpus.utterances[i] for i in sorted(takes))
    return replace(corpus, utterances=utterances)
