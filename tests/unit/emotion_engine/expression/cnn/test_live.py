"""The live CNN on disk, and as the style CNN that it contains."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.errors import CheckpointError
from emotion_engine.expression.cnn.live import LiveModel
from tests.cnns import toy_cnn, toy_live

MELS = torch.from_numpy(np.random.default_rng(0).normal(0, 1, (90, 64))).float()


def test_what_is_written_is_read_again_to_half_precision(tmp_path: Path) -> None:
    model = toy_live()
    model.write(tmp_path, {"for": "tests"})
    read = LiveModel.read(tmp_path)
    assert (read.labels, read.clear_from) == (model.labels, model.clear_from)
    assert torch.allclose(read.beats(MELS), model.beats(MELS), atol=0.01)


def test_a_folder_with_another_network_is_refused(tmp_path: Path) -> None:
    toy_cnn().write(tmp_path, {})
    with pytest.raises(CheckpointError, match="no live CNN"):
        LiveModel.read(tmp_path)


def test_each_frame_has_a_nucleus_and_a_stress_between_0_and_1() -> None:
    beats = toy_live().beats(MELS)
    assert beats.shape == (23, 2)
    assert bool(((beats > 0) & (beats < 1)).all())


def test_the_style_network_within_has_the_same_trunk() -> None:
    model = toy_live()
    assert model.style_cnn().network.trunk is model.network.trunk
