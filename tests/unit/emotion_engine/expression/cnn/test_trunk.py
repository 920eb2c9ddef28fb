"""The trunk: padding never counts, and no frame sees further than is stated."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.expression.cnn.network import padded
from tests.cnns import TOY, toy_trunk


def some(n_frames: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(n_frames, 64, generator=torch.Generator().manual_seed(seed))


@torch.no_grad()
def test_a_take_in_a_batch_has_the_embeddings_it_has_alone() -> None:
    trunk, takes = toy_trunk(), [some(41, 1), some(97, 2), some(64, 3)]
    together, n_frames = trunk(*padded(takes))
    for row, take in enumerate(takes):
        alone, n_alone = trunk(*padded([take]))
        assert int(n_frames[row]) == int(n_alone[0]) == -(-len(take) // 4)
        real = together[row, : int(n_alone[0])]
        torch.testing.assert_close(real, alone[0], atol=1e-5, rtol=1e-4)
        assert float(together[row, int(n_alone[0]) :].abs().sum()) == 0


@torch.no_grad()
def test_no_frame_sees_further_ahead_than_stated() -> None:
    trunk, before = toy_trunk(), some(200)
    mel_window_ms = 22  # of the 32 ms of the last mel frame, 10 are its own
    ahead = int((TOY.look_ahead_ms - mel_window_ms) / 10)
    frame = 20
    for distance, sees in ((0, True), (8, False)):
        changed = before.clone()
        changed[4 * frame + ahead + distance - 1 :] += 1
        embeddings = [trunk(*padded([take]))[0][0, frame] for take in (before, changed)]
        assert (float((embeddings[0] - embeddings[1]).abs().max()) > 1e-6) is sees


def test_the_shipped_shape_waits_a_third_of_a_second() -> None:
    from emotion_engine.expression.cnn.trunk import TrunkConfig

    assert TrunkConfig().look_ahead_ms == pytest.approx(332)
