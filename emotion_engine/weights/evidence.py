"""Weights of named evidence, whose sum decides: shipped like every head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.errors import CheckpointError

from .shipped import read_head, write_head


def write_weights(
    folder: Path,
    names: Sequence[str],
    weights: np.ndarray,
    bias: float,
    card: dict[str, Any],
) -> None:
    """Save weights, shape (len(names),), with their card, which names the evidence."""
    tensors = {"weights": np.float32(weights), "bias": np.float32([bias])}
    write_head(folder, tensors, {"evidence": list(names)} | card)


def read_weights(
    folder: Path, names: Sequence[str], command: str
) -> tuple[np.ndarray, float, dict[str, Any]]:
    """Return weights, bias and card.

    Raises
    ------
    CheckpointError
        A file is missing or not usable, or the weights are of other evidence; the
        message names the command that makes them.
    """
    tensors, card = read_head(folder)
    if card.get("evidence") != list(names):
        raise CheckpointError(f"The model in {folder} does not fit: run `{command}`.")
    return tensors["weights"], float(tensors["bias"][0]), card
