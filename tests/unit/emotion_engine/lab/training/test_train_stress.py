"""Weights of prominence: a rule built into the words is recovered."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.lab.training import train_stress as training
from emotion_engine.lab.training.stress_words import StressItem
from emotion_engine.lab.training.train_stress import Words, fit_model, fit_weights
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.prominence import ProminenceModel
from tests.spoken_words import stress_words

LOUD = NAMES.index("level_db")


def spoken_words(
    n_words: int = 240, n_speakers: int = 8, noise: float = 0.3
) -> list[StressItem]:
    """Words whose stressed syllable is the louder one, give or take the noise."""
    generator = np.random.default_rng(0)
    items = []
    for number in range(n_words):
        n_syllables = 2 + number % 2
        cues = generator.normal(0, 1, (n_syllables, len(NAMES)))
        strength = cues[:, LOUD] + generator.normal(0, noise, n_syllables)
        stressed = int(np.argmax(strength))
        speaker = f"speaker {number % n_speakers}"
        items.append(StressItem("made", speaker, "word", cues, stressed))
    return items


@pytest.fixture
def trained(monkeypatch) -> None:
    """Words as recorded, and the same with their stress moved."""
    native = stress_words(spoken_words(noise=0.1))
    moved = [
        replace(item, expected=0, marked=item.expected, is_moved=True)
        for item in native.items
    ]
    words = {None: native, "train": stress_words(moved)}
    monkeypatch.setattr(
        training, "load_stress_words", lambda *_, treatment=None, **__: words[treatment]
    )


def test_the_cue_that_decides_gets_by_far_the_largest_weight() -> None:
    weights = np.abs(fit_weights(spoken_words()))
    assert np.argmax(weights) == LOUD
    assert weights[LOUD] > 5 * np.delete(weights, LOUD).max()


def test_the_unit_of_a_cue_does_not_matter() -> None:
    items = spoken_words()
    scale = np.ones(len(NAMES))
    scale[LOUD] = 100.0
    rescaled = [replace(item, features=item.features * scale) for item in items]
    assert fit_weights(rescaled) * scale == pytest.approx(
        fit_weights(items), rel=1e-3, abs=1e-3
    )


def test_shares_sum_to_one_in_every_word() -> None:
    words = Words.of(spoken_words(4))  # of 2, 3, 2 and 3 syllables
    shares = words.softmax(np.arange(10.0))
    assert np.add.reduceat(shares, [0, 2, 5, 7]) == pytest.approx(np.ones(4))
    assert shares[1] == pytest.approx(np.e / (1 + np.e))


def test_at_most_one_native_word_in_twenty_is_called_elsewhere() -> None:
    model, unseen = fit_model(spoken_words(noise=1.5))
    assert np.mean(unseen < 0) > 0.1  # the noise makes many words look shifted
    assert np.mean(unseen < -model.clear_margin) <= 0.05


def test_training_hears_the_syllable_that_is_marked() -> None:
    items = spoken_words()
    moved = [
        replace(item, expected=0, marked=item.expected) if item.expected else item
        for item in items
    ]
    assert any(item.is_shifted for item in moved)
    assert fit_weights(moved) == pytest.approx(fit_weights(items))


def test_weights_that_are_gone_on_from_are_kept_where_nothing_speaks_against() -> None:
    before = np.zeros(len(NAMES))
    before[LOUD], before[0] = 2.0, 0.5
    few = spoken_words(n_words=12)
    for item in few:
        item.features[:, 0] = 0  # of the other cue these words say nothing
    weights = fit_weights(few, before)
    assert weights[0] == pytest.approx(0.5)
    assert weights[LOUD] > 1.0
    assert fit_weights(few)[0] == pytest.approx(0.0, abs=1e-3)


def test_a_step_goes_a_share_of_the_way_and_none_without_a_start() -> None:
    few, start = spoken_words(n_words=12), np.zeros(len(NAMES))
    whole = fit_weights(few, start)
    assert training.go_on(few, start, 0.25) == pytest.approx(0.25 * whole)
    assert training.go_on(few, None, 0.25) == pytest.approx(fit_weights(few))


def test_the_card_says_what_the_weights_went_on_from(trained, tmp_path) -> None:
    training.train_stress([tmp_path], EngineConfig(), tmp_path / "first")
    first = json.loads((tmp_path / "first" / "card.json").read_text())
    training.train_stress(
        [tmp_path], EngineConfig(), tmp_path, start=tmp_path / "first", step=0.5
    )
    card = json.loads((tmp_path / "card.json").read_text())
    assert "went_on_from" not in first
    assert card["went_on_from"]["n_words"] == first["n_words"]
    assert card["went_on_from"]["step"] == 0.5
    assert card["speakers"] == first["speakers"]


def test_who_was_learnt_from_before_is_not_left_out_of_the_card(
    trained, tmp_path
) -> None:
    first = tmp_path / "first"
    training.train_stress([tmp_path], EngineConfig(), first)
    for speakers in (["earlier"], None):
        card = json.loads((first / "card.json").read_text()) | {"speakers": speakers}
        if speakers is None:
            del card["speakers"]
        (first / "card.json").write_text(json.dumps(card))
        training.train_stress([tmp_path], EngineConfig(), tmp_path, start=first)
        learnt = json.loads((tmp_path / "card.json").read_text())
        assert ("earlier" in learnt.get("speakers", ())) is bool(speakers)
        assert ("speakers" in learnt) is bool(speakers)


def test_takes_whose_stress_was_moved_already_are_learnt_as_they_are(
    monkeypatch, tmp_path
) -> None:
    asked = []
    monkeypatch.setattr(
        training,
        "load_stress_words",
        lambda *_, treatment=None, **__: asked.append(treatment) or stress_words([]),
    )
    training.takes_to_learn(tmp_path, EngineConfig(), limit=None, seed=0)
    assert asked == [None, "train"]
    (tmp_path / "stress.csv").touch()
    training.takes_to_learn(tmp_path, EngineConfig(), limit=None, seed=0)
    assert asked == [None, "train", None]


def test_the_card_names_data_protocol_and_figures(trained, tmp_path) -> None:
    training.train_stress([tmp_path], EngineConfig(), tmp_path)
    card = json.loads((tmp_path / "card.json").read_text())
    assert card["accuracy_polysyllabic"] > 0.85
    assert card["recall_moved"] > 0.85
    assert card["false_alarms_beside_moved"] < 0.15
    assert card["share_elsewhere_on_natives"] <= 0.05
    assert card["n_speakers"] == 8
    assert card["data"] == ["made"]
    assert len(ProminenceModel.read(tmp_path).weights) == len(NAMES)
