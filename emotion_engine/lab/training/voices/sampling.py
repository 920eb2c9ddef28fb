"""A few takes of each speaker of a large corpus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from emotion_engine.lab.corpora import Corpus


def some_of_each(corpus: Corpus, n_takes: int, *, seed: int = 0) -> Corpus:
    """Keep about so many takes, dealt out evenly over the speakers, in their order."""
    speakers = np.asarray(corpus.speakers)
    names = np.unique(speakers)
    generator = np.random.default_rng(seed)
    shuffled = generator.permutation(len(corpus))
    turns = {name: iter(shuffled[speakers[shuffled] == name]) for name in names}
    kept: list[int] = []
    while turns and len(kept) < n_takes:
        for name in generator.permutation(sorted(turns)):
            take = next(turns[name], None)
            if take is None:
                del turns[name]
            elif len(kept) < n_takes:
                kept.append(int(take))
    utterances = tuple(corpus.utterances[i] for i in sorted(kept))
    return replace(corpus, utterances=utterances)
