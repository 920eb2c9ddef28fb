"""Attention that moves forward costs less than one that does not."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.fusion.alignment import alignment_loss
from tests.fusion_batches import batch_of, random_take


@pytest.fixture
def batch():
    generator = np.random.default_rng(0)
    return batch_of([random_take(generator, 12, 4), random_take(generator, 6, 3)])


def scores_of(order: tuple[int, ...]) -> torch.Tensor:
    """Frames of the first take that look at four tokens in some order, three each."""
    scores = torch.full((2, 12, 4), -5.0)
    for place, token in enumerate(order):
        scores[0, 3 * place : 3 * place + 3, token] = 5.0
    return scores


def test_going_through_the_tokens_in_order_costs_least(batch) -> None:
    forward = alignment_loss(scores_of((0, 1, 2, 3)), batch.sound, batch.words)
    backward = alignment_loss(scores_of((3, 2, 1, 0)), batch.sound, batch.words)
    stuck = alignment_loss(scores_of((0, 0, 0, 0)), batch.sound, batch.words)
    assert forward < backward - 1
    assert forward < stuck - 1


def test_the_way_through_is_learnt_by_gradient(batch) -> None:
    scores = torch.zeros(2, 12, 4, requires_grad=True)
    optimizer = torch.optim.Adam([scores], 0.3)
    for _ in range(60):
        optimizer.zero_grad()
        alignment_loss(scores, batch.sound, batch.words).backward()
        optimizer.step()
    said = scores[0].argmax(-1)
    assert (said.diff() >= 0).all()
    assert said[0] == 0
    assert said[-1] == 3


def test_padding_costs_nothing(batch) -> None:
    scores = torch.randn(2, 12, 4)
    before = alignment_loss(scores, batch.sound, batch.words)
    scores[1, 6:] = 9.0
    scores[1, :, 3:] = 9.0
    torch.testing.assert_close(alignment_loss(scores, batch.sound, batch.words), before)


def test_fewer_frames_than_tokens_cost_nothing_instead_of_infinity() -> None:
    generator = np.random.default_rng(0)
    batch = batch_of([random_take(generator, 2, 5)])
    loss = alignment_loss(torch.zeros(1, 2, 5), batch.sound, batch.words)
    assert loss == 0
