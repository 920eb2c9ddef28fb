"""Words that experts call wrong are paired with words of equal length and score."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation import stress_raters
from emotion_engine.lab.evaluation.stress_raters import evaluate_raters, n_vowels
from emotion_engine.lab.training.measured_words import MeasuredWord
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.prominence import ProminenceModel
from tests.corpus import write_corpus

N_TAKES = 24


def is_wrong(take: int) -> bool:
    return take % 4 == 0


def word(take: int) -> dict:
    return {
        "text": "water",
        "phones": ["W AO0 T ER0"] * 5,
        "stress": [5.0] * 4 + [10.0] if is_wrong(take) else [10.0] * 5,
        "accuracy": [9.0] * 5,
    }


@pytest.fixture
def rated(tmp_path, monkeypatch) -> Path:
    rows = [{"speaker": f"s{i % 6}", "text": "Water"} for i in range(N_TAKES)]
    write_corpus(tmp_path, rows)
    lines = [
        json.dumps({"utterance": str(i), "words": [word(i)]}) for i in range(N_TAKES)
    ]
    (tmp_path / "scores.jsonl").write_text("\n".join(lines))
    model = ProminenceModel(np.eye(len(NAMES))[0], 0.0)
    models = SimpleNamespace(prominence=model)
    monkeypatch.setattr(stress_raters, "models_of", lambda _: models)
    return tmp_path


def hears(monkeypatch, stressed) -> None:
    """Let the first cue be larger on the syllable that ``stressed`` names."""

    def measure(utterance, _config):
        features = np.zeros((2, len(NAMES)), np.float32)
        features[stressed(int(utterance.path.stem)), 0] = 1.0
        return (MeasuredWord(0, "water", 0, features, features, np.zeros((2, 2))),)

    monkeypatch.setattr(stress_raters, "measure_words", measure)


def test_stress_heard_where_experts_hear_it_wins_every_pair(
    rated, monkeypatch, engine_config
) -> None:
    hears(monkeypatch, lambda take: int(is_wrong(take)))
    values = evaluate_raters(rated, engine_config)
    assert values["auc"] == 1.0
    assert values["n_pairs"] == 6 * stress_raters.PER_WORD
    assert values["n_speakers"] == 3


def test_stress_heard_elsewhere_wins_none(rated, monkeypatch, engine_config) -> None:
    hears(monkeypatch, lambda take: int(not is_wrong(take)))
    assert evaluate_raters(rated, engine_config)["auc"] == 0.0


def test_words_that_are_said_worse_are_not_compared(
    rated, monkeypatch, engine_config
) -> None:
    monkeypatch.setattr(stress_raters, "MOST_APART", -1.0)
    hears(monkeypatch, lambda take: 0)
    with pytest.raises(CorpusError, match="wrongly stressed"):
        evaluate_raters(rated, engine_config)


def test_a_folder_without_ratings_says_so(tmp_path, engine_config) -> None:
    write_corpus(tmp_path, [{"speaker": "a", "text": "Water"}])
    with pytest.raises(CorpusError, match=r"no scores\.jsonl"):
        evaluate_raters(tmp_path, engine_config)


def test_only_vowels_count_as_syllables() -> None:
    assert n_vowels("W AO0 {T} (ER0)") == 2
