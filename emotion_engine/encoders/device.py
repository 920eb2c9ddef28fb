"""The device and precision of the encoders, decided in one place."""

from __future__ import annotations

import torch

from emotion_engine.config import EngineConfig
from emotion_engine.errors import EngineError


def choose_device(config: EngineConfig) -> tuple[torch.device, torch.dtype]:
    """Return the device and the dtype of encoder weights.

    CUDA runs in half precision, the CPU in float32.
    """
    name = config.device
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    device = torch.device(name)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise EngineError(f"Device {name} was asked for, but no GPU is usable here.")
    return device, torch.float16 if device.type == "cuda" else torch.float32


def limit_threads(config: EngineConfig) -> None:
    """Bound the threads of this process's tensor operations, if a bound is set."""
    if config.n_threads:
        torch.set_num_threads(config.n_threads)
