"""The CNN on a stream: chunks of sound in, style probabilities so far out."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .front_end import HOP, N_BANDS, WINDOW, standardised
from .network import StyleCnn
from .trunk import EMBEDDING_RATE_HZ, Block, Strided


class StreamingExpression:
    """Style probabilities 25 times a second, over everything said so far.

    The output for a frame comes ``look_ahead_ms`` after the frame began, and does not
    depend on how the sound was split into chunks. One object serves one utterance,
    which should be within 6 dB of working level: the gain is known from the last take.
    """

    frame_ms = 1000 / EMBEDDING_RATE_HZ

    def __init__(self, model: StyleCnn) -> None:
        self.model = model
        trunk = model.network.trunk
        self.look_ahead_ms = trunk.config.look_ahead_ms
        n_channels = [N_BANDS, trunk.config.stem_size]
        n_channels += [trunk.config.size] * trunk.config.n_blocks
        self._layers = [
            StreamingLayer(layer, n)
            for layer, n in zip(trunk.layers, n_channels, strict=True)
        ]
        self._samples = torch.zeros(0)
        self._sums: Tensor | float = 0.0

    @torch.no_grad()
    def feed(self, chunk: np.ndarray) -> np.ndarray:
        """Process another chunk; return the estimates that became available.

        Parameters
        ----------
        chunk : float32 array, shape (n_samples,)
            Mono at 16 kHz, of any length.

        Returns
        -------
        float array, shape (n_new_frames, n_labels)
        """
        self._samples = torch.cat([self._samples, torch.from_numpy(chunk)])
        n_frames = max(0, (len(self._samples) - WINDOW) // HOP + 1)
        if not n_frames:
            return self._nothing()
        heard = self._samples[: (n_frames - 1) * HOP + WINDOW]
        self._samples = self._samples[n_frames * HOP :]
        mels = standardised(self.model.front_end(heard[None]))
        return self._through(mels.transpose(1, 2), 0)

    @torch.no_grad()
    def finish(self) -> np.ndarray:
        """Return the estimates of the last frames; nothing can be fed after it."""
        estimates = [
            self._through(layer.flush(), index + 1)
            for index, layer in enumerate(self._layers)
        ]
        return np.concatenate(estimates)

    def _through(self, states: Tensor, first_layer: int) -> np.ndarray:
        for layer in self._layers[first_layer:]:
            states = layer(states)
        if not states.shape[-1]:
            return self._nothing()
        running = self.model.network.head.running(states.transpose(1, 2), self._sums)
        self._sums = running[:, -1:]
        logits = self.model.network.head.decide(running[0])
        return (logits / self.model.temperature).softmax(-1).numpy()

    def _nothing(self) -> np.ndarray:
        return np.zeros((0, len(self.model.labels)), np.float32)


class StreamingLayer:
    """A layer that buffers as much of the past as its kernel covers."""

    def __init__(self, layer: Strided | Block, n_channels: int) -> None:
        self.layer = layer
        self.width = sum(layer.sides) + 1
        self.n_channels, self.n_out = (
            n_channels,
            layer(torch.zeros(1, n_channels, self.width)).shape[1],
        )
        self.waiting = torch.zeros(1, n_channels, layer.sides[0])

    def __call__(self, states: Tensor) -> Tensor:
        """Map (1, n_channels, n_new) to the outputs that are now complete."""
        self.waiting = torch.cat([self.waiting, states], dim=-1)
        stride = self.layer.stride
        n_done = (self.waiting.shape[-1] - self.width) // stride + 1
        if n_done <= 0:
            return torch.zeros(1, self.n_out, 0)
        done = self.layer(self.waiting[..., : (n_done - 1) * stride + self.width])
        self.waiting = self.waiting[..., n_done * stride :]
        return done

    def flush(self) -> Tensor:
        """Return the last outputs, as if silence followed."""
        return self(torch.zeros(1, self.n_channels, self.layer.sides[1]))
