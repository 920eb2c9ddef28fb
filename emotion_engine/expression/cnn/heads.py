"""Two targets on one trunk: the style of a take, and the stress of its syllables."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from emotion_engine.encoders.base import frame_mask

DROPOUT = 0.3
ATTENTION_SIZE = 64
N_HEADS = 4


class StyleHead(nn.Module):
    """Attentive mean and deviation over the frames, then one logit for each style.

    Frame weights are sigmoids, not a softmax, so that a running estimate needs only
    running sums and at the end equals that of the whole take.
    """

    def __init__(self, size: int, n_styles: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.attention = nn.Sequential(
            nn.Linear(size, ATTENTION_SIZE),
            nn.Tanh(),
            nn.Linear(ATTENTION_SIZE, N_HEADS),
        )
        self.pooled_norm = nn.BatchNorm1d(2 * size)
        self.output = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(2 * size, n_styles))

    def forward(self, embeddings: Tensor, n_frames: Tensor) -> Tensor:
        """Map (batch, n_frames, size) to logits, shape (batch, n_styles)."""
        return self.output(self.describe(embeddings, n_frames))

    def describe(self, embeddings: Tensor, n_frames: Tensor) -> Tensor:
        """Map (batch, n_frames, size) to what the last layer reads, (batch, 2 * size)."""
        mask = frame_mask(n_frames, embeddings.shape[1])
        return self.described((self.weighed(embeddings) * mask[..., None]).sum(1))

    def running(self, embeddings: Tensor, before: Tensor | float = 0.0) -> Tensor:
        """Return the sums after each frame, shape (batch, n_frames, 2 * size + 4).

        ``before`` holds the sums over all earlier frames.
        """
        return self.weighed(embeddings).cumsum(1) + before

    def weighed(self, embeddings: Tensor) -> Tensor:
        """Return the terms that are summed over time: values, squares, weights."""
        states = self.norm(embeddings.float())
        weights = self.attention(states).sigmoid()  # (batch, n_frames, n_heads)
        parts = states.unflatten(-1, (N_HEADS, -1))
        values = (weights[..., None] * parts).flatten(-2)
        squares = (weights[..., None] * parts.square()).flatten(-2)
        return torch.cat([values, squares, weights], dim=-1)

    def decide(self, sums: Tensor) -> Tensor:
        """Map sums, shape (n, 2 * size + 4), to logits, shape (n, n_styles)."""
        return self.output(self.described(sums))

    def described(self, sums: Tensor) -> Tensor:
        """Map sums to what the last layer reads, shape (n, 2 * size)."""
        size = self.norm.normalized_shape[0]
        values, squares, weights = sums.split([size, size, N_HEADS], dim=-1)
        share = weights.clamp(min=1e-4)[..., None].expand(-1, -1, size // N_HEADS)
        share = share.flatten(-2)
        mean = values / share
        deviation = (squares / share - mean.square()).clamp(min=1e-4).sqrt()
        return self.pooled_norm(torch.cat([mean, deviation], dim=-1))


class StressHead(nn.Module):
    """How much each syllable stands out among the syllables of its word."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.score = nn.Sequential(
            nn.LayerNorm(2 * size), nn.Dropout(DROPOUT), nn.Linear(2 * size, 1)
        )

    def forward(self, embeddings: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
        """Compare the syllables of one word.

        Parameters
        ----------
        embeddings : tensor, shape (n_frames, size)
            Of the take.
        spans : sequence of (first, last)
            Frames of each syllable's nucleus, ``last`` exclusive.

        Returns
        -------
        tensor, shape (n_syllables,)
            Logits; their softmax says which syllable carries the stress.
        """
        parts = [embeddings[first : max(last, first + 1)] for first, last in spans]
        pooled = torch.stack([torch.cat([p.mean(0), p.amax(0)]) for p in parts])
        return self.score(pooled - pooled.mean(0))[:, 0]
