"""Lay what was heard beside what should have been said, token by token."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from .attention import AttentivePooling, CrossAttention
from .batch import Sequences

SHARPNESS = 10.0  # cosines times this are the logits of the matching


@dataclass(frozen=True, slots=True)
class Match:
    """Unit vectors of each token, shape (batch, n_tokens, size).

    ``heard`` comes from the sound alone, ``meant`` from the token alone.
    """

    heard: Tensor
    meant: Tensor


class Comparison(nn.Module):
    """Every token looks for itself in the sound, and is compared with what it finds.

    Whether the words were said right shows in how well the sound found at a token's
    place matches that token, and not another one of the phrase; ``matching_loss``
    teaches the network what a match is.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.look = CrossAttention(size)
        self.heard = nn.Linear(size, size)
        self.meant = nn.Linear(size, size)
        self.compare = nn.Sequential(nn.Linear(4 * size + 2, size), nn.GELU())
        self.pool = AttentivePooling(size)

    def forward(
        self,
        frames: Tensor,
        tokens: Tensor,
        alone: Tensor,
        sound: Sequences,
        words: Sequences,
    ) -> tuple[Tensor, Match]:
        """Compare a batch.

        Parameters
        ----------
        frames : tensor, shape (batch, n_frames, size)
        tokens, alone : tensors, shape (batch, n_tokens, size)
            With and without their context.

        Returns
        -------
        pooled : tensor, shape (batch, 2 * size)
        match : Match
        """
        found, _ = self.look(tokens, frames, sound.mask, words.places, sound.places)
        match = Match(
            normalize(self.heard(found), dim=-1), normalize(self.meant(alone), dim=-1)
        )
        parts = [found, tokens, found * tokens, (found - tokens).abs()]
        compared = self.compare(torch.cat([*parts, evidence(match, words)], dim=-1))
        return self.pool(compared, words.mask)[0], match


def evidence(match: Match, words: Sequences) -> Tensor:
    """Say how well each token was heard, shape (batch, n_tokens, 2).

    Its cosine with what was heard, and its log-probability among the phrase's tokens.
    """
    logits = SHARPNESS * match.heard @ match.meant.transpose(1, 2)
    same = words.kinds[:, :, None] == words.kinds[:, None, :]
    cosine = (match.heard * match.meant).sum(-1)
    likelihood = log_share(logits, same, words.mask[:, None, :])
    both = torch.stack([cosine, likelihood], dim=-1)
    return both.masked_fill(~words.mask[:, :, None], 0.0)  # padding is like nothing


def matching_loss(match: Match, words: Sequences) -> Tensor:
    """Mean cross-entropy of telling each heard token among all tokens of the batch.

    Contrastive learning as in van den Oord et al. (2018); tokens of the same kind
    elsewhere in the batch count as right answers too.
    """
    mask = words.mask
    heard, meant = match.heard[mask], match.meant[mask]  # (n_real_tokens, size)
    kinds = words.kinds[mask]
    same = kinds[:, None] == kinds[None, :]
    logits = SHARPNESS * heard @ meant.T
    return -log_share(logits, same, torch.ones_like(same)).mean()


def log_share(logits: Tensor, right: Tensor, mask: Tensor) -> Tensor:
    """Return the log of the softmax mass on the right ones, over the last axis."""
    lowest = torch.finfo(logits.dtype).min
    whole = logits.masked_fill(~mask, lowest).logsumexp(-1)
    return logits.masked_fill(~(right & mask), lowest).logsumexp(-1) - whole
