"""A trained fusion network on disk: tensors and card, verified when loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import read_head, write_head

from .config import FusionConfig
from .network import FusionNetwork


@dataclass(frozen=True)
class FusionModel:
    """A network with the names of its outputs and of the encoders it reads."""

    network: FusionNetwork
    labels: tuple[str, ...]
    acoustic_encoder: str
    text_encoder: str


def write_fusion(folder: Path, model: FusionModel, card: dict[str, Any]) -> None:
    """Save a network with its card, to which it adds what loading needs."""
    state = model.network.state_dict()
    settings = {
        "network": model.network.config.to_card(),
        "labels": list(model.labels),
        "acoustic_encoder": model.acoustic_encoder,
        "text_encoder": model.text_encoder,
    }
    tensors = {name: np.float32(tensor.numpy()) for name, tensor in state.items()}
    write_head(folder, tensors, settings | card)


def read_fusion(folder: Path) -> FusionModel:
    """Load what ``write_fusion`` saved; ``CheckpointError`` where that is impossible."""
    tensors, card = read_head(folder)
    network = FusionNetwork(FusionConfig.of(card))
    try:
        network.load_state_dict({n: torch.from_numpy(t) for n, t in tensors.items()})
        names = (card[key] for key in ("acoustic_encoder", "text_encoder"))
        return FusionModel(network.eval(), tuple(card["labels"]), *names)
    except (KeyError, RuntimeError) as error:
        raise CheckpointError(f"{folder} holds no fusion network: {error}") from None
