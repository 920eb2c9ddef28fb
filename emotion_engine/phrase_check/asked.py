"""Evidence of the decoder for each word of the asked phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.encoders.base import Encoding

from .evidence import text_to_score, tokens_of_words
from .hearing import Hearing, Recognizer, picked, read_phrases
from .tokens import Vocabulary


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of the phrase under forced decoding.

    Attributes
    ----------
    log_likelihoods : float32 array, shape (n_words, 2)
        Of the word's tokens: the mean and the lowest.
    states : float16 array, shape (n_words, hidden_size)
        The decoder's last hidden states that predict the word, averaged.
    log_likelihood : float
        Of the whole phrase and its end.
    """

    log_likelihoods: np.ndarray
    states: np.ndarray
    log_likelihood: float


def asked_words(
    recognizer: Recognizer, encoding: Encoding, plan: PhrasePlan
) -> AskedWords:
    """Read the phrase by forced decoding over a batch of one take."""
    vocabulary = recognizer.vocabulary
    tokens = recognizer.fitting(vocabulary.encode(text_to_score(plan))[0])
    (read,) = read_phrases(recognizer.begin(encoding), vocabulary, [tokens])
    likelihoods = picked(read.scores, [*tokens, vocabulary.end])
    return words_of_reading(vocabulary, plan, likelihoods, read.states)


def asked_of(vocabulary: Vocabulary, hearing: Hearing, plan: PhrasePlan) -> AskedWords:
    """Return the same for a take that was decoded already."""
    return words_of_reading(
        vocabulary, plan, hearing.asked_log_likelihoods, hearing.asked_states
    )


def words_of_reading(
    vocabulary: Vocabulary,
    plan: PhrasePlan,
    likelihoods: Sequence[float],
    states: Tensor,
) -> AskedWords:
    """Assign tokens to the words they belong to."""
    _, offsets = vocabulary.encode(text_to_score(plan))
    likely, described = [], []
    for own in tokens_of_words(plan, offsets, len(likelihoods) - 1):
        own = own or [len(likelihoods) - 1]  # a phrase too long to be read as a whole
        values = [likelihoods[j] for j in own]
        likely.append((np.mean(values), min(values)))
        described.append(states[own].float().mean(0).cpu().numpy())
    return AskedWords(
        np.array(likely, dtype=np.float32),
        np.array(described, dtype=np.float16),
        sum(likelihoods),
    )
