"""The shipped trunk: it loads, states its origin, and is small."""

from __future__ import annotations

import numpy as np
import torch

from emotion_engine.expression.cnn.network import (
    StyleCnn,
    StyleNetwork,
    padded,
    read_trunk,
)
from emotion_engine.expression.cnn.streaming import StreamingExpression
from emotion_engine.weights.shipped import TENSORS, assets_folder, read_head


def test_the_shipped_heads_of_both_licences_stay_under_20_mb_together() -> None:
    sizes = {path: path.stat().st_size for path in assets_folder(".").rglob(TENSORS)}
    names = {path.parent.name for path in sizes}
    assert {"cnn", "expression", "words", "delivery"} <= names
    assert sum(sizes.values()) < 20e6, sizes


def test_the_card_names_data_and_licences() -> None:
    _, card = read_head(assets_folder("cnn"))
    assert all(origin["licence"] != "not stated" for origin in card["data"])
    assert not any("RAVDESS" in origin["source"] for origin in card["data"])
    assert card["measured"]["unexplained_variance"] < 0.6


def test_speech_and_noise_look_different_to_it() -> None:
    trunk = read_trunk(assets_folder("cnn")).eval()
    generator = torch.Generator().manual_seed(0)
    flat = torch.zeros(80, 64)
    rough = torch.randn(80, 64, generator=generator)
    with torch.no_grad():
        embeddings, _ = trunk(*padded([flat, rough]))
    assert torch.isfinite(embeddings).all()
    assert float((embeddings[0] - embeddings[1]).abs().mean()) > 0.1


def test_it_can_be_streamed() -> None:
    trunk = read_trunk(assets_folder("cnn"))
    network = StyleNetwork(trunk.config, 2)
    network.trunk.load_state_dict(trunk.state_dict())
    listening = StreamingExpression(StyleCnn(network.eval(), ("calm", "happy")))
    said = [listening.feed(np.zeros(640, np.float32)) for _ in range(25)]
    assert sum(map(len, said)) >= 1
