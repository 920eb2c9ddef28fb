"""Frames and phrases of a corpus as input of the fusion network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.fusion.batch import FusionBatch, sound_of, words_of
from emotion_engine.fusion.phrases import Phrase, words_in
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.feature_cache import CHUNK, FeatureCache, frame_cache

from .phrases import phrases_of


@dataclass(frozen=True, slots=True)
class FusionTakes:
    """A corpus as the network sees it.

    Attributes
    ----------
    frames : list of float16 arrays, each of shape (n_layers, n_frames, size)
    phrases : list of Phrase
    word_scores : list of float32 arrays, each of shape (n_words, n_scores), or None
        Experts' scores of each word.
    """

    frames: list[np.ndarray]
    phrases: list[Phrase]
    word_scores: list[np.ndarray] | None = None

    def __len__(self) -> int:
        return len(self.frames)

    def batch(self, takes: Sequence[int]) -> FusionBatch:
        """Pad some of the takes into one batch."""
        phrases = [self.phrases[i] for i in takes]
        return FusionBatch(
            sound_of([self.frames[i] for i in takes]),
            words_of(
                [phrase.vectors for phrase in phrases],
                [phrase.places() for phrase in phrases],
                [phrase.kinds for phrase in phrases],
            ),
        )

    def token_scores(self, takes: Sequence[int]) -> tuple[Tensor, Tensor]:
        """Give each token the scores of its word, and its share in that word.

        Returns
        -------
        scores : tensor, shape (batch, n_tokens, n_scores)
        shares : tensor, shape (batch, n_tokens)
            They sum to the number of words; zero in padding.
        """
        index = [self.phrases[i].word_index for i in takes]
        scores = [self.word_scores[i][own] for i, own in zip(takes, index, strict=True)]
        shares = [1.0 / np.bincount(own)[own] for own in index]
        return (
            pad_sequence([torch.from_numpy(s) for s in scores], batch_first=True),
            pad_sequence([torch.from_numpy(s) for s in shares], batch_first=True),
        )


def fusion_takes(
    corpus: Corpus,
    config: EngineConfig,
    *,
    cache: FeatureCache | None = None,
    stride: int = 1,
    layers: Sequence[int] | None = None,
    by_phone: bool = False,
) -> FusionTakes:
    """Read or compute frames and encode texts, each text once.

    Parameters
    ----------
    stride : int
        How many cached frames (25 a second) are averaged to one step.
    layers : sequence of int, optional
        Which layers of the speech encoder are used; all if not given.
    by_phone : bool
        Whether words are converted to phones, or stay the encoder's tokens.
    """
    texts = [utterance.text for utterance in corpus.utterances]
    if silent := [u for u in corpus.utterances if not words_in(u.text)]:
        raise CorpusError(
            f"{len(silent)} takes of {corpus.folder} have no text, the first "
            f"{silent[0].path.name}: fusion needs what was or should have been said."
        )
    kept = slice(None) if layers is None else list(layers)
    cache = cache or frame_cache(config)
    frames = [
        thinned(take[kept], stride)
        for start in range(0, len(corpus), CHUNK)
        for take in cache.read(corpus.paths[start : start + CHUNK])
    ]
    phrases = phrases_of(texts, config)
    if by_phone:
        phrases = [phrase.by_phone() for phrase in phrases]
    return FusionTakes(frames, phrases)


def thinned(frames: np.ndarray, stride: int) -> np.ndarray:
    """Average neighbouring frames; the last ones may be fewer."""
    if stride == 1:
        return frames
    starts = np.arange(0, frames.shape[1], stride)
    sums = np.add.reduceat(frames, starts, axis=1, dtype=np.float32)
    counts = np.diff(np.append(starts, frames.shape[1]))
    return (sums / counts[:, None]).astype(np.float16)
