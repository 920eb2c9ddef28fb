"""What is written is what is read, and nothing else is accepted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.errors import CheckpointError
from emotion_engine.expression.cnn.heads import StressHead
from emotion_engine.expression.cnn.network import (
    StyleCnn,
    padded,
    read_trunk,
    write_trunk,
)
from emotion_engine.weights.shipped import CARD
from tests.cnns import toy_cnn, toy_trunk
from tests.signals import noise


def test_a_cnn_comes_back_from_disk(tmp_path: Path) -> None:
    cnn, waveform = toy_cnn(), noise(1.0, seed=5).astype(np.float32)
    cnn.write(tmp_path, {"for": "a test"})
    again = StyleCnn.read(tmp_path)
    assert again.labels == cnn.labels
    np.testing.assert_allclose(
        again.probabilities(waveform), cnn.probabilities(waveform), atol=2e-3
    )


def test_a_trunk_comes_back_from_disk(tmp_path: Path) -> None:
    trunk, mels = toy_trunk(), padded([torch.randn(40, 64)])
    write_trunk(trunk, tmp_path, {"task": "student"})
    again = read_trunk(tmp_path).eval()
    with torch.no_grad():
        torch.testing.assert_close(
            again(*mels)[0], trunk(*mels)[0], atol=0.02, rtol=0.02
        )


def test_a_trunk_is_not_taken_for_a_cnn(tmp_path: Path) -> None:
    write_trunk(toy_trunk(), tmp_path, {})
    with pytest.raises(CheckpointError, match="no CNN"):
        StyleCnn.read(tmp_path)


def test_tensors_of_another_shape_are_refused(tmp_path: Path) -> None:
    write_trunk(toy_trunk(), tmp_path, {})
    card = json.loads((tmp_path / CARD).read_text())
    card["trunk"]["size"] = 32
    (tmp_path / CARD).write_text(json.dumps(card))
    with pytest.raises(CheckpointError, match="does not fit"):
        read_trunk(tmp_path)


def test_stress_is_compared_within_the_word() -> None:
    torch.manual_seed(0)
    head, embeddings = StressHead(4).eval(), torch.randn(20, 4)
    spans = [(0, 5), (5, 6), (9, 9)]
    scores = head(embeddings, spans)
    assert scores.shape == (3,)
    torch.testing.assert_close(head(embeddings, spans[::-1]), scores.flip(0))
