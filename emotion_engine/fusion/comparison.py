"""Compare what was heard with what should have been said, token by token."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from .attention import AttentivePooling
from .batch import Sequences

SHARPNESS = 10.0  # inverse temperature: cosines times this are logits
ENOUGH = 1e-3  # of a frame; with less, a token was not found in the sound


@dataclass(frozen=True, slots=True)
class Match:
    """Unit vectors of each token, shape (batch, n_tokens, size).

    ``heard`` comes from the sound alone, ``meant`` from the token alone. ``bank`` has
    those of all kinds of token, shape (n_kinds, size), if the kinds are few.
    """

    heard: Tensor
    meant: Tensor
    bank: Tensor | None = None


class Comparison(nn.Module):
    """Compare every token with the sound of the frames aligned with it.

    Words said right match the sound at their place better than other tokens of the
    phrase do; ``matching_loss`` teaches the network what a match is. No gradient flows
    from here into the alignment, which would otherwise learn to find a match elsewhere
    instead of at the right place.
    """

    def __init__(self, size: int, n_word_outputs: int = 0) -> None:
        super().__init__()
        self.size = 2 * size + n_word_outputs
        self.heard = nn.Linear(size, size)
        self.meant = nn.Linear(size, size)
        self.compare = nn.Sequential(nn.Linear(4 * size + 3, size), nn.GELU())
        self.rate = nn.Linear(size, n_word_outputs) if n_word_outputs else None
        self.pool = AttentivePooling(size)

    def forward(
        self,
        frames: Tensor,
        in_context: Tensor,
        links: Tensor,
        alone: Tensor,
        words: Sequences,
        bank: Tensor | None = None,
    ) -> tuple[Tensor, Match, Tensor | None]:
        """Compare a batch.

        Parameters
        ----------
        frames, in_context : tensors, shape (batch, n_frames, size)
            Without context, from which a bad sound could be guessed, and with it.
        links : tensor, shape (batch, n_frames, n_tokens)
            How much of each frame belongs to which token; zero in padding.
        alone : tensor, shape (batch, n_tokens, size)
            Tokens without context, from which a text could be recognised.
        bank : tensor, shape (n_kinds, size), or None
            All values that ``alone`` can take, if they are few.

        Returns
        -------
        pooled : tensor, shape (batch, self.size)
        match : Match
        ratings : tensor, shape (batch, n_tokens, n_word_outputs), or None
        """
        shares = links.detach().transpose(1, 2)
        amount = shares.sum(-1, keepdim=True)  # frames that belong to each token
        shares = shares / amount.clamp(min=ENOUGH)
        found = shares @ frames
        match = Match(
            normalize(self.heard(found), dim=-1),
            self.unit(alone),
            None if bank is None else self.unit(bank),
        )
        parts = [found, shares @ in_context, alone, found * alone]
        measured = [evidence(match, words), amount.log1p()]
        compared = self.compare(torch.cat([*parts, *measured], dim=-1))
        pooled = self.pool(compared, words.mask)[0]
        if self.rate is None:
            return pooled, match, None
        ratings = self.rate(compared)
        real = words.mask[:, :, None] / words.n_steps[:, None, None]
        return torch.cat([pooled, (ratings * real).sum(1)], dim=-1), match, ratings

    def unit(self, tokens: Tensor) -> Tensor:
        """Return the expected sound of tokens, as unit vectors."""
        return normalize(self.meant(tokens), dim=-1)


def evidence(match: Match, words: Sequences) -> Tensor:
    """Measure how well each token was heard, shape (batch, n_tokens, 2).

    Its cosine with what was heard, and its log-probability among all kinds, or else
    among the phrase's tokens.
    """
    cosine = (match.heard * match.meant).sum(-1)
    if match.bank is not None:
        likelihood = among_kinds(match, words)
    else:
        logits = SHARPNESS * match.heard @ match.meant.transpose(1, 2)
        same = words.kinds[:, :, None] == words.kinds[:, None, :]
        likelihood = log_share(logits, same, words.mask[:, None, :])
    both = torch.stack([cosine, likelihood], dim=-1)
    return both.masked_fill(~words.mask[:, :, None], 0.0)  # padding matches nothing


def among_kinds(match: Match, words: Sequences) -> Tensor:
    """Return the log-probability of each token's kind, shape (batch, n_tokens)."""
    chances = (SHARPNESS * match.heard @ match.bank.T).log_softmax(-1)
    return chances.gather(-1, words.kinds[:, :, None])[:, :, 0]


def matching_loss(match: Match, words: Sequences) -> Tensor:
    """Mean cross-entropy of identifying what was heard among all kinds.

    Without a bank of kinds, among all tokens of the batch: contrastive learning as in
    van den Oord et al. (2018), where tokens of the same kind count as positives.
    """
    mask = words.mask
    if match.bank is not None:
        return -among_kinds(match, words)[mask].mean()
    heard, meant = match.heard[mask], match.meant[mask]  # (n_real_tokens, size)
    kinds = words.kinds[mask]
    same = kinds[:, None] == kinds[None, :]
    logits = SHARPNESS * heard @ meant.T
    return -log_share(logits, same, torch.ones_like(same)).mean()


def log_share(logits: Tensor, right: Tensor, mask: Tensor) -> Tensor:
    """Return the log of the softmax mass on the positives, over the last axis."""
    lowest = torch.finfo(logits.dtype).min
    whole = logits.masked_fill(~mask, lowest).logsumexp(-1)
    return logits.masked_fill(~(right & mask), lowest).logsumexp(-1) - whole
