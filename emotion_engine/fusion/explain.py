"""Salience of moments and words in a decision of the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .network import Attention


@dataclass(frozen=True, slots=True)
class AttentionSalience:
    """Salience of parts of a take; the weights of each kind sum to at most 1.

    Attributes
    ----------
    spans : tuple of (start_s, end_s, weight)
        Moments that weigh more than the average, the most salient first.
    words : tuple of (word, weight)
        Every word of the phrase in order; empty where there was no text.
    """

    spans: tuple[tuple[float, float, float], ...]
    words: tuple[tuple[str, float], ...]


def attention_salience(
    attention: Attention,
    item: int,
    words: Sequence[str] = (),
    word_index: Sequence[int] = (),
    *,
    frame_rate_hz: float,
    start_s: float = 0.0,
) -> AttentionSalience:
    """Map one item's attention to seconds and words.

    The weight of a word is that of the frames that attended to its tokens.

    Parameters
    ----------
    words, word_index : sequences
        The phrase, and the word that each valid token is a piece of.
    frame_rate_hz : float
        Of the frames that the network attended to, as their encoding gives it.
    start_s : float
        When the first frame begins.
    """
    spans: tuple[tuple[float, float, float], ...] = ()
    if attention.over_time is not None:
        over_time = attention.over_time[item].detach().cpu().numpy()
        spans = heavy_spans(over_time[over_time > 0], start_s, frame_rate_hz)
    weights = token_weights(attention, item, len(word_index))
    totals = np.zeros(len(words))
    np.add.at(totals, np.asarray(word_index, dtype=int), weights)
    weighed = tuple((w, float(t)) for w, t in zip(words, totals, strict=True))
    return AttentionSalience(spans, weighed)


def token_weights(attention: Attention, item: int, n_tokens: int) -> np.ndarray:
    """Return the weight of each valid token, shape (n_tokens,)."""
    if attention.over_tokens is not None:
        return attention.over_tokens[item, :n_tokens].detach().cpu().numpy()
    if attention.frame_to_token is None or attention.over_time is None:
        return np.zeros(n_tokens)
    weights = attention.over_time[item] @ attention.frame_to_token[item]
    return weights[:n_tokens].detach().cpu().numpy()


def heavy_spans(
    weights: np.ndarray, start_s: float, frame_rate_hz: float
) -> tuple[tuple[float, float, float], ...]:
    """Join neighbouring frames that weigh more than the mean, the heaviest first."""
    heavy = np.flatnonzero(weights > weights.mean() * (1 + 1e-6))
    if not len(heavy):
        return ((start_s, start_s + len(weights) / frame_rate_hz, 1.0),)
    runs = np.split(heavy, np.flatnonzero(np.diff(heavy) > 1) + 1)
    spans = [
        (
            start_s + run[0] / frame_rate_hz,
            start_s + (run[-1] + 1) / frame_rate_hz,
            float(weights[run].sum()),
        )
        for run in runs
    ]
    return tuple(sorted(spans, key=lambda span: -span[2]))
