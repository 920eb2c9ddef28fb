"""What a take is learnt as: what was performed, or what listeners voted for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .takes import VoiceTakes

SMOOTHING = 0.1  # actors do not always hit the style that was asked of them
ALIKE = ("neutral", "calm")  # plain reading is either
READ_WEIGHT = 0.06  # of all takes together that plain reading has
READ_SHARE = 0.8  # of plain reading is one of these; the rest stays open
VOTE_SHARE = 0.8  # of what listeners are taken to hear; the rest is what was performed


@dataclass(frozen=True, slots=True)
class Targets:
    """What to learn from takes.

    Attributes
    ----------
    values : float32 array, shape (n_takes, n_labels)
        Rows sum to 1 and are zero where not ``allowed``.
    allowed : bool array, shape (n_takes, n_labels)
        Styles that the take's corpus has: a corpus without calm says nothing about it.
    alike : bool array, shape (n_takes,)
        Where only the sum over ``ALIKE`` is known, not its parts.
    weights : float32 array, shape (n_takes,)
        How much each take counts.
    """

    values: np.ndarray
    allowed: np.ndarray
    alike: np.ndarray
    weights: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Targets:
        """Return the targets of some takes."""
        kept = (getattr(self, name)[which] for name in self.__slots__)
        return Targets(*kept)


def performed(takes: VoiceTakes, smoothing: float = SMOOTHING) -> Targets:
    """Learn what was asked of the speaker, a little smoothed."""
    allowed = np.stack([takes.known(corpus) for corpus in takes.corpora])
    truth = takes.truth
    values = np.eye(len(takes.labels), dtype=np.float32)[truth] * (1 - smoothing)
    values += smoothing * allowed / allowed.sum(1, keepdims=True)
    return with_reading(takes, values, allowed)


def heard(takes: VoiceTakes) -> Targets:
    """Learn what listeners voted for, and what was performed where none were asked."""
    meant = performed(takes)
    n_votes = takes.votes.sum(1, keepdims=True)
    shares = takes.votes / np.maximum(n_votes, 1)
    mixed = VOTE_SHARE * shares + (1 - VOTE_SHARE) * meant.values
    values = np.where(n_votes > 0, mixed, meant.values)
    return replace(meant, values=np.float32(values))


def with_reading(takes: VoiceTakes, values: np.ndarray, allowed: np.ndarray) -> Targets:
    """Let plain reading be neutral or calm, and leave the rest open."""
    alike = takes.truth < 0
    among = np.isin(takes.labels, ALIKE)
    plain = np.where(among, READ_SHARE / among.sum(), (1 - READ_SHARE) / (~among).sum())
    values = np.where(alike[:, None], plain, values)
    n_read, n_styled = alike.sum(), (~alike).sum()
    share = READ_WEIGHT / (1 - READ_WEIGHT) * n_styled / max(n_read, 1)
    weights = np.where(alike, share, 1.0)
    return Targets(np.float32(values), allowed, alike, np.float32(weights))
