"""A head gets the encoder that its card names, or is refused with both names."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine.config import STYLES
from emotion_engine.delivery.model import load_delivery
from emotion_engine.encoders.fit import require_encoder
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.model import load_expression
from emotion_engine.fusion.text_emotion import load_text_emotion
from emotion_engine.stress.prominence import load_prominence
from emotion_engine.weights.shipped import CARD, assets_folder

WHISPER = SimpleNamespace(name="whisper-base", n_layers=6)
MINILM = SimpleNamespace(name="minilm-l6", n_layers=6)
OTHER = SimpleNamespace(name="someone/wavlm-base", n_layers=12)
HEADS = {
    "delivery": (load_delivery, WHISPER),
    "expression": (load_expression, WHISPER),
    "stress": (load_prominence, WHISPER),
    "words": (load_text_emotion, MINILM),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_shipped_head_loads_with_its_encoder_and_names_both_with_another(
    name,
) -> None:
    load, its_own = HEADS[name]
    assert load(its_own)
    with pytest.raises(CheckpointError, match=f"{its_own.name}.*someone/wavlm-base"):
        load(OTHER)


@pytest.mark.parametrize("name", ["delivery", "expression", "stress"])
def test_an_encoder_with_too_few_layers_is_refused(name) -> None:
    load, _ = HEADS[name]
    shallow = SimpleNamespace(name="whisper-base", n_layers=4)
    with pytest.raises(CheckpointError, match="has 4 layers"):
        load(shallow)


def test_the_open_stress_weights_learnt_from_nothing_restricted() -> None:
    folder = assets_folder("stress", "open")
    card = json.loads((folder / CARD).read_text())
    assert not any("NC" in source or "research" in source for source in card["data"])
    weights = load_prominence(WHISPER, "open").weights
    assert not np.array_equal(weights, load_prominence(WHISPER).weights)


def test_a_copy_of_a_checkpoint_in_another_folder_is_the_same(tmp_path) -> None:
    copied = SimpleNamespace(name=str(tmp_path / "wavlm-base"), n_layers=12)
    require_encoder({"encoder": "someone/wavlm-base"}, tmp_path, copied, layers=(12,))


def test_a_card_that_names_no_encoder_is_refused(tmp_path) -> None:
    with pytest.raises(CheckpointError, match="train the head again"):
        require_encoder({}, tmp_path, WHISPER)


def test_delivery_says_which_layers_it_reads() -> None:
    card = json.loads((assets_folder("delivery") / CARD).read_text())
    assert (card["layers"], card["upper_layers"]) == ([2, 3, 4, 5, 6], [3, 4, 5])


def test_the_expression_head_loaded_knows_the_styles_of_the_product() -> None:
    assert set(load_expression(WHISPER).labels) == set(STYLES)
