"""Frames and tokens of several takes, padded, with their masks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.encoders.base import frame_mask


@dataclass(frozen=True, slots=True)
class Sequences:
    """Vectors of several layers over time or over tokens.

    Attributes
    ----------
    vectors : float tensor, shape (batch, n_layers, n_steps, size)
        Padding may hold anything finite.
    n_steps : int64 tensor, shape (batch,)
        How many steps of each item are valid, at least one.
    places : float32 tensor, shape (batch, n_steps)
        Relative position of each step in its take, from 0 (start) to 1 (end).
    kinds : int64 tensor, shape (batch, n_steps), or None
        Token types: equal for the same phone or word piece; None for frames.
    """

    vectors: Tensor
    n_steps: Tensor
    places: Tensor
    kinds: Tensor | None = None

    @property
    def mask(self) -> Tensor:
        """Where steps are valid: boolean, shape (batch, n_steps)."""
        return frame_mask(self.n_steps, self.vectors.shape[2])


@dataclass(frozen=True, slots=True)
class FusionBatch:
    """The sound and the text of several takes; either may be missing."""

    sound: Sequences | None
    words: Sequences | None

    def only(self, variant: str) -> FusionBatch:
        """Drop what a variant of the network does not use."""
        return FusionBatch(
            self.sound if variant != "text" else None,
            self.words if variant != "acoustic" else None,
        )


def sound_of(frames: Sequence[np.ndarray]) -> Sequences:
    """Pad frames of takes, each of shape (n_layers, n_frames, size)."""
    n_steps = torch.tensor([take.shape[1] for take in frames])
    steps = torch.arange(int(n_steps.max()))
    places = ((steps + 0.5) / n_steps[:, None]).clamp(max=1.0)
    return Sequences(padded(frames), n_steps, places)


def words_of(
    tokens: Sequence[np.ndarray],
    places: Sequence[np.ndarray],
    kinds: Sequence[np.ndarray],
) -> Sequences:
    """Pad tokens of phrases, each of shape (n_layers, n_tokens, size)."""
    n_steps = torch.tensor([phrase.shape[1] for phrase in tokens])
    where = pad_sequence([torch.as_tensor(p) for p in places], batch_first=True)
    same = pad_sequence([torch.as_tensor(k) for k in kinds], batch_first=True)
    return Sequences(padded(tokens), n_steps, where.float(), same)


def padded(takes: Sequence[np.ndarray]) -> Tensor:
    """Pad takes with zeros into one float32 tensor."""
    n_layers, _, size = takes[0].shape
    longest = max(take.shape[1] for take in takes)
    whole = torch.zeros(len(takes), n_layers, longest, size)
    for row, take in zip(whole, takes, strict=True):
        row[:, : take.shape[1]] = torch.from_numpy(take)
    return whole
