"""From the layers of a frozen encoder to one recurrent sequence."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from .batch import Sequences


class LayerMix(nn.Module):
    """Standardise each layer, then average the layers with learnt softmax weights."""

    def __init__(self, n_layers: int, size: int) -> None:
        super().__init__()
        self.preference = nn.Parameter(torch.zeros(n_layers))
        self.register_buffer("mean", torch.zeros(n_layers, size))
        self.register_buffer("scale", torch.ones(n_layers, size))

    def standardise_by(self, mean: Tensor, scale: Tensor) -> None:
        """Set mean and deviation from the training takes, shape (n_layers, size)."""
        self.mean.copy_(mean)
        self.scale.copy_(scale)

    def weights(self) -> Tensor:
        """Return how much each layer counts, shape (n_layers,); they sum to 1."""
        return self.preference.softmax(0)

    def forward(self, vectors: Tensor) -> Tensor:
        """Mix (batch, n_layers, n_steps, size) into (batch, n_steps, size)."""
        weights = self.weights()
        scaled = vectors * self.scale.reciprocal()[:, None]
        mixed = weights @ scaled.flatten(2)  # (batch, n_steps * size)
        mixed = mixed.view(len(vectors), *vectors.shape[2:])
        return mixed - weights @ (self.mean / self.scale)


class Recurrent(nn.Module):
    """A bidirectional GRU that sees valid steps only."""

    def __init__(self, input_size: int, size: int) -> None:
        super().__init__()
        self.gru = nn.GRU(input_size, size // 2, batch_first=True, bidirectional=True)

    def forward(self, steps: Tensor, n_steps: Tensor) -> Tensor:
        """Map (batch, n_steps, input_size) to (batch, n_steps, size); padding is 0."""
        packed = pack_padded_sequence(
            steps, n_steps.cpu(), batch_first=True, enforce_sorted=False
        )
        states, _ = pad_packed_sequence(
            self.gru(packed)[0], batch_first=True, total_length=steps.shape[1]
        )
        return states


class Branch(nn.Module):
    """One modality: layer weights, projection, recurrence.

    With ``n_kinds`` each kind of step also has a learnt embedding.
    """

    def __init__(
        self,
        n_layers: int,
        input_size: int,
        size: int,
        dropout: float,
        n_kinds: int = 0,
    ) -> None:
        super().__init__()
        self.mix = LayerMix(n_layers, input_size)
        self.project = nn.Sequential(
            nn.Linear(input_size, size), nn.GELU(), nn.Dropout(dropout)
        )
        self.kinds = nn.Embedding(n_kinds, size) if n_kinds else None
        self.recurrent = Recurrent(size, size)
        self.norm = nn.LayerNorm(size)

    def bank(self) -> Tensor | None:
        """Return the embeddings of all kinds, shape (n_kinds, size), or None."""
        return None if self.kinds is None else self.kinds.weight

    def forward(self, sequences: Sequences) -> tuple[Tensor, Tensor]:
        """Return each step with and without its context, (batch, n_steps, size) each.

        Without context, a step that has a kind is represented by that kind alone.
        """
        alone = whole = self.project(self.mix(sequences.vectors))
        if self.kinds is not None:
            alone = self.kinds(sequences.kinds)
            whole = whole + alone
        return self.norm(whole + self.recurrent(whole, sequences.n_steps)), alone
