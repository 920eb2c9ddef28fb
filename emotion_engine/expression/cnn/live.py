"""The CNN of the live page: one trunk that hears the style so far and syllables' beats."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import read_head, write_head

from .heads import StyleHead
from .network import StyleCnn, StyleNetwork, arrays_of, fill
from .trunk import AcousticTrunk, TrunkConfig


class BeatHead(nn.Module):
    """Where syllables have their nuclei, and which of them are stressed."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.output = nn.Sequential(nn.LayerNorm(size), nn.Linear(size, 2))

    def forward(self, embeddings: Tensor) -> Tensor:
        """Map (..., n_frames, size) to two logits a frame, shape (..., n_frames, 2).

        The first says that the frame is in a nucleus, the second that a nucleus here is
        stressed.
        """
        return self.output(embeddings.float())


class LiveNetwork(nn.Module):
    """Trunk with both heads."""

    def __init__(self, config: TrunkConfig, n_styles: int) -> None:
        super().__init__()
        self.trunk = AcousticTrunk(config)
        self.style = StyleHead(config.size, n_styles)
        self.beats = BeatHead(config.size)


@dataclass(frozen=True)
class LiveModel:
    """A trained network with its styles and calibration.

    Attributes
    ----------
    temperature : float
        Of the style logits.
    clear_from : float
        A style is only named from this probability on.
    """

    network: LiveNetwork
    labels: tuple[str, ...]
    temperature: float
    clear_from: float

    def style_cnn(self) -> StyleCnn:
        """Return the same trunk and style head, for whole takes and for streams in Python."""
        network = StyleNetwork(self.network.trunk.config, len(self.labels))
        network.trunk, network.head = self.network.trunk, self.network.style
        return StyleCnn(network.eval(), self.labels, self.temperature)

    @torch.no_grad()
    def beats(self, mels: Tensor) -> Tensor:
        """Return probabilities of nucleus and of stress in each frame of one take.

        Parameters
        ----------
        mels : tensor, shape (n_mel_frames, 64)
            Standardised.

        Returns
        -------
        tensor, shape (n_frames, 2)
        """
        states, _ = self.network.trunk(mels[None], torch.tensor([len(mels)]))
        return self.network.beats(states[0]).sigmoid()

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the network with its card."""
        settings = {
            "labels": list(self.labels),
            "temperature": self.temperature,
            "clear_from": self.clear_from,
            "trunk": self.network.trunk.config.to_card(),
        }
        write_head(folder, arrays_of(self.network), settings | card)

    @classmethod
    def read(cls, folder: Path) -> LiveModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            labels, config = tuple(card["labels"]), TrunkConfig(**card["trunk"])
            network = LiveNetwork(config, len(labels))
            temperature, clear_from = card["temperature"], card["clear_from"]
        except (KeyError, TypeError) as error:
            raise CheckpointError(f"{folder} holds no live CNN: {error}") from None
        network = fill(network, tensors, folder).eval()
        return cls(network, labels, temperature, clear_from)
