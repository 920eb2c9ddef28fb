"""Lay what was heard beside what should have been said, token by token."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from .attention import AttentivePooling
from .batch import Sequences

SHARPNESS = 10.0  # cosines times this are the logits of the matching
ENOUGH = 1e-3  # of a frame; below it a token was not found in the sound


@dataclass(frozen=True, slots=True)
class Match:
    """Unit vectors of each token, shape (batch, n_tokens, size).

    ``heard`` comes from the sound alone, ``meant`` from the token alone.
    """

    heard: Tensor
    meant: Tensor


class Comparison(nn.Module):
    """Every token is compared with the sound of the frames that were aligned with it.

    Whether the words were said right shows in how well the sound found at a token's
    place matches that token, and not another one of the phrase; ``matching_loss``
    teaches the network what a match is. No gradient flows into the alignment from
    here: it would learn to look for a match elsewhere instead of at the right place.
    """

    def __init__(self, size: int, n_word_outputs: int = 0) -> None:
        super().__init__()
        self.size = 2 * size + n_word_outputs
        self.heard = nn.Linear(size, size)
        self.meant = nn.Linear(size, size)
        self.compare = nn.Sequential(nn.Linear(4 * size + 3, size), nn.GELU())
        self.rate = nn.Linear(size, n_word_outputs)
        self.pool = AttentivePooling(size)

    def forward(
        self,
        frames: Tensor,
        links: Tensor,
        tokens: Tensor,
        alone: Tensor,
        words: Sequences,
    ) -> tuple[Tensor, Match, Tensor]:
        """Compare a batch.

        Parameters
        ----------
        frames : tensor, shape (batch, n_frames, size)
            Each without its context, from which a bad sound could be guessed.
        links : tensor, shape (batch, n_frames, n_tokens)
            How much of each frame belongs to which token; zero in padding.
        tokens, alone : tensors, shape (batch, n_tokens, size)
            With and without their context.

        Returns
        -------
        pooled : tensor, shape (batch, self.size)
        match : Match
        ratings : tensor, shape (batch, n_tokens, n_word_outputs)
        """
        shares = links.detach().transpose(1, 2)
        amount = shares.sum(-1, keepdim=True)  # frames that belong to each token
        found = shares @ frames / amount.clamp(min=ENOUGH)
        match = Match(
            normalize(self.heard(found), dim=-1), normalize(self.meant(alone), dim=-1)
        )
        parts = [found, alone, found * alone, tokens, evidence(match, words)]
        compared = self.compare(torch.cat([*parts, amount.log1p()], dim=-1))
        ratings = self.rate(compared)
        real = words.mask[:, :, None] / words.n_steps[:, None, None]
        pooled = [self.pool(compared, words.mask)[0], (ratings * real).sum(1)]
        return torch.cat(pooled, dim=-1), match, ratings


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
