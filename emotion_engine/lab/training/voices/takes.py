"""Takes of several corpora side by side: what was performed, what listeners heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from emotion_engine.config import STYLES
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.alterations import AS_RECORDED, Alteration
from emotion_engine.lab.training.feature_cache import FeatureCache

OTHER = " altered"  # behind the name of a speaker whose takes were altered
READ = ""  # the style of people who only read: none was asked for


@dataclass(frozen=True, slots=True)
class VoiceTakes:
    """Features of takes and what is known of each.

    Attributes
    ----------
    features : float32 array, shape (n_takes, n_features)
        The wanted part of the pooled layers, not standardised.
    styles : array of str, shape (n_takes,)
        As performed; ``READ`` where people only read.
    votes : float32 array, shape (n_takes, n_labels)
        How many listeners heard each style; zeros where nobody was asked.
    corpora, speakers, folds, sexes, ages : arrays of str, shape (n_takes,)
        A speaker's name begins with that of the corpus; empty is not known.
    """

    features: np.ndarray
    styles: np.ndarray
    votes: np.ndarray
    corpora: np.ndarray
    speakers: np.ndarray
    folds: np.ndarray
    sexes: np.ndarray
    ages: np.ndarray
    labels: tuple[str, ...] = STYLES

    def __len__(self) -> int:
        return len(self.styles)

    def __getitem__(self, which: np.ndarray) -> VoiceTakes:
        """Return some of the takes, by indices or by a mask."""
        return replace(
            self,
            **{
                name: getattr(self, name)[which]
                for name in self.__slots__
                if name != "labels"
            },
        )

    @property
    def truth(self) -> np.ndarray:
        """Index of each take's style, -1 where people only read."""
        index = {style: place for place, style in enumerate(self.labels)}
        return np.array([index.get(style, -1) for style in self.styles])

    def known(self, corpus: str) -> np.ndarray:
        """Which labels a corpus has, boolean, shape (n_labels,); all if it is read."""
        mine = set(self.styles[self.corpora == corpus])
        if mine == {READ}:
            return np.ones(len(self.labels), dtype=bool)
        return np.isin(self.labels, sorted(mine))


def takes_of(
    corpus: Corpus,
    cache: FeatureCache,
    wanted: PooledInput,
    alteration: Alteration = AS_RECORDED,
) -> VoiceTakes:
    """Read or compute the features of one corpus, as recorded or altered."""
    votes = [
        [(u.votes or {}).get(style, 0) for style in STYLES] for u in corpus.utterances
    ]
    return VoiceTakes(
        features=np.float32(wanted.select(cache.features(corpus.paths, alteration))),
        styles=np.array([u.emotion or READ for u in corpus.utterances]),
        votes=np.array(votes, dtype=np.float32),
        corpora=np.full(len(corpus), corpus.name),
        speakers=np.array([f"{corpus.name}:{s}" for s in corpus.speakers]),
        folds=np.array([u.fold or "" for u in corpus.utterances]),
        sexes=np.array([u.sex or "" for u in corpus.utterances]),
        ages=np.array([u.age or "" for u in corpus.utterances]),
    )


def as_other_voices(takes: VoiceTakes) -> VoiceTakes:
    """Return altered takes as those of other speakers: pace changes a voice, too."""
    return replace(takes, speakers=np.char.add(takes.speakers, OTHER))


def of_speakers(takes: VoiceTakes, speakers: np.ndarray) -> VoiceTakes:
    """Keep altered takes of some speakers."""
    whose = np.char.replace(takes.speakers, OTHER, "")
    return takes[np.isin(whose, np.unique(speakers))]


def together(
    several: Sequence[VoiceTakes], labels: tuple[str, ...] | None = None
) -> VoiceTakes:
    """Put takes of several corpora one behind the other.

    Without ``labels`` they are the styles that any of them has, in the product's order.
    """
    names = [name for name in VoiceTakes.__slots__ if name not in ("labels", "votes")]
    there = {str(style) for takes in several for style in takes.styles}
    labels = labels or tuple(style for style in STYLES if style in there)
    return VoiceTakes(
        **{name: np.concatenate([getattr(t, name) for t in several]) for name in names},
        votes=np.concatenate([votes_for(t, labels) for t in several]),
        labels=labels,
    )


def votes_for(takes: VoiceTakes, labels: tuple[str, ...]) -> np.ndarray:
    """Return the votes in the order of ``labels``; styles it does not have are zero."""
    votes = np.zeros((len(takes), len(labels)), np.float32)
    for column, style in enumerate(labels):
        if style in takes.labels:
            votes[:, column] = takes.votes[:, takes.labels.index(style)]
    return votes
