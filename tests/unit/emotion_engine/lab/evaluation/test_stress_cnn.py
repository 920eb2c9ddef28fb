"""The CNN beside the regression: both learn from the same takes, judged on new voices."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.expression.cnn.network import write_trunk
from emotion_engine.lab.corpora.reserved import only_reserved, without_reserved
from emotion_engine.lab.evaluation import stress_cnn
from emotion_engine.lab.evaluation.stress_cnn import best_weight, of_member, pooled
from emotion_engine.lab.training import train_stress
from emotion_engine.lab.training.stress_words import StressItem, StressWords, TakeWords
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.prominence import ProminenceModel
from tests.cnns import spoken, toy_trunk

LOUD = NAMES.index("level_db")


def measured(n_takes: int, *, seed: int, moved: bool) -> StressWords:
    """Two words in each take; the stressed syllable is louder, for cues and network."""
    takes = []
    for take in spoken(n_takes, seed=seed):
        items = []
        for word in take.words:
            cues = np.zeros((2, len(NAMES)), np.float32)
            cues[word.true, LOUD] = 3.0
            nuclei_s = np.array(word.spans) / 25
            marked = word.true if moved else None
            expected = 0 if moved else word.true
            items.append(
                StressItem(
                    "made", take.speaker, "a", cues, expected, marked, moved, nuclei_s
                )
            )
        takes.append(TakeWords(tuple(items), take.mels.numpy()))
    return StressWords(tuple(takes), 0, 0, 0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list:
    """Make takes, and note which were to be learnt from and which judged."""
    calls: list = []

    def load(_folder, _config, *, treatment=None, keep=without_reserved, **_):
        calls.append((treatment, keep))
        seed = 9 if keep is only_reserved else 0
        return measured(24, seed=seed, moved=treatment is not None)

    monkeypatch.setattr(stress_cnn, "load_stress_words", load)
    monkeypatch.setattr(train_stress, "load_stress_words", load)
    return calls


def evaluate(folder: Path) -> dict:
    write_trunk(toy_trunk(), folder / "trunk", {})
    louder = np.float32(np.arange(len(NAMES)) == LOUD)
    ProminenceModel(louder, clear_margin=1.0).write(folder / "head", {})
    return stress_cnn.evaluate_stress_cnn(
        [folder],
        EngineConfig(),
        judged=[folder / "new"],
        strategy="frozen",
        source=folder / "trunk",
        n_epochs=3,
        head=folder / "head",
        limit=None,
        judged_limit=None,
        seed=0,
    )


def test_members_and_pool_are_judged_as_recorded_and_moved(asked, tmp_path) -> None:
    values = evaluate(tmp_path)
    names = {"new, recorded", "new, swap", "new, strong"}
    assert names <= values.keys()
    for name in names:
        assert set(values[name]) == {"regression", "cnn", "pool"}
        assert values[name]["regression"]["found"] > 0.95
    assert values["new, swap"]["pool"]["noticed"] > 0.9
    assert "noticed" not in values["new, recorded"]["pool"]
    assert "24 words" not in stress_cnn.members_table(values)
    assert "new, swap" in stress_cnn.members_table(values)


def test_only_reserved_speakers_are_judged(asked, tmp_path) -> None:
    evaluate(tmp_path)
    assert asked == [
        (None, without_reserved),
        ("train", without_reserved),
        (None, only_reserved),
        ("swap", only_reserved),
        ("strong", only_reserved),
    ]


def test_it_is_trained_where_the_encoders_run(asked, monkeypatch, tmp_path) -> None:
    devices, fit = [], stress_cnn.fit_stress_network

    def noted(*arguments, device, **options):
        devices.append(device)
        return fit(*arguments, **options)  # on the CPU

    chosen = torch.device("cuda")
    monkeypatch.setattr(stress_cnn, "choose_device", lambda config: (chosen, None))
    monkeypatch.setattr(stress_cnn, "fit_stress_network", noted)
    evaluate(tmp_path)
    assert devices == [chosen]


def item(true: int, expected: int = 0) -> StressItem:
    features = np.zeros((2, len(NAMES)))
    return StressItem("made", "a", "word", features, expected, true)


def test_a_network_that_is_never_right_gets_no_weight() -> None:
    items = [item(0), item(1)]
    right = [np.array([1.0, 0.0]), np.array([0.0, 1.0])]
    assert best_weight(items, right, [-values for values in right]) == 0.0
    assert best_weight(items, [-v for v in right], [2 * v for v in right]) > 0.3


def test_a_pool_adds_logits() -> None:
    (found,) = pooled([np.array([2.0, 0.0])], [np.array([0.0, 4.0])], 0.5)
    assert np.argmax(found) == 1
    assert np.exp(found).sum() == pytest.approx(1)


def test_moved_words_and_words_left_alone_are_counted_apart() -> None:
    items = [item(1), item(1), item(0), item(0)]
    logits = [np.array(v) for v in ([0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0])]
    values = of_member(items, logits)
    assert values["noticed"] == values["false_alarms"] == values["found"] == 0.5
