"""Which numbers the CNN is trained with."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.training.cnn.precision import fast_precision


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        ({"avx512_bf16": True}, torch.bfloat16),
        ({"amx_bf16": True}, torch.bfloat16),
        ({"avx512_bf16": False, "amx_bf16": False}, torch.float32),
        ({}, torch.float32),
    ],
)
def test_half_precision_only_where_the_processor_multiplies_it(
    has: dict[str, bool], expected: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: has)
    with fast_precision():
        product = torch.ones(2, 2) @ torch.ones(2, 2)
    assert product.dtype == expected
