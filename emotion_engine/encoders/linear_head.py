"""A linear map from pooled encoder layers to a few numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from emotion_engine.errors import CheckpointError

from .pooling import STATISTICS

TENSORS = ("mean", "scale", "weight", "bias")
SMALLEST = 1e-6  # deviation of a take whose frames are all equal


@dataclass(frozen=True, slots=True)
class PooledInput:
    """Which layers, and which of their statistics, a head reads."""

    layers: tuple[int, ...]
    statistics: tuple[str, ...]

    def select(self, pooled: np.ndarray) -> np.ndarray:
        """Flatten the selected part of pooled layers.

        Parameters
        ----------
        pooled : array, shape (..., n_layers + 1, n_statistics, hidden_size)
            As ``pool_speech`` returns it.

        Returns
        -------
        array, shape (..., n_features)
        """
        kinds = [STATISTICS.index(name) for name in self.statistics]
        wanted = pooled[..., list(self.layers), :, :][..., kinds, :]
        return wanted.reshape(*wanted.shape[:-3], -1)

    def to_card(self) -> dict[str, list]:
        """Return the entries of the card from which the input can be rebuilt."""
        return {"layers": list(self.layers), "statistics": list(self.statistics)}


@dataclass(frozen=True, slots=True)
class LinearHead:
    """Standardise the features, then project them.

    Attributes
    ----------
    mean, scale : float32 arrays, shape (n_features,)
    weight : float32 array, shape (n_features, n_outputs)
    bias : float32 array, shape (n_outputs,)
    """

    input: PooledInput
    mean: np.ndarray
    scale: np.ndarray
    weight: np.ndarray
    bias: np.ndarray

    def __call__(self, pooled: np.ndarray) -> np.ndarray:
        """Return the outputs for pooled layers, shape (..., n_outputs)."""
        features = (self.input.select(pooled) - self.mean) / self.scale
        return features @ self.weight + self.bias

    def over_time(self, states: np.ndarray) -> np.ndarray:
        """Attribute the outputs to the frames they came from.

        A mean is the mean over its frames, and a deviation is the mean of their squared
        distances from that mean, divided by itself; so the attribution is exact.

        Parameters
        ----------
        states : array, shape (n_layers + 1, n_frames, hidden_size)
            The frames that were pooled; statistics other than mean and deviation are
            refused with ``ValueError``.

        Returns
        -------
        float32 array, shape (n_frames, n_outputs)
            Summed over the frames, the outputs without their bias.
        """
        if not {*self.input.statistics} <= {"mean", "deviation"}:
            raise ValueError(f"{self.input.statistics} do not belong to single frames")
        wanted = np.float32(states[list(self.input.layers)])
        centred = wanted - wanted.mean(axis=1, keepdims=True)
        deviation = np.maximum(centred.std(axis=1, keepdims=True), SMALLEST)
        by_name = {"mean": wanted, "deviation": np.square(centred) / deviation}
        parts = np.stack([by_name[name] for name in self.input.statistics], axis=1)
        frames = np.moveaxis(parts, 2, 0)  # (frame, layer, statistic, hidden)
        features = frames.reshape(len(frames), -1)
        return (features - self.mean) / self.scale @ self.weight / len(features)

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors to be stored in a checkpoint."""
        return {name: np.float32(getattr(self, name)) for name in TENSORS}

    @classmethod
    def of(cls, tensors: Mapping[str, np.ndarray], card: Mapping) -> LinearHead:
        """Build the head from a checkpoint and its card."""
        try:
            wanted = PooledInput(tuple(card["layers"]), tuple(card["statistics"]))
            return cls(wanted, **{name: tensors[name] for name in TENSORS})
        except KeyError as error:
            raise CheckpointError(f"The head has no {error}: train it again.") from None
