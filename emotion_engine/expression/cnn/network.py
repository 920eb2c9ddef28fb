"""The CNN for styles: trunk, head, calibration, and their files on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.special import softmax
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import read_head, write_head

from .front_end import LogMel, standardised
from .heads import StyleHead
from .trunk import AcousticTrunk, TrunkConfig


class StyleNetwork(nn.Module):
    """Trunk and style head."""

    def __init__(self, config: TrunkConfig, n_styles: int) -> None:
        super().__init__()
        self.trunk = AcousticTrunk(config)
        self.head = StyleHead(config.size, n_styles)

    def forward(self, mels: Tensor, n_frames: Tensor) -> Tensor:
        """Map standardised, padded log-mels to logits, shape (batch, n_styles)."""
        return self.head(*self.trunk(mels, n_frames))

    def describe(self, mels: Tensor, n_frames: Tensor) -> Tensor:
        """Map them to what the head's last layer reads, shape (batch, 2 * size)."""
        return self.head.describe(*self.trunk(mels, n_frames))


@dataclass(frozen=True)
class StyleCnn:
    """A trained, calibrated network with its styles."""

    network: StyleNetwork
    labels: tuple[str, ...]
    temperature: float = 1.0
    front_end: LogMel = field(default_factory=LogMel)

    def probabilities(self, waveform: np.ndarray) -> np.ndarray:
        """Judge one take at working level, float32 mono at 16 kHz; shape (n_labels,)."""
        logits, _ = self.hear(waveform)
        return self.calibrated(logits)

    @torch.no_grad()
    def hear(self, waveform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return a take's logits, shape (n_labels,), and what its last layer reads."""
        mels = standardised(self.front_end(torch.from_numpy(waveform)[None]))
        described = self.network.describe(mels, torch.tensor([mels.shape[1]]))
        return self.network.head.output(described)[0].numpy(), described[0].numpy()

    def calibrated(self, logits: np.ndarray) -> np.ndarray:
        """Turn logits, shape (n_labels,), into probabilities."""
        return softmax(logits / self.temperature)

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the network with its card."""
        settings = {
            "labels": list(self.labels),
            "temperature": self.temperature,
            "trunk": self.network.trunk.config.to_card(),
        }
        write_head(folder, arrays_of(self.network), settings | card)

    @classmethod
    def read(cls, folder: Path) -> StyleCnn:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            labels, config = tuple(card["labels"]), TrunkConfig(**card["trunk"])
            network = StyleNetwork(config, len(labels))
            temperature = card["temperature"]
        except (KeyError, TypeError) as error:
            raise CheckpointError(f"{folder} holds no CNN: {error}") from None
        return cls(fill(network, tensors, folder).eval(), labels, temperature)


def write_trunk(trunk: AcousticTrunk, folder: Path, card: dict[str, Any]) -> None:
    """Save a trunk that was trained on a source task."""
    write_head(folder, arrays_of(trunk), {"trunk": trunk.config.to_card()} | card)


def read_trunk(folder: Path) -> AcousticTrunk:
    """Load what ``write_trunk`` saved."""
    tensors, card = read_head(folder)
    try:
        trunk = AcousticTrunk(TrunkConfig(**card["trunk"]))
    except (KeyError, TypeError) as error:
        raise CheckpointError(f"{folder} holds no trunk: {error}") from None
    return fill(trunk, tensors, folder)


def arrays_of(module: nn.Module) -> dict[str, np.ndarray]:
    """Return the state of a module; floats in half precision."""
    state = module.state_dict()
    return {
        name: (t.half() if t.is_floating_point() else t).cpu().numpy()
        for name, t in state.items()
    }


def fill(module: nn.Module, tensors: dict[str, np.ndarray], folder: Path) -> nn.Module:
    """Put tensors into a module of the same shape."""
    state = {name: torch.from_numpy(array.copy()) for name, array in tensors.items()}
    try:
        module.load_state_dict(state)
    except RuntimeError as error:
        raise CheckpointError(f"{folder} does not fit its card: {error}") from None
    return module


def padded(
    mels: list[Tensor], device: torch.device | None = None
) -> tuple[Tensor, Tensor]:
    """Pad log-mels of several takes with zeros into one batch."""
    n_frames = torch.tensor([len(take) for take in mels], device=device)
    return pad_sequence(mels, batch_first=True).to(device), n_frames


def device_of(module: nn.Module) -> torch.device:
    """Return the device that a network is on."""
    return next(module.parameters()).device
