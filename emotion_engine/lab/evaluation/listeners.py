"""How near a distribution is to the votes of listeners, beside one listener's vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.metrics import interval_over_speakers


def nearness_to_listeners(
    corpus: Corpus, shares: np.ndarray, labels: Sequence[str], *, seed: int = 0
) -> dict[str, Any]:
    """Compare predicted shares of listeners with the votes of a corpus that has some."""
    votes = np.array(
        [[(u.votes or {}).get(name, 0) for name in labels] for u in corpus.utterances],
        dtype=float,
    )
    return nearness(votes, shares, corpus.speakers, seed=seed)


def nearness(
    votes: np.ndarray, shares: np.ndarray, speakers: Sequence[str], *, seed: int = 0
) -> dict[str, Any]:
    """Compare predicted shares of listeners with their votes, beside one listener.

    One listener names one style, which lies far from any distribution, and always
    giving the mean over all takes lies nearer; so the single style that is likeliest is
    compared with the votes in the same way, too.

    Parameters
    ----------
    votes : array, shape (n_takes, n_labels)
        Takes without any are left out, as are styles that nobody ever voted for.
    shares : array, shape (n_takes, n_labels)

    Returns
    -------
    dict
        ``distance``: half the summed difference from the votes of all, or for one
        listener from those of the others; ``agreement``: how many of them say the same
        single style. Each for the model, one listener, and the mean over all takes;
        ``*_gain_interval`` is 95 % over speakers of what the model is nearer by.
    """
    voted, offered = votes.sum(1) > 0, votes.sum(0) > 0
    votes, found = votes[voted][:, offered], shares[voted][:, offered]
    found = found / found.sum(1, keepdims=True)
    truth = votes / votes.sum(1, keepdims=True)
    usual = np.broadcast_to(truth.mean(0), truth.shape)
    names = np.asarray(speakers)[voted]
    alone_far, alone_agrees = one_listener(votes)
    far, agrees = distance(found, truth), agreement(found, votes)
    gains = {"distance": alone_far - far, "agreement": agrees - alone_agrees}
    return {
        "distance": {
            "model": float(far.mean()),
            "one_listener": float(alone_far.mean()),
            "usual": float(distance(usual, truth).mean()),
        },
        "agreement": {
            "model": float(agrees.mean()),
            "one_listener": float(alone_agrees.mean()),
            "usual": float(agreement(usual, votes).mean()),
        },
        **{
            f"{name}_gain_interval": interval_of(gain, names, seed)
            for name, gain in gains.items()
        },
        "n": int(voted.sum()),
    }


def interval_of(gain: np.ndarray, speakers: np.ndarray, seed: int) -> list[float]:
    """95 % over speakers of a mean."""
    found = interval_over_speakers(lambda i: float(gain[i].mean()), speakers, seed=seed)
    return list(found)


def distance(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Total variation between distributions, shape (n_takes,).

    >>> distance(np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])).tolist()
    [0.5]
    """
    return np.abs(found - truth).sum(-1) / 2


def agreement(found: np.ndarray, votes: np.ndarray) -> np.ndarray:
    """Share of the listeners who say the likeliest style, shape (n_takes,)."""
    likeliest = found.argmax(1)
    return votes[np.arange(len(votes)), likeliest] / votes.sum(1)


def one_listener(votes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance and agreement of one listener with the others, averaged over all of them.

    >>> far, agrees = one_listener(np.array([[3.0, 1.0]]))
    >>> far.round(3).tolist(), agrees.tolist()
    ([0.5], [0.5])
    """
    n_votes = votes.sum(1)
    others = np.maximum(n_votes - 1, 1)
    far, agrees = np.zeros(len(votes)), np.zeros(len(votes))
    for style in range(votes.shape[1]):
        vote = np.eye(votes.shape[1])[style]
        rest = (votes - vote) / others[:, None]
        weight = votes[:, style] / n_votes
        far += weight * np.abs(vote - rest).sum(1) / 2
        agrees += weight * rest[:, style]
    return far, agrees
