"""Soft labels, of which a corpus may lack some."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import cross_entropy

from emotion_engine.lab.training.soft_labels import masked_cross_entropy

LOGITS = torch.tensor([[1.0, 0.5, -1.0], [0.0, 2.0, 0.3]])


def test_with_every_style_known_it_is_the_usual_cross_entropy() -> None:
    wanted = torch.tensor([[0.9, 0.05, 0.05], [0.1, 0.1, 0.8]])
    usual = cross_entropy(LOGITS, wanted)
    assert float(masked_cross_entropy(LOGITS, wanted)) == pytest.approx(float(usual))


def test_a_style_that_a_corpus_lacks_has_neither_loss_nor_gradient() -> None:
    logits = LOGITS.clone().requires_grad_()
    wanted = torch.tensor([[0.7, 0.3, torch.nan], [0.2, 0.8, torch.nan]])
    loss = masked_cross_entropy(logits, wanted)
    loss.backward()
    assert loss.item() == pytest.approx(
        float(cross_entropy(LOGITS[:, :2], wanted[:, :2]))
    )
    assert logits.grad[:, 2].tolist() == [0.0, 0.0]
