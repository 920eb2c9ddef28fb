"""From the layers of a frozen encoder to one recurrent sequence."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from .batch import Sequences


class LayerMix(nn.Module):
    """Standardise each layer, then weigh the layers by a learnt softmax."""

    def __init__(self, n_layers: int, size: int) -> None:
        super().__init__()
        self.preference = nn.Parameter(torch.zeros(n_layers))
        self.register_buffer("mean", torch.zeros(n_layers, size))
        self.register_buffer("scale", torch.ones(n_layers, size))

    def standardise_by(self, mean: Tensor, scale: Tensor) -> None:
        """Take mean and deviation of the training takes, shape (n_layers, size)."""
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
    """A bidirectional GRU that sees real steps only."""

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

    With ``n_kinds`` each step's kind has a learnt vector besides.
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
        """Return the vectors of all kinds, shape (n_kinds, size), where there are."""
        return None if self.kinds is None else self.kinds.weight

    def forward(self, sequences: Sequences) -> tuple[Tensor, Tensor]:
        """Return each step in its context and alone, (batch, n_steps, size) each.

        Alone, a step that has a kind is that kind and nothing more.
        """
        alone = whole = self.project(self.mix(sequences.vectors))
        if self.kinds is not None:
            alone = self.kinds(sequences.kinds)
            whole = whole + alone
        return self.norm(whole + self.recurrent(whole, sequences.n_steps)), alone
