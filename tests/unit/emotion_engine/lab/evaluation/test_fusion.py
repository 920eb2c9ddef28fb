"""The floor of the ablation sees what the delivery head sees."""

from __future__ import annotations

import numpy as np
import torch

from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.pooling import pool_speech
from emotion_engine.lab.evaluation.fusion import cell, pooled_frames


def test_frames_are_pooled_as_the_delivery_head_pools_them() -> None:
    frames = np.random.default_rng(0).normal(size=(3, 9, 4)).astype(np.float32)
    encoding = Encoding(torch.from_numpy(frames)[:, None], torch.tensor([9]), 25.0)
    expected = pool_speech(encoding).numpy()
    np.testing.assert_allclose(pooled_frames([frames])[0], expected, atol=1e-6)


def test_a_loss_is_shown_with_its_sign() -> None:
    shown = cell({"value": -0.012, "interval": [-0.02, 0.001]})
    assert shown == "-.012 [-.020, .001]"
