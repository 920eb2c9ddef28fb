"""How transferred weights are fine-tuned: the strategies that Chen (2020) compares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from torch import nn

RATE = 2e-3


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the training.

    Attributes
    ----------
    share : float
        Of all epochs.
    trunk_rate, head_rate : float
        Largest learning rates. 0 freezes the part, including the running statistics of
        its norms.
    """

    share: float
    trunk_rate: float
    head_rate: float


@dataclass(frozen=True, slots=True)
class Strategy:
    """Where the trunk's weights come from, and which parts are trained when."""

    name: str
    transfers: bool
    stages: tuple[Stage, ...]


SCRATCH = Strategy("scratch", False, (Stage(1.0, RATE, RATE),))
FROZEN = Strategy("frozen", True, (Stage(1.0, 0.0, RATE),))
SINGLE_STAGE = Strategy("single-stage", True, (Stage(1.0, 0.25 * RATE, RATE),))
TWO_STAGE = Strategy(
    "two-stage", True, (Stage(0.4, 0.0, RATE), Stage(0.6, 0.25 * RATE, 0.25 * RATE))
)
STRATEGIES = {s.name: s for s in (SCRATCH, FROZEN, SINGLE_STAGE, TWO_STAGE)}


def set_moving(trunk: nn.Module, head: nn.Module, stage: Stage) -> list[dict[str, Any]]:
    """Unfreeze the parts that have a learning rate, and freeze the others.

    Returns
    -------
    list of dict
        Parameter groups of the trained parts for optimisers of torch.
    """
    groups = []
    for part, rate in ((trunk, stage.trunk_rate), (head, stage.head_rate)):
        part.train(rate > 0)
        for parameter in part.parameters():
            parameter.requires_grad_(rate > 0)
        if rate > 0:
            groups.append({"params": list(part.parameters()), "lr": rate})
    return groups
