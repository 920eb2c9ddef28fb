"""Attention with padding masks and a prior on relative position."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import softplus

NARROW = 3.9  # its softplus is the initial deviation: about a third of the take


class CrossAttention(nn.Module):
    """Each query attends to keys that are near it in content and in position.

    Speech follows its text from start to end, so a key counts less the further away its
    relative position is; how much less is learnt. Without this prior, attention would
    need many hours of speech to learn to move forward.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.narrowness = nn.Parameter(torch.tensor(NARROW))

    def forward(
        self,
        queries: Tensor,
        keys: Tensor,
        key_mask: Tensor,
        query_places: Tensor,
        key_places: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return what each query attends to, and how much to which key.

        Parameters
        ----------
        queries : tensor, shape (batch, n_queries, size)
        keys : tensor, shape (batch, n_keys, size)
        key_mask : boolean tensor, shape (batch, n_keys)
        query_places, key_places : tensors, shape (batch, n_queries or n_keys)
            From 0 to 1.

        Returns
        -------
        attended : tensor, shape (batch, n_queries, size)
        weights : tensor, shape (batch, n_queries, n_keys)
            Sum to 1 over the valid keys.
        scores : tensor, shape (batch, n_queries, n_keys)
            The weights are their softmax.
        """
        content = self.query(queries) @ self.key(keys).transpose(1, 2)
        distance = query_places[:, :, None] - key_places[:, None, :]
        scores = content / queries.shape[-1] ** 0.5
        scores = scores - softplus(self.narrowness) * distance.square()
        weights = masked_softmax(scores, key_mask[:, None, :])
        return weights @ keys, weights, scores


class AttentivePooling(nn.Module):
    """Weighted mean and deviation over time (Okabe et al., Interspeech 2018)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.score = nn.Sequential(
            nn.Linear(size, size // 2), nn.Tanh(), nn.Linear(size // 2, 1)
        )

    def forward(self, steps: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Pool steps, shape (batch, n_steps, size), to shape (batch, 2 * size).

        Also returns the weights, (batch, n_steps), which sum to 1 over valid steps.
        """
        weights = masked_softmax(self.score(steps)[:, :, 0], mask)
        share = weights[:, :, None]
        mean = (share * steps).sum(1)
        variance = (share * (steps - mean[:, None]).square()).sum(1)
        return torch.cat([mean, (variance + 1e-5).sqrt()], dim=-1), weights


def masked_softmax(scores: Tensor, mask: Tensor) -> Tensor:
    """Softmax over the last axis, exactly zero where the mask is false."""
    weights = scores.masked_fill(~mask, torch.finfo(scores.dtype).min).softmax(-1)
    return weights * mask
