"""One step against the gradient, and none where the arithmetic broke."""

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
    """Move the parameters; return whether they moved.

    In half precision a gradient now and then holds what is no number, and one such
    step would leave none in the network. It is left out, as loss scaling does.

    Raises
    ------
    TrainingError
        The loss itself is no number: the network is past mending.
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
