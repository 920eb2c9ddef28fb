"""A step that is not finite is skipped; a loss that is not ends the training."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.errors import TrainingError
from emotion_engine.lab.training.cnn.descent import descend


@pytest.fixture
def weight() -> torch.nn.Parameter:
    return torch.nn.Parameter(torch.ones(2))


@pytest.fixture
def optimizer(weight: torch.nn.Parameter) -> torch.optim.Optimizer:
    return torch.optim.SGD([weight], lr=0.1)


def test_a_step_goes_against_the_gradient(weight, optimizer) -> None:
    assert descend([weight], optimizer, (weight * torch.tensor([1.0, 2.0])).sum())
    torch.testing.assert_close(weight.detach(), torch.tensor([0.9, 0.8]))


def test_a_long_gradient_is_cut(weight, optimizer) -> None:
    assert descend([weight], optimizer, 300 * weight.sum(), max_norm=2.0)
    assert (1 - weight.detach()).norm() == pytest.approx(0.2, rel=1e-4)


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_a_gradient_that_is_no_number_moves_nothing(
    broken: float, weight, optimizer, caplog: pytest.LogCaptureFixture
) -> None:
    loss = weight.sum()
    weight.register_hook(lambda gradient: gradient * broken)
    assert not descend([weight], optimizer, loss, max_norm=2.0)
    torch.testing.assert_close(weight.detach(), torch.ones(2))
    assert "step left out" in caplog.text


def test_a_loss_that_is_no_number_ends_the_training(weight, optimizer) -> None:
    with pytest.raises(TrainingError, match="no longer a number"):
        descend([weight], optimizer, weight.sum() * float("nan"))
