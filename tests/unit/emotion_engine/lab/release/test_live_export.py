"""What is exported for the page: a card that fits, and weights that lose nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from emotion_engine.lab.release.live_export import export_live, fits_half, page_card
from tests.cnns import toy_live


def test_the_card_says_what_the_page_has_to_feed() -> None:
    card = page_card(toy_live())
    assert (card["step"], card["overlap"], card["lag_steps"]) == (640, 352, 3)
    assert card["state"]["blocks"] == [2, 16, 6]
    assert card["labels"] == ["calm", "happy", "sad"]


def test_weights_are_halved_only_where_that_changes_nothing() -> None:
    values = np.linspace(-1, 1, 2048, dtype=np.float32)
    assert fits_half(values.astype(np.float16).astype(np.float32))
    assert not fits_half(values)
    assert not fits_half(np.zeros(3, np.float32))


def test_the_export_feeds_each_state_into_the_next_step(tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="onnx is a package of developers")
    toy_live().write(tmp_path / "model", {"for": "tests"})
    card = export_live(tmp_path / "model", tmp_path / "out")
    session = onnxruntime.InferenceSession(tmp_path / "out" / "live.onnx")
    inputs = {value.name: value.shape for value in session.get_inputs()}
    outputs = {value.name: value.shape for value in session.get_outputs()}
    assert {name: inputs[name] for name in card["state"]} == card["state"]
    assert {name: outputs[f"next_{name}"] for name in card["state"]} == card["state"]
