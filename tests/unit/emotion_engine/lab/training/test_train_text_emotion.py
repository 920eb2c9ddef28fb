"""Text emotion learns which words go with which emotion."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.text import load_text_encoder
from emotion_engine.errors import CheckpointError, CorpusError
from emotion_engine.fusion.text_emotion import read_text_emotion
from emotion_engine.lab.training.labelled_texts import (
    LabelledTexts,
    balanced,
    read_texts,
)
from emotion_engine.lab.training.train_text_emotion import (
    TextEmotionRecipe,
    measure,
    train_text_emotion,
)
from tests.checkpoints import write_text

LABELS = ("joy", "neutral")
TEXTS = ("we record the photo", "the photographer 's")  # of joy, of neither


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "labels.txt").write_text("\n".join(LABELS) + "\n")
    lines = [f"{TEXTS[i % 2]}{' a' * (i % 5)}\t{i % 2}\tid{i}" for i in range(40)]
    for part in ("train", "dev", "test"):
        (tmp_path / f"{part}.tsv").write_text("\n".join(lines) + "\n")
    return tmp_path


@pytest.fixture
def config(tmp_path: Path) -> EngineConfig:
    return EngineConfig(text_encoder=str(write_text(tmp_path / "read")), device="cpu")


def test_words_that_go_with_joy_suggest_happy(folder, config, tmp_path) -> None:
    out = tmp_path / "words"
    recipe = TextEmotionRecipe(n_epochs=30, batch_size=8, learning_rate=0.01)
    measured = train_text_emotion(folder, config, recipe, out)
    assert measured["ua"] == 1.0
    model = read_text_emotion(out, load_text_encoder(config))
    happy, neutral = (model.predict(text) for text in TEXTS)
    assert (happy.style, neutral.style) == ("happy", "neutral")
    assert happy.is_clear
    assert sum(happy.probabilities.values()) == pytest.approx(1)
    assert model.predict("  ") is None
    card = json.loads((out / "card.json").read_text())
    assert card["data"]["licence"] == "Apache 2.0"
    assert "rude" in card["known_limits"][0]


def test_a_changed_checkpoint_is_refused(folder, config, tmp_path) -> None:
    out = tmp_path / "words"
    train_text_emotion(folder, config, TextEmotionRecipe(n_epochs=1), out)
    with (out / "head.safetensors").open("ab") as file:
        file.write(b"x")
    with pytest.raises(CheckpointError, match="SHA-256"):
        read_text_emotion(out, load_text_encoder(config))


def test_texts_with_several_labels_are_left_out(tmp_path) -> None:
    path = tmp_path / "train.tsv"
    path.write_text("so glad\t0\ta\nwell well\t0,1\tb\nit is\t1\tc\n")
    texts = read_texts(path, 2, 40)
    assert texts.texts == [["so", "glad"], ["it", "is"]]
    assert texts.labels.tolist() == [0, 1]


def test_a_line_without_label_is_refused_by_its_number(tmp_path) -> None:
    path = tmp_path / "train.tsv"
    path.write_text("so glad\t0\ta\nit is\t9\tc\n")
    with pytest.raises(CorpusError, match="line 2"):
        read_texts(path, 2, 40)


def test_common_labels_are_thinned_and_rare_ones_kept() -> None:
    texts = LabelledTexts([["a"]] * 50, np.array([0] * 45 + [1] * 5))
    assert np.bincount(balanced(texts, 10, seed=0).labels).tolist() == [10, 5]


def test_measures_are_those_of_a_hand_made_example() -> None:
    logits = np.log([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]])
    found = measure(logits, np.array([0, 0, 0, 1]), ("joy", "neutral"))
    assert found["ua"] == pytest.approx((2 / 3 + 1) / 2)
    assert found["wa"] == 0.75
    assert found["macro_f1"] == pytest.approx((4 / 5 + 2 / 3) / 2)
