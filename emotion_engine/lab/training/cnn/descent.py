"""One optimiser step, skipped if the gradient is not finite."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import Parameter

from emotion_engine.errors import TrainingError

logger = logging.getLogger(__name__)


def descend(
    parameters: Iterable[Parameter],
    optimizer: torch.optim.Optimizer,
    loss: Tensor,
    *,
    max_norm: float = float("inf"),
) -> bool:
    """Update the parameters; return whether they were updated.

    In half precision a gradient is occasionally not finite, and one such step would
    ruin the network. It is skipped, as with loss scaling.

    Raises
    ------
    TrainingError
        The loss itself is NaN: the network cannot recover.
    """
    if not torch.isfinite(loss):
        raise TrainingError("The loss is no longer a number; train again.")
    optimizer.zero_grad()
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(parameters, max_norm)
    if not torch.isfinite(norm):
        logger.warning("a gradient that is no number: step left out")
        return False
    optimizer.step()
    return True
