"""The interface of acoustic encoders, and what they return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Encoding:
    """Hidden states of a batch of waveforms of different lengths.

    Attributes
    ----------
    hidden_states : float32 tensor, shape (n_layers + 1, batch, n_frames, hidden_size)
        Index 0 is the input of the first layer, index ``i`` the output of layer ``i``
        (the last one after the encoder's final layer norm). Padding is zero.
    n_frames : int64 tensor, shape (batch,)
        How many frames of each item are valid; never counts padding or added silence.
    frame_rate_hz : float
        Frames per second; frame ``i`` starts at ``i / frame_rate_hz``.
    context : tensor, shape (batch, n_context_frames, hidden_size), or None
        The last layer as the model's own decoder needs it, if it has one: with the
        silence appended to the take, in the model's precision.
    n_context_frames : int64 tensor, shape (batch,), or None
        How many frames of ``context`` belong to each item.
    """

    hidden_states: Tensor
    n_frames: Tensor
    frame_rate_hz: float
    context: Tensor | None = None
    n_context_frames: Tensor | None = None

    def __len__(self) -> int:
        return len(self.n_frames)

    def mask(self) -> Tensor:
        """Return where frames are valid: boolean, shape (batch, n_frames)."""
        return frame_mask(self.n_frames, self.hidden_states.shape[2])

    def without_context(self) -> Encoding:
        """Drop what only the model's own decoder needs; move the rest to the CPU."""
        return Encoding(
            self.hidden_states.cpu(), self.n_frames.cpu(), self.frame_rate_hz
        )

    def for_decoder(self) -> Encoding:
        """Keep only what the model's own decoder needs, without the hidden states."""
        return replace(self, hidden_states=self.hidden_states.new_zeros(0))

    def item(self, index: int) -> Encoding:
        """Return one item as a batch of one, without padding."""
        n_frames = int(self.n_frames[index])
        context, n_context = self.context, self.n_context_frames
        if context is not None:
            n_context = n_context[index : index + 1]
            context = context[index : index + 1, : int(n_context)]
        return Encoding(
            hidden_states=self.hidden_states[:, index : index + 1, :n_frames],
            n_frames=self.n_frames[index : index + 1],
            frame_rate_hz=self.frame_rate_hz,
            context=context,
            n_context_frames=n_context,
        )


class AcousticEncoder(Protocol):
    """A pretrained model that maps waveforms to hidden states.

    ``n_layers`` counts transformer layers, so that encodings have ``n_layers + 1``
    hidden states.
    """

    name: str
    n_layers: int
    hidden_size: int
    frame_rate_hz: float

    def encode(self, waveforms: Sequence[np.ndarray]) -> Encoding:
        """Encode float32 mono waveforms at 16 kHz, each as if it were alone."""


def frame_mask(n_frames: Tensor, n_positions: int) -> Tensor:
    """Return a boolean mask of shape (batch, n_positions): true for the first ones."""
    positions = torch.arange(n_positions, device=n_frames.device)
    return positions < n_frames[:, None]
