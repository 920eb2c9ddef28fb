"""Packed layers give what the layers gave, for takes of any length."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from emotion_engine.encoders.packed_linear import (
    PackedEmbedding,
    PackedLinear,
    can_pack,
    pack_linears,
)

CPU = torch.device("cpu")
ROUNDING = 1e-5  # of sums of 64 products of about one
packable = pytest.mark.skipif(
    not can_pack(CPU, torch.float32), reason="PyTorch has no oneDNN here"
)


@packable
@pytest.mark.parametrize("shape", [(1, 64), (7, 64), (2, 225, 64), (3, 0, 64)])
@pytest.mark.parametrize("has_bias", [True, False])
@torch.no_grad()
def test_a_packed_layer_gives_the_same(shape: tuple[int, ...], has_bias: bool) -> None:
    torch.manual_seed(0)
    linear, x = nn.Linear(64, 48, bias=has_bias), torch.randn(shape)
    packed = PackedLinear(linear)(x)
    assert packed.shape == linear(x).shape
    torch.testing.assert_close(packed, linear(x), rtol=0, atol=ROUNDING)


@packable
@torch.no_grad()
def test_every_linear_layer_of_a_model_is_packed_and_no_other() -> None:
    torch.manual_seed(0)
    inner = nn.Sequential(nn.Linear(8, 8), nn.GELU())
    model = nn.Sequential(nn.LayerNorm(8), inner, nn.Linear(8, 4))
    x = torch.randn(5, 8)
    before = model(x)
    pack_linears(model)
    kinds = [type(layer).__name__ for layer in model.modules()]
    assert kinds.count("PackedLinear") == 2
    assert "Linear" not in kinds
    torch.testing.assert_close(model(x), before, rtol=0, atol=ROUNDING)


@packable
@torch.no_grad()
def test_a_packed_table_gives_rows_and_scores_of_what_is_stored() -> None:
    torch.manual_seed(0)
    stored = torch.randn(100, 64).half()
    table, hidden = stored.float(), torch.randn(3, 64)
    packed = PackedEmbedding(nn.Embedding.from_pretrained(table), stored)
    ids = torch.tensor([7, 99, 7, 0])
    assert torch.equal(packed(ids), table[ids])
    assert packed(ids).dtype == torch.float32
    expected = nn.functional.linear(hidden, table)
    torch.testing.assert_close(packed.scores(hidden), expected, rtol=0, atol=ROUNDING)
    assert packed.scores(hidden[:0]).shape == (0, 100)
    assert sum(p.numel() for p in packed.parameters()) == 0


def test_weights_of_half_precision_or_on_a_gpu_are_left_alone() -> None:
    assert not can_pack(CPU, torch.float16)
    assert not can_pack(torch.device("cuda"), torch.float32)
